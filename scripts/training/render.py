"""Renders excerpts of songs as produced music and keeps the network's input and the true beats of each.

    python render.py --songs FOLDER --font FluidR3_GM.sf2 … --kits drumkits --grooves /usr/share/mma/lib
                     --features PATH/TO/feature-dump --out CACHE [--skip NAME ...] [--passes 3] [--part 0/2] [--minutes 20] [--keep-audio FOLDER]

FOLDER holds one folder per song (see songs.py). Songs named by --skip are left out: those that are validated on.
An excerpt depends on (recipe, song, pass) alone; those in CACHE already are not made again.
"""

import argparse
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import soundfile

import arrangement
import bands
import grooves
import mixing
import songs
import sounds

RECIPE = 2
BANDS = 48


def choose_metre(rng, song):
    """The song re-barred, most often as it is."""
    kind = rng.choice(["4", "3", "6/8", "5", "7"], p=[0.80, 0.11, 0.05, 0.02, 0.02])
    if kind == "4":
        return song
    song = songs.with_bars_of(song, {"3": 3, "6/8": 3, "5": 5, "7": 7}[str(kind)])
    return songs.at_level(song, 1 / 3) if kind == "6/8" else song


def choose_tempo(rng, song, has_drums):
    """A tempo, and the song counted at the level that needs the least stretching for it."""
    if song.triple:
        return song, float(np.exp(rng.uniform(np.log(45), np.log(100))))
    if not has_drums:
        return song, float(np.clip(song.source_bpm * np.exp(rng.normal(0, 0.2)), 50, 170))
    bpm = float(np.exp(rng.uniform(np.log(55), np.log(205))))
    if rng.random() < 0.25:
        bpm = float(rng.uniform(115, 205))
    options = [f for f in (0.5, 1, 2) if 0.6 < bpm / (song.source_bpm * f) < 1.75]
    factor = float(rng.choice(options)) if options else 1.0
    if not options:
        bpm = song.source_bpm * rng.uniform(0.7, 1.5)
    return (songs.at_level(song, factor) if factor != 1 else song), bpm


def excerpt(rng, song, seconds, library):
    """Everything that is played, in seconds: beats, downbeats, events by stem, drum hits."""
    drums_kind = rng.choice(["full", "none", "piano"], p=[0.82, 0.09, 0.09])
    song = choose_metre(rng, song)
    song, bpm = choose_tempo(rng, song, drums_kind == "full")
    bar = song.bar
    beats = int(seconds * bpm / 60)
    bars = max(4, beats // bar)
    usable = max(1, (song.length - song.first) // bar - bars)
    start = song.first + bar * int(rng.integers(0, usable))
    beats = min(bars * bar, song.length - start)
    bars = beats // bar
    beats = bars * bar

    kind = str(rng.choice(["steady", "drift", "human", "slowing", "jump", "ramp"], p=[0.55, 0.12, 0.12, 0.08, 0.07, 0.06]))
    lead_in = float(rng.choice([0.0, rng.uniform(0, 1), rng.uniform(1, 6)], p=[0.4, 0.4, 0.2]))
    grid = songs.tempo_curve(rng, beats + 1, bpm, kind) + lead_in
    times, end = grid[:beats], grid[beats]
    style = grooves.style_for(rng, bpm)
    swing_chance = grooves.STYLES[style][6] if drums_kind == "full" else 0.15
    swing, division = 0.5, 1
    if not song.triple and rng.random() < swing_chance:
        swing, division = rng.uniform(0.54, 0.67), 2 if (rng.random() < 0.4 and bpm < 110) else 1
    axis = np.arange(beats + 1)

    def clock(x, straight=False):
        x = np.asarray(x, float) if straight else songs.swung(np.asarray(x, float), swing, division)
        inside = np.interp(x, axis, grid)
        return np.where(x < 0, lead_in + x * 60 / bpm, inside)

    chords = [(a - start, b - start, c, r) for a, b, c, r in song.chords if b > start and a < start + beats]
    groove, band, hits = None, [], []
    if drums_kind != "piano" and chords and rng.random() < (0.5 if drums_kind == "full" else 0.4):
        groove = bands.choose(rng, library, bar, song.triple, bpm)
    if groove:
        band, hits = bands.play(rng, groove, chords, bars, bar, song.triple)
        swing, division = bands.swing_of(hits), 1
        hits = hits if drums_kind == "full" else []
    elif drums_kind == "full":
        hits = grooves.part(rng, bars, bar, song.triple, style)
    looseness = rng.uniform(0, 0.008)
    starts_at = int(rng.choice([0, 0, 0, 2, 4, 8])) * bar if hits else 0
    hits = [(x, v, g) for x, v, g in hits if x >= starts_at]
    kicks = [x for x, v, _ in hits if v == "kick"]
    placed = [(float(clock(x, straight=groove is not None)) + rng.normal(0, looseness), v, g) for x, v, g in hits]

    shift = 0 if drums_kind == "piano" else int(rng.integers(-6, 7))
    stems = {"music": [], "voice": [], "bass": []}
    channel = 0

    def play(notes, program, stem="music", delay=0.0, gain=1.0, straight=False):
        nonlocal channel
        if program is not None:
            stems[stem].append(("program", channel, program))
        for a, b, pitch, velocity in notes:
            when = float(clock(a, straight)) + delay + rng.normal(0, looseness)
            until = float(clock(min(b, beats), straight))
            if 0 <= when < end:
                loud = int(np.clip(velocity * gain * rng.uniform(0.9, 1.1), 10, 127))
                stems[stem].append((when, max(until, when + 0.05), channel, int(np.clip(pitch + shift, 12, 115)), loud))
        channel = channel + 1 + (channel == 8)

    names = list(song.parts)
    plain = drums_kind == "piano"
    sung = not plain and rng.random() < 0.45
    for name in names:
        part = song.parts[name]
        inside = (part.onset >= start - 0.6) & (part.onset < start + beats)
        notes = list(zip(part.onset[inside] - start, part.end[inside] - start, part.pitch[inside], part.velocity[inside]))
        if name == "MELODY" and sung:
            delay, loose = rng.normal(0, 0.015), rng.uniform(0, 0.03)
            stems["voice"] = [(float(clock(a)) + delay + rng.normal(0, loose), float(clock(min(b, beats))), int(p) + shift, 100)
                              for a, b, p, _ in notes]
            continue
        piano = 0.6 if groove else 0.3
        if not plain and len(names) > 1 and rng.random() < (piano if name == "PIANO" else 0.25) and (hits or groove):
            continue
        play(notes, 0 if plain else arrangement.program_for(rng, name))
    for program, notes in band:
        if channel < 14 and rng.random() < 0.9:
            play(notes, program, gain=rng.uniform(0.7, 1.1), straight=True)
    if chords and not plain and not groove and rng.random() < 0.8:
        play(arrangement.bass(rng, chords, bars, bar, song.triple, kicks), int(rng.choice(arrangement.BASSES)))
    heavy = style in ("metal", "punk", "blast", "skank") or style == "rock" and bpm > 130
    for _ in range(int(rng.integers(0, 3)) // (2 if groove else 1) if not plain else 0):
        extra = "driven" if heavy and rng.random() < 0.8 else str(rng.choice(arrangement.EXTRA_STYLES))
        if channel < 15:
            notes = arrangement.extra(rng, extra, chords, bars, bar, song.triple)
            play(notes, arrangement.extra_program(rng, extra), gain=rng.uniform(0.6, 1))
    info = dict(bpm=bpm, bar=bar, triple=song.triple, style=groove.file if groove else style if hits else drums_kind, curve=kind, swing=swing)
    downbeats = np.arange(beats) % bar == 0
    return dict(times=times, downbeats=downbeats, end=end, stems=stems, hits=placed, info=info, plain=plain)


def sound(rng, plan, fonts, kits):
    """Mixes an excerpt to mono samples; the first font is taken most often, and the first kits have every voice."""
    font = fonts[0] if rng.random() < 0.5 else fonts[int(rng.integers(len(fonts)))]
    count = int((plan["end"] + 0.05) * sounds.RATE)
    music = sounds.fluidsynth(plan["stems"]["music"], font, reverb=bool(rng.random() < 0.4), tail=1)
    music = np.pad(music[:count], (0, max(0, count - len(music))))
    mix = mixing.at_level(music, 0) if np.abs(music).max() > 0 else music
    if plan["stems"]["voice"]:
        mix = mix + mixing.at_level(sounds.voice(rng, plan["stems"]["voice"], count), rng.uniform(-6, 4))
    kick_times = [t for t, v, _ in plan["hits"] if v == "kick"]
    if kick_times and rng.random() < 0.3:
        mix = mixing.ducked(mix, kick_times, rng.uniform(0.3, 0.95), rng.uniform(0.05, 0.25))
    if plan["hits"]:
        bank = [sounds.made_kit(rng)] if rng.random() < 0.35 else [kits[int(rng.integers(len(kits)))]]
        bank += [kits[int(rng.integers(len(kits)))], kits[0]]
        level = {name: 0.5 * rng.uniform(0.6, 1.3) for name in sounds.DRUM_NOTES}
        level |= {"kick": rng.uniform(0.5, 1.1), "snare": rng.uniform(0.5, 1.1), "clap": rng.uniform(0.4, 0.9)}
        level |= {name: rng.uniform(0.08, 0.5) for name in ("hat", "open", "ride", "shaker", "tambourine")}
        beat = sounds.drums(rng, plan["hits"], bank, count, level)
        if rng.random() < 0.3:
            beat = mixing.compressed(beat / max(1e-3, np.abs(beat).max()), -20, 4, 0.1)
        mix = mix + mixing.at_level(beat, rng.uniform(-9, 7))
    if plan["plain"] and rng.random() < 0.5:
        return 0.5 * mix / max(1e-3, np.abs(mix).max())
    return mixing.mastered(rng, mix)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--songs", type=Path, required=True)
    parser.add_argument("--font", type=Path, nargs="+", required=True)
    parser.add_argument("--kits", type=Path, required=True, help="a folder of Hydrogen's drum kits")
    parser.add_argument("--grooves", type=Path, required=True, help="the lib folder of MMA")
    parser.add_argument("--features", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--skip", nargs="*", default=[])
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("--part", default="0/1")
    parser.add_argument("--minutes", type=float, default=1e9)
    parser.add_argument("--seconds", type=float, default=45)
    parser.add_argument("--keep-audio", type=Path)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    kits = sounds.all_kits(options.font, options.kits, options.out / "kits.pickle")
    library = bands.library(options.grooves)
    songs.render_each(options, range(options.passes),
                      lambda folder, index, target: make(folder, index, target, options, kits, library))


def make(folder, index, target, options, kits, library):
    rng = np.random.default_rng([RECIPE, *folder.name.encode(), index])
    plan = excerpt(rng, songs.load(folder), options.seconds * rng.uniform(0.8, 1.2), library)
    samples = sound(rng, plan, options.font, kits)
    with tempfile.TemporaryDirectory() as scratch:
        wave, raw = Path(scratch) / "song.wav", Path(scratch) / "song.f32"
        soundfile.write(wave, samples, sounds.RATE, subtype="PCM_16")
        subprocess.run([str(options.features), str(wave), str(raw)], check=True)
        features = np.fromfile(raw, "<f4").reshape(-1, BANDS).astype(np.float16)
    if options.keep_audio:
        options.keep_audio.mkdir(parents=True, exist_ok=True)
        clicks = np.zeros_like(samples)
        for t, down in zip(plan["times"], plan["downbeats"]):
            a = int(t * sounds.RATE)
            tick = np.sin(np.arange(400) * (0.5 if down else 0.3)) * np.linspace(0.5, 0, 400)
            clicks[a:a + 400] += tick[: max(0, len(clicks) - a)].astype(np.float32)
        soundfile.write(options.keep_audio / f"{target.stem}.ogg", np.stack([samples, clicks], 1), sounds.RATE)
    np.savez(target, features=features, beats=plan["times"], downbeats=plan["downbeats"], info=str(plan["info"]))


if __name__ == "__main__":
    main()
