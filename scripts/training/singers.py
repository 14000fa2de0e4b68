"""Singing voices: syllables of a speech synthesiser, sung by a vocoder at the pitches and lengths of a melody.

    python singers.py --out SINGERS.pickle [--count 40]

Voices of eSpeak NG (GPL-3) in many languages speak made-up words; WORLD (Morise et al. 2016, doi:10.1587/transinf.2015EDP7457) takes them apart
into pitch, envelope and noise, of which `sing` makes sung or rapped lines.
"""

import argparse
import pickle
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import pyworld
import soundfile
from scipy.signal import resample_poly

import sounds

STEP = 5.0  # milliseconds
LANGUAGES = ["en-us", "en-gb", "en-gb-scotland", "de", "fr-fr", "es", "es-419", "it", "pt-br", "pt", "nl", "sv", "pl", "cs", "ru", "tr", "fi",
             "ro", "hu", "el", "id", "hi", "cmn", "ja", "ko", "vi"]
VARIANTS = ["", "+m1", "+m2", "+m3", "+m4", "+m5", "+m6", "+m7", "+f1", "+f2", "+f3", "+f4", "+f5", "+croak", "+whisper"]
ONSETS = ["", "b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "j", "sh", "st", "tr", "br", "kl"]
NUCLEI = ["a", "e", "i", "o", "u", "ai", "ei", "ou", "au", "ee", "oo"]
CODAS = ["", "", "", "n", "m", "s", "l", "r", "t", "k", "nd"]


def words(rng, count):
    return " ".join("".join(str(rng.choice(part)) for part in (ONSETS, NUCLEI, CODAS)) for _ in range(count))


def singer(rng):
    """Syllables (pitch, coded envelope, coded noise per 5 ms) of a voice, or None where it says nothing."""
    voice = str(rng.choice(LANGUAGES)) + str(rng.choice(VARIANTS))
    with tempfile.TemporaryDirectory() as folder:
        wave = Path(folder) / "v.wav"
        subprocess.run(["espeak-ng", "-v", voice, "-s", str(int(rng.integers(110, 190))), "-p", str(int(rng.integers(20, 80))),
                        "-w", str(wave), words(rng, 45)], check=True, stderr=subprocess.DEVNULL)
        x, rate = soundfile.read(wave)
    x = resample_poly(x, sounds.RATE, rate) if rate != sounds.RATE else x
    f0, times = pyworld.dio(x, sounds.RATE, frame_period=STEP)
    f0 = pyworld.stonemask(x, f0, times, sounds.RATE)
    envelope = pyworld.cheaptrick(x, f0, times, sounds.RATE)
    noise = pyworld.d4c(x, f0, times, sounds.RATE)
    coded = pyworld.code_spectral_envelope(envelope, sounds.RATE, 40).astype(np.float32)
    coded_noise = pyworld.code_aperiodicity(noise, sounds.RATE).astype(np.float32)
    voiced = f0 > 0
    starts = np.flatnonzero(np.diff(voiced.astype(int), prepend=0) == 1)
    syllables = []
    for start in starts:
        end = start + int(np.argmin(np.append(voiced[start:], False)))
        if end - start < 10:
            continue
        before = max(0, start - int(rng.integers(4, 22)))
        syllables.append(dict(lead=start - before, pitch=f0[before:end].astype(np.float32), envelope=coded[before:end], noise=coded_noise[before:end]))
    if len(syllables) < 10:
        return None
    return dict(name=voice, syllables=syllables, pitch=float(np.median(f0[voiced])))


def sing(rng, singer, notes, count):
    """A line of `count` samples; notes are (start, end, pitch) in seconds and semitones, in order."""
    frames = int(count / sounds.RATE * 1000 / STEP) + 2
    f0 = np.zeros(frames)
    example = singer["syllables"][0]
    envelope = np.full((frames, example["envelope"].shape[1]), 0, np.float64)
    quiet = np.min([s["envelope"][:, 0].min() for s in singer["syllables"]])
    envelope[:, 0] = quiet - 8
    noise = np.zeros((frames, example["noise"].shape[1]))
    rate, depth = rng.uniform(4.5, 6.5), rng.uniform(0.05, 0.6)
    rapped = rng.random() < 0.15
    mean = np.mean([p for *_, p in notes]) if notes else 60
    wanted = 12 * np.log2(singer["pitch"] * rng.uniform(1.0, 1.9) / 440) + 69
    octave = 12 * round((wanted - mean) / 12)
    previous, chain = None, int(rng.integers(len(singer["syllables"])))
    for index, (start, end, pitch) in enumerate(notes):
        a, b = int(start * 1000 / STEP), min(int(end * 1000 / STEP), frames)
        if index + 1 < len(notes):
            b = min(b, int(notes[index + 1][0] * 1000 / STEP))
        if b - a < 8 or a < 0:
            continue
        s = singer["syllables"][chain % len(singer["syllables"])]
        chain += 1 if rng.random() < 0.8 else int(rng.integers(1, 9))
        lead = min(s["lead"], a)
        length = len(s["pitch"]) - s["lead"]
        kept = min(14, length // 2, b - a)
        body = np.linspace(kept, length - 1, max(b - a - kept, 0)) if b - a > kept else np.array([])
        source = np.concatenate([np.arange(s["lead"] - lead, s["lead"] + kept), s["lead"] + body]).astype(int)
        target = np.arange(a - lead, a - lead + len(source))
        envelope[target], noise[target] = s["envelope"][source], s["noise"][source]
        fade = np.minimum(1, (len(source) - np.arange(len(source))) / 10)
        envelope[target, 0] += 6 * np.log(np.maximum(fade, 1e-2))
        if rapped:
            f0[target] = s["pitch"][source] * 2 ** (rng.normal(0, 0.1))
        else:
            t = (np.arange(len(source)) - lead) * STEP / 1000
            glide = (np.clip(previous - pitch, -5, 5) if previous is not None and rng.random() < 0.6 else -1.0) * np.exp(-np.maximum(t, 0) / 0.05)
            bend = glide + depth * np.sin(2 * np.pi * rate * t) * np.clip((t - 0.2) / 0.2, 0, 1) + rng.normal(0, 0.15)
            f0[target] = np.where(s["pitch"][source] > 0, 440 * 2 ** ((pitch + octave - 69 + bend) / 12), 0)
        previous = pitch
    f0 = np.clip(f0, 0, 1200)
    size = pyworld.get_cheaptrick_fft_size(sounds.RATE)
    out = pyworld.synthesize(f0, pyworld.decode_spectral_envelope(np.ascontiguousarray(envelope), sounds.RATE, size),
                             pyworld.decode_aperiodicity(np.ascontiguousarray(noise), sounds.RATE, size), sounds.RATE, STEP)
    out = np.pad(out[:count], (0, max(0, count - len(out)))).astype(np.float32)
    return out / max(1e-3, np.abs(out).max())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=40)
    options = parser.parse_args()
    rng = np.random.default_rng(1)
    found = []
    while len(found) < options.count:
        try:
            new = singer(rng)
        except subprocess.CalledProcessError:
            continue
        if new:
            found.append(new)
            print(new["name"], len(new["syllables"]), round(new["pitch"]), flush=True)
    options.out.write_bytes(pickle.dumps(found))


if __name__ == "__main__":
    main()
