"""A whole band from the grooves of MMA, Musical MIDI Accompaniment: drums, bass, chords, strings over the song's chords.

MMA (`apt-get install mma`, GPL-2 or later) brings some two thousand grooves, with swing, syncopation, ghost notes and loose
timing of their own; their bars are MMA's, the chords and the length are ours. What a groove calls a beat is the beat.
"""

import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import mido
import numpy as np

TICKS = 192  # MMA's, to a beat
TEMPLATES = {"": (0, 4, 7), "m": (0, 3, 7), "7": (0, 4, 7, 10), "M7": (0, 4, 7, 11), "m7": (0, 3, 7, 10), "dim": (0, 3, 6),
             "m7b5": (0, 3, 6, 10), "aug": (0, 4, 8), "sus4": (0, 5, 7), "sus2": (0, 2, 7), "6": (0, 4, 7, 9)}
NAMES = ["C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"]
# General MIDI percussion as the voices that there are sounds for.
VOICES = {35: "kick", 36: "kick", 37: "rim", 38: "snare", 39: "clap", 40: "snare", 41: "tom3", 43: "tom3", 45: "tom2",
          47: "tom2", 48: "tom1", 50: "tom1", 42: "hat", 44: "hat", 46: "open", 49: "crash", 52: "crash", 55: "crash",
          57: "crash", 51: "ride", 53: "ride", 59: "ride", 54: "tambourine", 56: "cowbell", 60: "tom1", 61: "tom2",
          62: "rim", 63: "tom1", 64: "tom2", 65: "tom1", 66: "tom2", 67: "cowbell", 68: "cowbell", 69: "shaker",
          70: "shaker", 75: "rim", 76: "rim", 77: "rim", 82: "shaker"}


@dataclass
class Groove:
    """A file of grooves that belong together."""

    library: str
    file: str
    names: list[str]
    bar: int  # MMA's beats to the bar; 6 are two dotted quarters

    @property
    def tempo(self) -> tuple[float, float]:
        """The slowest and the fastest tempo that it is played at here."""
        text = self.file + self.names[0].lower()
        if re.search("slow|ballad|lullaby|trip|ambient|hip", text):
            return 55, 105
        if re.search("fast|punk|dnb|metal|mtl|polka|quick|techno|trance|rave|thr|bebop", text):
            return 115, 195
        return 68, 165


def library(folder: Path) -> list[Groove]:
    """All grooves under MMA's `lib`, one entry a file."""
    result = []
    for path in sorted(folder.glob("*/*.mma")):
        text = path.read_text(errors="replace")
        names = re.findall(r"^\s*DefGroove\s+(\S+)", text, re.MULTILINE | re.IGNORECASE)
        time = re.search(r"^\s*Time\s+(\d+)", text, re.MULTILINE | re.IGNORECASE)
        if names and time and "metronome" not in path.name:
            result.append(Groove(path.parent.name, path.name, names, int(time.group(1))))
    return result


def choose(rng, grooves: list[Groove], bar: int, triple: bool, bpm: float) -> Groove | None:
    """A groove of the metre that can be played at the tempo."""
    wanted = 6 if triple and bar == 2 else bar
    fit = [g for g in grooves if g.bar == wanted and (triple or g.tempo[0] <= bpm <= g.tempo[1])]
    return fit[int(rng.integers(len(fit)))] if fit else None


def _chord(classes: list[int], bass: int) -> str:
    """The name of the chord that is nearest to a set of pitch classes."""
    def badness(root, shape):
        wanted = {(root + x) % 12 for x in shape}
        return (len(wanted ^ set(classes)), root != bass, len(shape))
    _, root, kind = min((badness(r, s), r, k) for r in range(12) for k, s in TEMPLATES.items())
    return NAMES[root] + kind


def play(rng, groove: Groove, chords, bars: int, bar: int, triple: bool) -> tuple[list, list]:
    """Instruments (program, notes (beat, end, pitch, velocity)) and drum hits (beat, voice, loudness) of whole bars."""
    per_beat = 3 if triple else 1
    plain = [n for n in groove.names if not re.search("intro|end|fill|break", n, re.IGNORECASE)] or groove.names
    fills = [n for n in groove.names if re.search("fill|break", n, re.IGNORECASE)]
    current = plain[int(rng.integers(len(plain)))]
    lines = [f"RndSeed {int(rng.integers(1, 10_000))}", "Tempo 120"]
    section, last = int(rng.choice([4, 8, 8, 16])), "C"

    def switch(name):
        lines.append(f"Groove {groove.library}:{name}")

    switch(current)
    for index in range(bars):
        if index and index % section == 0:
            if rng.random() < 0.4:
                current = plain[int(rng.integers(len(plain)))]
            switch(current)
        if fills and index % section == section - 1 and rng.random() < 0.5:
            switch(fills[int(rng.integers(len(fills)))])
        names = []
        for beat in range(index * bar, (index + 1) * bar):
            found = [c for c in chords if c[0] - 1e-3 <= beat < c[1] - 1e-3]
            name = _chord(found[0][2], found[0][3]) if found else last
            names += ["/" if name == last and names else name] + ["/"] * (per_beat - 1)
            last = name
        lines.append(f"{index + 1} " + " ".join(names))
    with tempfile.TemporaryDirectory() as scratch:
        source, target = Path(scratch) / "a.mma", Path(scratch) / "a.mid"
        source.write_text("\n".join(lines) + "\n")
        subprocess.run(["mma", "-f", str(target), str(source)], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        file = mido.MidiFile(target)
    parts, hits = [], []
    for track in file.tracks:
        tick, program, sounding, notes = 0, 0, {}, []
        for message in track:
            tick += message.time
            beat = tick / TICKS / per_beat
            if message.type == "program_change":
                program = message.program
            elif message.type == "note_on" and message.velocity > 0:
                if message.channel == 9:
                    if message.note in VOICES:
                        hits.append((beat, VOICES[message.note], (message.velocity / 100) ** 1.5))
                else:
                    sounding[message.note] = (beat, message.velocity)
            elif message.type in ("note_on", "note_off") and message.note in sounding and message.channel != 9:
                start, velocity = sounding.pop(message.note)
                notes.append((start, beat, message.note, velocity))
        if notes:
            parts.append((program, notes))
    return parts, sorted(h for h in hits if h[0] < bars * bar)


def swing_of(hits: list) -> float:
    """Where the second eighth of a beat lies, from the hits there: 0.5 (even) to 0.67."""
    phases = np.array([h[0] % 1 for h in hits])
    late, even = ((phases > 0.6) & (phases < 0.72)).sum(), ((phases > 0.46) & (phases < 0.56)).sum()
    return 0.66 if late > 2 * even and late > 8 else 0.5
