"""Songs to learn from: notes, chords and bars in beats, re-barred, stretched and laid out in time."""

import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

import mido
import numpy as np


@dataclass
class Part:
    """Notes of one instrument: onset and end in beats, pitch, velocity."""

    onset: np.ndarray
    end: np.ndarray
    pitch: np.ndarray
    velocity: np.ndarray


@dataclass
class Song:
    """A song in beats; beat `first` and every `bar` beats after it are downbeats."""

    parts: dict[str, Part]
    chords: list[tuple[float, float, list[int], int]]  # from, to, pitch classes, bass
    length: int
    bar: int = 4
    first: int = 0
    triple: bool = False  # three eighths to the beat
    level: float = 1.0  # beats here to a beat of the source
    source_bpm: float = 100.0
    notes: list = field(default_factory=list)


def load(folder: Path) -> Song:
    """Reads `song.mid`, `beats.txt`, `chords.txt` and `grid.txt`."""
    rows = [line.split() for line in (folder / "beats.txt").read_text().splitlines()]
    times = np.array([float(row[0]) for row in rows])
    positions = [int(float(row[1])) for row in rows]
    interval = float(np.median(np.diff(times)))
    axis = np.concatenate([[times[0] - 8 * interval], times, [times[-1] + 8 * interval]])
    index = np.concatenate([[-8.0], np.arange(len(times)), [len(times) + 7.0]])

    file = mido.MidiFile(folder / "song.mid")
    parts = {}
    seconds_of = _tick_clock(file)
    for track in file.tracks:
        tick, open_notes, found = 0, {}, []
        for message in track:
            tick += message.time
            if message.type == "note_on" and message.velocity > 0:
                open_notes.setdefault(message.note, []).append((tick, message.velocity))
            elif message.type in ("note_on", "note_off") and open_notes.get(message.note):
                start, velocity = open_notes[message.note].pop(0)
                found.append((start, tick, message.note, velocity))
        if found:
            a = np.array(found, float)
            parts[track.name.strip().upper()] = Part(
                np.interp(seconds_of(a[:, 0]), axis, index), np.interp(seconds_of(a[:, 1]), axis, index),
                a[:, 2].astype(int), a[:, 3].astype(int))

    grid = dict(line.split() for line in (folder / "grid.txt").read_text().splitlines())
    start = seconds_of(np.array([float(grid["first_bar_tick"])]))[0]
    beat = float(round(float(np.interp(start, axis, index))))
    chords = []
    for line in (folder / "chords.txt").read_text().splitlines():
        pitches, _, rest = line.partition("[")[2].partition("]")
        classes = [int(x) for x in pitches.split(",") if x.strip()]
        fields = rest.split()
        length = float(fields[-1])
        if classes:
            bass = int(fields[0]) if len(fields) > 1 and fields[0].lstrip("-").isdigit() else classes[0]
            chords.append((beat, beat + length, classes, bass % 12))
        beat += length
    return Song(parts, chords, len(times), 4, positions.index(1), source_bpm=60 / interval)


def _tick_clock(file):
    changes, tick = [], 0
    for message in mido.merge_tracks(file.tracks):
        tick += message.time
        if message.type == "set_tempo":
            changes.append((tick, message.tempo))
    changes = changes or [(0, 500_000)]
    if changes[0][0] > 0:
        changes.insert(0, (0, 500_000))
    ticks, seconds = [0.0], [0.0]
    for (a, tempo), (b, _) in zip(changes, changes[1:] + [(10**8, 0)]):
        ticks.append(float(b))
        seconds.append(seconds[-1] + (b - a) * tempo / 1e6 / file.ticks_per_beat)
    return lambda t: np.interp(t, ticks, seconds)


def _remapped(song: Song, axis, index, kept=None, **changes) -> Song:
    """The song with beat `axis[i]` moved to `index[i]`; notes that begin where `kept` is false are left out."""

    def moved(x):
        return np.interp(x, axis, index)

    parts = {}
    for name, part in song.parts.items():
        keep = kept(part.onset) if kept else np.ones(len(part.onset), bool)
        onset, end = moved(part.onset[keep]), moved(part.end[keep])
        parts[name] = Part(onset, np.maximum(end, onset + 0.1), part.pitch[keep], part.velocity[keep])
    chords = [(float(moved(a)), float(moved(b)), c, r) for a, b, c, r in song.chords]
    chords = [chord for chord in chords if chord[1] - chord[0] > 0.2]
    values = dict(
        parts=parts, chords=chords, length=song.length, bar=song.bar, first=song.first, triple=song.triple,
        level=song.level, source_bpm=song.source_bpm)
    return Song(**(values | changes))


def with_bars_of(song: Song, bar: int, beats_of_source: int = 4) -> Song:
    """Re-bars by leaving out the end of every bar (or of every second bar, for 5 and 7 beats)."""
    cycle = beats_of_source * (1 if bar < 4 else 2)
    axis, index, new = [-8.0 + song.first], [-8.0], 0.0
    for start in range(song.first, song.length, cycle):
        axis += [start, start + bar, start + cycle - 1e-6]
        index += [new, new + bar, new + bar]
        new += bar

    def kept(onset):
        return (onset - song.first + 0.05) % cycle < bar

    return _remapped(song, axis, index, kept, length=int(new), bar=bar, first=0)


def at_level(song: Song, factor: float) -> Song:
    """Counts twice (2), half (0.5) or a third (1/3, from eighths to dotted quarters) as many beats."""
    axis = np.array([-8.0, song.length + 8.0]) - 0.0
    index = (axis - song.first) * factor
    bar = song.bar
    if factor < 0.4:
        bar = 2
    return _remapped(
        song, axis, index, length=int((song.length - song.first) * factor), first=0, bar=bar,
        triple=factor < 0.4, level=song.level * factor)


def tempo_curve(rng, beats: int, bpm: float, kind: str) -> np.ndarray:
    """The time of each beat in seconds, from 0, under a tempo that is steady, drifts, slows down or jumps."""
    x = np.arange(beats) / max(1, beats)
    log_tempo = np.zeros(beats)
    if kind == "drift":
        for _ in range(3):
            log_tempo += rng.uniform(0.005, 0.03) * np.sin(
                2 * np.pi * (rng.uniform(0.3, 3) * x + rng.uniform()))
    elif kind == "human":
        log_tempo += np.cumsum(rng.normal(0, 0.004, beats)) * 0.5 + rng.normal(0, 0.008, beats)
    elif kind == "slowing":
        at = int(beats * rng.uniform(0.3, 0.9))
        width = int(rng.integers(3, 9))
        log_tempo[at:at + width] -= rng.uniform(0.1, 0.3) * np.linspace(0.2, 1, len(log_tempo[at:at + width]))
        if rng.random() < 0.5:
            log_tempo[at + width:] += rng.normal(0, 0.08)
    elif kind == "jump":
        at = int(beats * rng.uniform(0.25, 0.75))
        log_tempo[at:] += np.log(rng.uniform(0.8, 1.25))
    elif kind == "ramp":
        log_tempo += rng.uniform(-0.12, 0.12) * x
    intervals = 60 / bpm * np.exp(-log_tempo)
    return np.concatenate([[0.0], np.cumsum(intervals)])[:beats]


def swung(beats: np.ndarray, swing: float, division: int) -> np.ndarray:
    """Moves the second half of each 1/`division` beat late, to `swing` (0.5: even, 0.67: triplets)."""
    whole = np.floor(beats * division + 1e-6)
    phase = beats * division - whole
    bent = np.where(phase < 0.5, 2 * swing * phase, swing + (phase - 0.5) * 2 * (1 - swing))
    return (whole + bent) / division


def render_each(options, passes, make):
    """Makes what is not yet there of each pass over the songs of `options`: this part of them, for so many minutes."""
    part, parts = map(int, options.part.split("/"))
    folders = sorted(f for f in options.songs.iterdir() if f.is_dir() and f.name not in options.skip)
    began = time.time()
    for index in passes:
        for folder in folders[part::parts]:
            target = options.out / f"{folder.name}-{index}.npz"
            if target.exists():
                continue
            if time.time() - began > 60 * options.minutes:
                return
            try:
                make(folder, index, target)
            except (ValueError, IndexError, subprocess.CalledProcessError) as error:
                print(f"{target.name}: left out: {error!r}", flush=True)
