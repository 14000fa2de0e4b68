"""Renders whole songs whose arrangement follows their form, and keeps what sections are found from with the true phrases.

    python forms.py --songs FOLDER --font FluidR3_GM.sf2 … --kits drumkits --features PATH/TO/feature-dump --out CACHE
                    [--singers SINGERS.pickle] [--skip NAME ...] [--passes 0 1] [--part 0/2] [--minutes 20]
                    [--keep-audio FOLDER]

FOLDER holds one folder per song (see songs.py) with `phrases.txt`. Pass 0 is the piano alone, pass 9 has no sections (a loop, speech, ambient
sound); the others are arranged, in even ones with phrases that are cut short or go on: each phrase's role
(intro, verse, chorus, bridge, instrumental, outro) has a strength, and each layer (drums, bass, pads, guitars, voice) plays where the
strength is above its own. A render depends on (recipe, song, pass) alone; those in CACHE already are not made again.
"""

import argparse
import pickle
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import soundfile

import arrangement
import grooves
import mixing
import singers
import songs
import sounds

RECIPE = 1
FORMLESS = 9


def phrases_of(folder: Path, song):
    """(first beat, end, letter) of each phrase; boundaries on downbeats where they are near one."""
    rows = [line.split() for line in (folder / "beats.txt").read_text().splitlines()]
    times = np.array([float(row[0]) for row in rows])
    found = []
    for line in (folder / "phrases.txt").read_text().splitlines():
        start, end, letter = line.split("\t")
        a, b = (int(np.round(np.interp(float(t), times, np.arange(len(times))))) for t in (start, end))
        if b > a:
            found.append((a, b, letter))
    return found


def roles_of(phrases, song):
    """The role of each letter: the chorus is sung highest and most of what returns."""
    part = song.parts.get("MELODY")
    letters = [x for *_, x in phrases]
    sung = sorted({x for x in letters if x.isupper() and x != "X"})

    def mean_pitch(letter):
        inside = np.zeros(len(part.onset), bool)
        for a, b, x in phrases:
            inside |= (x == letter) & (part.onset >= a) & (part.onset < b)
        return float(part.pitch[inside].mean()) if inside.any() else 0.0

    pitch = {x: mean_pitch(x) if part else 0.0 for x in sung}
    mean = np.mean(list(pitch.values())) if pitch else 0
    returning = [x for x in sung if letters.count(x) > 1] or sung
    chorus = max(returning, key=lambda x: pitch[x] - mean + 1.5 * min(letters.count(x), 4) + 2 * (x != sung[0]), default=None)
    roles = {}
    for x in set(letters):
        if x in "iI":
            roles[x] = "intro"
        elif x in "oO":
            roles[x] = "outro"
        elif x in "xX":
            roles[x] = "bridge"
        elif x.islower():
            roles[x] = "instrumental"
        elif x == chorus:
            roles[x] = "chorus"
        else:
            later = sung.index(x) > sung.index(chorus) if chorus else False
            roles[x] = "bridge" if later and letters.count(x) < 2 else "verse"
    return roles


def recut(rng, song, phrases):
    """The song with phrases that are cut short or go on: of each letter all alike, and at times one of them by itself."""

    def edit(bars):
        kind = rng.choice(["as it is", "short", "half", "long"], p=[0.4, 0.25, 0.15, 0.2])
        if kind == "short" and bars > 4:
            return list(range(bars - int(rng.integers(1, 3))))
        if kind == "half" and bars >= 8:
            return list(range(bars // 2))
        if kind == "long" and bars >= 4:
            again = int(rng.choice([2, 2, 4]))
            return list(range(bars)) + list(range(bars - again, bars))
        return list(range(bars))

    edits, pieces, new, at = {}, [], [], 0.0
    for a, b, letter in phrases:
        bars = max((b - a) // song.bar, 1)
        chosen = edits.setdefault((letter, bars), edit(bars)) if rng.random() < 0.85 else edit(bars)
        rest = (b - a) - bars * song.bar
        spans = [(a + k * song.bar, a + (k + 1) * song.bar) for k in chosen] + ([(b - rest, b)] if rest > 0 else [])
        start = at
        for first, last in spans:
            pieces.append((first, last, at - first))
            at += last - first
        new.append((int(start), int(at), letter))
    parts = {}
    for name, part in song.parts.items():
        columns = [[], [], [], []]
        for first, last, shift in pieces:
            inside = (part.onset >= first - 0.1) & (part.onset < last - 0.1)
            for column, values in zip(columns, (part.onset[inside] + shift, np.minimum(part.end[inside], last) + shift,
                                                part.pitch[inside], part.velocity[inside])):
                column.append(values)
        parts[name] = songs.Part(*(np.concatenate(column) for column in columns))
    chords = [(max(a, first) + shift, min(b, last) + shift, c, r) for first, last, shift in pieces
              for a, b, c, r in song.chords if b > first and a < last]
    return songs.Song(parts, chords, int(at), song.bar, 0, source_bpm=song.source_bpm), new


STRENGTH = {"intro": 0.2, "verse": 0.45, "chorus": 0.9, "bridge": 0.5, "instrumental": 0.5, "outro": 0.25}
LAYERS = ["drums", "bass", "pad", "arpeggio", "driven", "strum", "stabs", "piano"]


def arranged(rng, song, phrases, plain):
    """Everything that is played, in seconds, and the phrases as they come out."""
    bpm = float(np.clip(song.source_bpm * np.exp(rng.normal(0, 0.03 if plain else 0.18)), 50, 190))
    beats = song.length
    kind = str(rng.choice(["steady", "drift", "human"], p=[0.4, 0.2, 0.4] if plain else [0.85, 0.1, 0.05]))
    lead_in = float(rng.choice([0.0, rng.uniform(0, 2)]))
    grid = songs.tempo_curve(rng, beats + 1, bpm, kind) + lead_in
    axis = np.arange(beats + 1)
    end = grid[beats]

    def clock(x):
        x = np.asarray(x, float)
        return np.where(x < 0, lead_in + x * 60 / bpm, np.interp(x, axis, grid))

    roles = roles_of(phrases, song)
    contrast = float(rng.choice([1.0, 0.6, 0.15], p=[0.55, 0.3, 0.15]))
    strength = {x: np.clip(0.5 + contrast * (STRENGTH[r] - 0.5) + rng.normal(0, 0.1), 0, 1) for x, r in roles.items()}
    level, seen = [], {}
    for a, b, x in phrases:
        seen[x] = seen.get(x, 0) + 1
        # What returns tends to grow.
        level.append(float(np.clip(strength[x] + 0.05 * (seen[x] - 1) + rng.normal(0, 0.03), 0, 1)))
    threshold = {layer: float(rng.uniform(-0.1, 0.95)) for layer in LAYERS}
    threshold["drums"], threshold["bass"] = float(rng.uniform(-0.1, 0.55)), float(rng.uniform(-0.1, 0.5))
    threshold["piano"] = float(rng.uniform(-1, 0.4))
    used = {layer for layer in LAYERS if rng.random() < {"drums": 0.92, "bass": 0.92, "piano": 0.8, "pad": 0.6}.get(layer, 0.35)}
    key_change = rng.random() < 0.15 and not plain
    changed_at = [a for a, b, x in phrases if roles[x] == "chorus" and a > 0.6 * beats]
    key_at = changed_at[0] if key_change and changed_at else 1e9
    key_by = int(rng.integers(1, 4))
    shift = 0 if plain else int(rng.integers(-6, 7))
    stems, hits, kicks, channel = {"music": [], "voice": []}, [], [], 0
    looseness = rng.uniform(0, 0.006)
    velocity_follows = rng.uniform(0, 0.4)

    def level_at(beat):
        for (a, b, _), value in zip(phrases, level):
            if a - 0.3 <= beat < b - 0.3:
                return value
        return 0.3

    def play(notes, program, layer=None, gain=1.0):
        nonlocal channel
        if channel > 15:
            return
        stems["music"].append(("program", channel, program))
        for a, b, pitch, velocity in notes:
            value = level_at(a)
            if layer and value < threshold[layer]:
                continue
            when, until = float(clock(a)) + rng.normal(0, looseness), float(clock(min(b, beats)))
            loud = velocity * gain * (1 if plain else 1 - velocity_follows * (1 - value))
            if 0 <= when < end:
                high = int(np.clip(pitch + shift + (key_by if a >= key_at else 0), 12, 115))
                stems["music"].append((when, max(until, when + 0.05), channel, high, int(np.clip(loud, 10, 127))))
        channel = channel + 1 + (channel == 8)

    sung = not plain and rng.random() < 0.8
    for name, part in song.parts.items():
        notes = list(zip(part.onset, part.end, part.pitch, part.velocity))
        if name == "MELODY" and sung:
            stems["voice"] = [(float(clock(a)) + rng.normal(0, 0.01), float(clock(min(b, beats))),
                               int(p) + shift + (key_by if a >= key_at else 0), 100) for a, b, p, _ in notes]
        elif plain:
            play(notes, 0)
        elif name == "MELODY" or "piano" in used:
            play(notes, arrangement.program_for(rng, name), None if name == "MELODY" else "piano")
    if not plain:
        bars = -(-beats // song.bar)
        chords = [(a, b, c, r) for a, b, c, r in song.chords]
        if "drums" in used:
            styles = [grooves.style_for(rng, bpm) for _ in range(2)]
            parts = {x: grooves.part(np.random.default_rng([ord(x), int(bpm * 10)]), 16, song.bar, False,
                                     styles[int(strength[x] > 0.7)]) for x in roles}
            crash = rng.random() < 0.6
            for (a, b, x), value in zip(phrases, level):
                if value < threshold["drums"]:
                    continue
                pattern = [(a + t, v, g * (0.6 + 0.4 * value)) for t, v, g in parts[x] if a + t < b]
                hits += pattern
                if crash and rng.random() < 0.7:
                    hits.append((a, "crash", 1.0))
            kicks = [t for t, v, _ in hits if v == "kick"]
        if "bass" in used and chords:
            play(arrangement.bass(rng, chords, bars, song.bar, False, kicks), int(rng.choice(arrangement.BASSES)), "bass")
        for layer in ("pad", "arpeggio", "driven", "strum", "stabs"):
            if layer in used and chords:
                play(arrangement.extra(rng, layer, chords, bars, song.bar, False),
                     arrangement.extra_program(rng, layer), layer, rng.uniform(0.6, 1))
    placed = [(float(clock(t)) + rng.normal(0, looseness), v, g) for t, v, g in hits]
    truth = [(float(clock(a)), float(clock(b)), x, roles[x]) for a, b, x in phrases]
    voice = [(float(a), float(b)) for a, b, *_ in stems["voice"]]
    return dict(stems=stems, hits=placed, end=end, plain=plain, truth=truth, voice=voice)


def sung(rng, notes, choir, count):
    """The lead, by one of the singers or by a voice of our own making, at times with a second one."""
    if not choir or rng.random() < 0.2:
        return sounds.voice(rng, notes, count)
    notes = sorted((a, b, pitch) for a, b, pitch, _ in notes)
    lead = singers.sing(rng, choir[int(rng.integers(len(choir)))], notes, count)
    if rng.random() < 0.3:
        interval = int(rng.choice([0, 0, 3, 4, -5, 7, 12]))
        second = [(a + rng.normal(0, 0.015), b, pitch + interval) for a, b, pitch in notes]
        lead = lead + rng.uniform(0.2, 0.7) * singers.sing(rng, choir[int(rng.integers(len(choir)))], second, count)
    if rng.random() < 0.5:
        lead = mixing.compressed(lead / max(1e-3, np.abs(lead).max()), -24, 4, 0.1)
    if rng.random() < 0.7:
        lead = mixing.room(rng, lead, rng.uniform(0.3, 2.5), rng.uniform(0.05, 0.4))
    if rng.random() < 0.3:
        delay = int(rng.uniform(0.15, 0.5) * sounds.RATE)
        lead = lead + rng.uniform(0.1, 0.4) * np.pad(lead, (delay, 0))[:count]
    return lead


def sound(rng, plan, fonts, kits, choir):
    """Mixes a song to mono samples."""
    font = fonts[0] if plan["plain"] or rng.random() < 0.5 else fonts[int(rng.integers(len(fonts)))]
    count = int((plan["end"] + 1) * sounds.RATE)
    music = sounds.fluidsynth(plan["stems"]["music"], font, reverb=bool(rng.random() < 0.4), tail=1)
    music = np.pad(music[:count], (0, max(0, count - len(music))))
    if plan["plain"]:
        return 0.5 * music / max(1e-3, np.abs(music).max())
    mix = mixing.at_level(music, 0)
    if plan["stems"]["voice"]:
        mix = mix + mixing.at_level(sung(rng, plan["stems"]["voice"], choir, count), rng.uniform(-7, 5))
    if plan["hits"]:
        bank = [sounds.made_kit(rng)] if rng.random() < 0.35 else [kits[int(rng.integers(len(kits)))]]
        bank += [kits[int(rng.integers(len(kits)))], kits[0]]
        levels = {name: 0.5 * rng.uniform(0.6, 1.3) for name in sounds.DRUM_NOTES}
        levels |= {"kick": rng.uniform(0.5, 1.1), "snare": rng.uniform(0.5, 1.1)}
        levels |= {name: rng.uniform(0.08, 0.5) for name in ("hat", "open", "ride", "shaker", "tambourine")}
        mix = mix + mixing.at_level(sounds.drums(rng, plan["hits"], bank, count, levels), rng.uniform(-8, 6))
    return mixing.mastered(rng, mix)


def looped(rng, song):
    """A few bars of a song, again and again."""
    bars = int(rng.choice([1, 2, 4, 4, 8]))
    start = song.first + song.bar * int(rng.integers(4, max(5, song.length // song.bar - bars - 4)))
    length = bars * song.bar
    times = int(rng.integers(60, 260)) // length + 2

    def tiled(a, b):
        return np.concatenate([a + k * length for k in range(times)]), np.concatenate([b + k * length for k in range(times)])

    parts = {}
    for name, part in song.parts.items():
        inside = (part.onset >= start - 0.1) & (part.onset < start + length - 0.1)
        if inside.any():
            onset, end = tiled(part.onset[inside] - start, np.minimum(part.end[inside] - start, length))
            parts[name] = songs.Part(onset, end, np.tile(part.pitch[inside], times), np.tile(part.velocity[inside], times))
    inside = [(max(a - start, 0), min(b - start, length), c, r) for a, b, c, r in song.chords if b > start and a < start + length]
    chords = [(a + k * length, b + k * length, c, r) for k in range(times) for a, b, c, r in inside]
    return songs.Song(parts, chords, times * length, song.bar, 0, source_bpm=song.source_bpm)


def spoken(rng):
    """One voice that talks."""
    text = ". ".join(singers.words(rng, int(rng.integers(4, 12))) for _ in range(int(rng.integers(12, 40))))
    with tempfile.TemporaryDirectory() as folder:
        wave = Path(folder) / "v.wav"
        voice = str(rng.choice(singers.LANGUAGES)) + str(rng.choice(singers.VARIANTS))
        subprocess.run(["espeak-ng", "-v", voice, "-s", str(int(rng.integers(100, 190))), "-w", str(wave), text],
                       check=True, stderr=subprocess.DEVNULL)
        x, rate = soundfile.read(wave)
    x = singers.resample_poly(x, sounds.RATE, rate)
    return (x + rng.uniform(0, 0.02) * rng.normal(size=len(x))).astype(np.float32)


def ambient(rng, font):
    """Long notes of one chord that come and go."""
    seconds, events = float(rng.uniform(60, 240)), []
    root = int(rng.integers(36, 56))
    for channel in range(int(rng.integers(1, 4))):
        events.append(("program", channel, int(rng.choice(arrangement.PADS))))
        at = 0.0
        while at < seconds:
            length = float(rng.uniform(2, 14))
            pitch = root + int(rng.choice([0, 7, 12, 16, 19, 24]))
            events.append((at, min(at + length, seconds), channel, pitch, int(rng.integers(40, 100))))
            at += length * rng.uniform(0.4, 1.1)
    x = sounds.fluidsynth(events, font, reverb=True, tail=2)
    return x / max(1e-3, np.abs(x).max()) * 0.5 + rng.uniform(0, 0.02) * rng.normal(size=len(x)).astype(np.float32)


def formless(rng, song, fonts, kits):
    """Samples that have no sections."""
    kind = str(rng.choice(["loop", "speech", "ambient"], p=[0.6, 0.2, 0.2]))
    if kind == "speech":
        return spoken(rng)
    if kind == "ambient":
        return ambient(rng, fonts[0])
    song = looped(rng, song)
    return sound(rng, arranged(rng, song, [(0, song.length, "X")], False), fonts, kits, [])


def make(folder, index, target, options, kits, choir):
    rng = np.random.default_rng([RECIPE, *folder.name.encode(), index])
    song = songs.load(folder)
    if index == FORMLESS:
        samples, plan = formless(rng, song, options.font, kits), dict(truth=[], voice=[])
    else:
        phrases = phrases_of(folder, song)
        if index % 2 == 0 and index > 0:
            song, phrases = recut(rng, song, phrases)
        plan = arranged(rng, song, phrases, index == 0)
        samples = sound(rng, plan, options.font, kits, choir)
    with tempfile.TemporaryDirectory() as scratch:
        wave, raw = Path(scratch) / "song.wav", Path(scratch) / "song.f32"
        soundfile.write(wave, samples, sounds.RATE, subtype="PCM_16")
        subprocess.run([str(options.features), "--structure", str(wave), str(raw)], check=True)
        values = np.fromfile(raw, "<f4")
        subprocess.run([str(options.features), str(wave), str(raw)], check=True)
        bands = np.fromfile(raw, "<f4").reshape(-1, 48)
        bands = bands[: len(bands) // 5 * 5].reshape(-1, 5, 48).mean(1).astype(np.float16)
    if options.keep_audio:
        options.keep_audio.mkdir(parents=True, exist_ok=True)
        soundfile.write(options.keep_audio / f"{target.stem}.flac", samples, sounds.RATE)
    np.savez_compressed(target, values=values, bands=bands, truth=np.array(plan["truth"], dtype=object), voice=np.array(plan["voice"]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--songs", type=Path, required=True)
    parser.add_argument("--font", type=Path, nargs="+", required=True)
    parser.add_argument("--kits", type=Path, required=True, help="a folder of Hydrogen's drum kits")
    parser.add_argument("--features", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--singers", type=Path, help="what singers.py has made")
    parser.add_argument("--skip", nargs="*", default=[])
    parser.add_argument("--passes", type=int, nargs="+", default=[0, 1])
    parser.add_argument("--part", default="0/1")
    parser.add_argument("--minutes", type=float, default=1e9)
    parser.add_argument("--keep-audio", type=Path)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    kits = sounds.all_kits(options.font, options.kits, options.out / "kits.pickle")
    choir = pickle.loads(options.singers.read_bytes()) if options.singers else []
    songs.render_each(options, options.passes,
                      lambda folder, index, target: make(folder, index, target, options, kits, choir))


if __name__ == "__main__":
    main()
