"""Sounds: fluidsynth for instruments, drum hits from a soundfont and of our own making, and a voice-like lead."""

import pickle
import re
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import mido
import numpy as np
import soundfile
from scipy.signal import butter, lfilter, resample_poly, sosfilt

RATE = 22_050
DRUM_NOTES = {"kick": [35, 36], "snare": [38, 40], "rim": [37], "clap": [39], "hat": [42, 44], "open": [46],
              "ride": [51, 53, 59], "crash": [49, 57, 55], "tom1": [50, 48], "tom2": [47, 45], "tom3": [43, 41],
              "tambourine": [54], "shaker": [82, 69, 70], "cowbell": [56]}
KITS = [0, 8, 16, 24, 25, 32, 40]


def fluidsynth(events: list, font: Path, reverb: bool, tail: float = 0.0) -> np.ndarray:
    """Renders (seconds, end, channel, pitch, velocity) and ('program', channel, number) to mono samples."""
    file = mido.MidiFile(ticks_per_beat=500)
    track = mido.MidiTrack()
    file.tracks.append(track)
    messages = []
    last = 0.0
    for event in events:
        if event[0] == "program":
            messages.append((0, 0, mido.Message("program_change", channel=event[1], program=event[2])))
            continue
        start, end, channel, pitch, velocity = event
        a, b = int(start * 1000), max(int(start * 1000) + 5, int(end * 1000))
        messages.append((a, 2, mido.Message("note_on", channel=channel, note=pitch, velocity=velocity)))
        messages.append((b, 1, mido.Message("note_off", channel=channel, note=pitch, velocity=0)))
        last = max(last, b / 1000)
    messages.sort(key=lambda m: (m[0], m[1]))
    now = 0
    for tick, _, message in messages:
        track.append(message.copy(time=tick - now))
        now = tick
    track.append(mido.MetaMessage("end_of_track", time=int(tail * 1000)))
    with tempfile.TemporaryDirectory() as folder:
        path, raw = Path(folder) / "s.mid", Path(folder) / "s.raw"
        file.save(path)
        subprocess.run(
            ["fluidsynth", "-ni", "-q", "-R", "1" if reverb else "0", "-C", "0", "-g", "0.4", "-r", str(RATE),
             "-o", "synth.dynamic-sample-loading=1", "-o", "synth.polyphony=64", "-O", "s16", "-T", "raw",
             "-F", str(raw), str(font), str(path)],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        samples = np.fromfile(raw, "<i2").astype(np.float32) / 32768
    return samples[: len(samples) // 2 * 2].reshape(-1, 2).mean(1)


def soundfont_kits(font: Path) -> list[dict[str, list[np.ndarray]]]:
    """One-shots of every drum kit of a soundfont."""
    kits = []
    for program in KITS:
        notes = [note for group in DRUM_NOTES.values() for note in group]
        spacing = 1.5
        events = [("program", 9, program)]
        events += [(0.1 + i * spacing, 0.1 + i * spacing + 1.2, 9, note, 120) for i, note in enumerate(notes)]
        audio = fluidsynth(events, font, reverb=False, tail=2)
        kit, i = {}, 0
        for name, group in DRUM_NOTES.items():
            kit[name] = []
            for _ in group:
                start = int((0.1 + i * spacing) * RATE)
                hit = audio[start:start + int(1.4 * RATE)].copy()
                kit[name].append(hit / max(1e-3, np.abs(hit).max()))
                i += 1
        kits.append(kit)
    return kits


# What the instruments of a sampled kit are, by their names; the first that matches counts.
KIT_WORDS = [("tambourine", "tambourine"), ("shaker", "maraca|shaker"), ("cowbell", "cowbell|zap"), ("clap", "clap|snap|slap"),
             ("rim", "stick|rim|click|clave|wood"), ("kick", "kick|bass ?drum|thump"), ("snare", "snare"),
             ("open", "op\\b|open|side ohh|swish"), ("hat", r"\bhh\b|hat|hi-hat|pedal"), ("ride", "ride|bell"),
             ("crash", "crash|cymbal|china|splash"), ("tom3", "floor|tom low|low tom|bongo lo"),
             ("tom2", "tom mid|middle tom|tom 2"), ("tom1", "tom hi|high tom|tom 1|bongo hi|tom")]


def sampled_kits(folder: Path) -> list[dict[str, list[np.ndarray]]]:
    """One-shots of the drum kits of Hydrogen under a folder, those with kick, snare and hat; the loudest layer of each."""
    kits = []
    for description in sorted(folder.glob("*/drumkit.xml")):
        kit = {}
        text = re.sub(r'xmlns(:\w+)?="[^"]*"|xsi:\w+="[^"]*"', "", description.read_text(errors="replace"))
        for instrument in ElementTree.fromstring(text).iter("instrument"):
            name = (instrument.findtext("name") or "").lower()
            voice = next((v for v, words in KIT_WORDS if re.search(words, name)), None)
            files = [f.text for f in instrument.iter("filename") if f.text]
            if not voice or not files or not (description.parent / files[-1]).exists():
                continue
            audio, rate = soundfile.read(description.parent / files[-1], dtype="float32", always_2d=True)
            hit = resample_poly(audio.mean(1)[: 2 * rate], RATE, rate).astype(np.float32)
            loud = np.flatnonzero(np.abs(hit) > 0.02 * np.abs(hit).max())
            if len(loud):
                hit = hit[max(0, loud[0] - 10):loud[0] + int(1.4 * RATE)]
                kit.setdefault(voice, []).append(hit / np.abs(hit).max())
        if {"kick", "snare", "hat"} <= set(kit):
            kits.append(kit)
    return kits


def _decay(count, seconds):
    return np.exp(-np.arange(count) / (seconds * RATE)).astype(np.float32)


def _noise(rng, count, low, high):
    band = butter(2, [low, min(high, RATE / 2 * 0.95)], "bandpass", fs=RATE, output="sos")
    noise = sosfilt(band, rng.normal(size=count)).astype(np.float32)
    return noise / max(1e-6, np.abs(noise).max())


def made_kit(rng) -> dict[str, list[np.ndarray]]:
    """Drums from sweeps and noise, other ones each time."""
    n = int(0.5 * RATE)
    t = np.arange(n) / RATE
    low, sweep, fall = rng.uniform(38, 70), rng.uniform(50, 400), rng.uniform(0.008, 0.05)
    kick = np.sin(2 * np.pi * (low * t + sweep * fall * (1 - np.exp(-t / fall)))) * _decay(n, rng.uniform(0.05, 0.2))
    kick += rng.uniform(0, 0.4) * _noise(rng, n, 1500, 7000) * _decay(n, 0.004)
    body = rng.uniform(140, 260)
    snare = rng.uniform(0.2, 0.8) * np.sin(2 * np.pi * body * t) * _decay(n, rng.uniform(0.03, 0.09))
    snare += _noise(rng, n, rng.uniform(300, 1500), rng.uniform(6000, 10500)) * _decay(n, rng.uniform(0.04, 0.14))
    hat_low = rng.uniform(4000, 7000)

    def hat(seconds):
        return _noise(rng, n, hat_low, 10400) * _decay(n, seconds)

    def tom(f):
        return np.sin(2 * np.pi * (f * t + f * 0.03 * (1 - np.exp(-t / 0.03)))) * _decay(n, 0.12)

    def metal(f, seconds):
        return sum(np.sin(2 * np.pi * f * r * t) for r in (1, 1.48, 1.93, 2.54)) / 4 * _decay(n, seconds)

    clap = _noise(rng, n, 800, 4000) * _decay(n, rng.uniform(0.05, 0.12))
    for delay in (0.011, 0.022):
        k = int(delay * RATE)
        clap[k:] += _noise(rng, n, 800, 4000)[: n - k] * _decay(n - k, 0.01)
    kit = {"kick": kick, "snare": snare, "clap": clap, "rim": metal(rng.uniform(800, 1700), 0.012),
           "hat": hat(rng.uniform(0.01, 0.04)), "open": hat(rng.uniform(0.08, 0.25)),
           "ride": 0.5 * hat(0.15) + 0.5 * metal(rng.uniform(2500, 4000), 0.2),
           "crash": _noise(rng, n, 2500, 10400) * _decay(n, 0.4), "tom1": tom(190), "tom2": tom(140), "tom3": tom(95),
           "tambourine": hat(0.05), "shaker": hat(0.03), "cowbell": metal(rng.uniform(500, 800), 0.06)}
    return {name: [(x / max(1e-6, np.abs(x).max())).astype(np.float32)] for name, x in kit.items()}


def drums(rng, hits: list, kits: list, count: int, level: dict[str, float]) -> np.ndarray:
    """Mixes hits (seconds, instrument, loudness) from kits, one choice of sound per instrument; one kit has them all."""
    out = np.zeros(count + 2 * RATE, np.float32)
    chosen = {}
    for seconds, name, loudness in hits:
        if name not in chosen:
            able = [kit for kit in kits if name in kit]
            kit = able[int(rng.integers(len(able)))] if rng.random() < 0.3 else able[0]
            sound = kit[name][int(rng.integers(len(kit[name])))]
            ratio = rng.uniform(0.85, 1.2)
            sound = np.interp(np.arange(0, len(sound) - 1, ratio), np.arange(len(sound)), sound).astype(np.float32)
            sound = sound * _decay(len(sound), rng.uniform(0.15, 1.5))
            chosen[name] = sound[: int(len(sound) * rng.uniform(0.5, 1))]
        sound, start = chosen[name], int(seconds * RATE)
        if 0 <= start < count:
            gain = level.get(name, 0.5) * loudness * rng.uniform(0.85, 1.1)
            out[start:start + len(sound)] += gain * sound
    return out[:count]


def voice(rng, notes: list, count: int) -> np.ndarray:
    """A lead that sings: gliding pitch with vibrato, vowels that change with each note, hissed consonants."""
    out = np.zeros(count, np.float32)
    rate, depth = rng.uniform(4.5, 6.5), rng.uniform(0.1, 0.5)
    previous = None
    octave = int(rng.choice([-12, 0, 0]))
    for start, end, pitch, _ in notes:
        a, b = int(start * RATE), min(count, int(end * RATE))
        if b - a < 600 or a < 0:
            continue
        t = np.arange(b - a) / RATE
        glide = (previous - pitch if previous is not None and rng.random() < 0.6 else -1.0) * np.exp(-t / 0.04)
        bend = glide + depth * np.sin(2 * np.pi * rate * t) * np.clip((t - 0.15) / 0.2, 0, 1)
        f0 = 440 * 2 ** ((pitch + octave - 69 + bend) / 12)
        phase = np.cumsum(f0) / RATE
        source = (2 * (phase % 1) - 1).astype(np.float32) + 0.05 * rng.normal(size=b - a).astype(np.float32)
        tone = np.zeros_like(source)
        for low, high, gain in ((300, 900, 1.0), (900, 2300, 0.6), (2400, 3300, 0.3)):
            f, r = rng.uniform(low, high), 0.97
            w = 2 * np.pi * f / RATE
            tone += gain * lfilter([1 - r], [1, -2 * r * np.cos(w), r * r], source).astype(np.float32)
        attack, release = rng.uniform(0.02, 0.09), 0.05
        envelope = np.clip(t / attack, 0, 1) * np.clip((t[-1] - t) / release, 0, 1)
        out[a:b] += tone * envelope.astype(np.float32)
        if rng.random() < 0.5:
            hiss = int(rng.uniform(0.02, 0.09) * RATE)
            s = max(0, a - int(rng.uniform(0, 1) * hiss))
            burst = rng.normal(size=hiss) * np.hanning(hiss) * rng.uniform(0.05, 0.4)
            out[s:s + hiss] += np.diff(burst, prepend=0)[: max(0, count - s)].astype(np.float32)
        previous = pitch
    return out / max(1e-3, np.abs(out).max())


def all_kits(fonts: list[Path], folder: Path, cache: Path) -> list[dict[str, list[np.ndarray]]]:
    """The kits of soundfonts and, twice, those under a folder; kept in a file, as it takes a while to make them."""
    if not cache.exists():
        every = [kit for font in fonts for kit in soundfont_kits(font)]
        cache.write_bytes(pickle.dumps(every + 2 * sampled_kits(folder)))
    return pickle.loads(cache.read_bytes())
