"""Who plays what: instruments for the song's own parts, and bass, pads, arpeggios and guitars from its chords."""

import numpy as np

PIANOS = [0, 0, 0, 1, 2, 4, 5, 6]
PLUCKED = [24, 25, 26, 27, 28, 46, 11, 12, 105]
LEADS = [80, 81, 82, 84, 85, 87, 22, 29, 30, 40, 56, 61, 65, 66, 71, 73, 68]
PADS = [48, 49, 50, 51, 52, 53, 88, 89, 90, 91, 92, 94, 95, 16, 18, 19, 62, 63]
DRIVEN = [29, 30, 30, 30]
SYNTH_CHORDS = [81, 80, 62, 63, 90, 38, 7]
BASSES = [32, 33, 33, 34, 35, 36, 37, 38, 39, 87]
EXTRA_STYLES = ["pad", "arpeggio", "stabs", "driven", "strum", "offbeat"]


def _pattern(rng, style: str, bar: int, triple: bool) -> list[tuple[float, float, int]]:
    """One bar of bass: beat, length, octave above the root."""
    step = 1 / 3 if triple else 0.5
    if style == "beats":
        return [(x, 0.9, 0) for x in range(bar)]
    if style == "eighths":
        return [(x, step * 0.9, 0) for x in np.arange(0, bar, step)]
    if style == "octaves":
        return [(x, step * 0.9, k % 2) for k, x in enumerate(np.arange(0, bar, step))]
    if style == "offbeat":
        return [(x + 0.5, 0.4, 0) for x in range(bar)]
    if style == "rolling":
        return [(x + y, 0.22, 0) for x in range(bar) for y in (0.25, 0.5, 0.75)]
    if style == "sixteenths":
        return [(x, 0.22, 0) for x in np.arange(0, bar, 0.25)]
    if style == "whole":
        return [(0, bar * 0.98, 0)]
    if style == "dotted":
        return [(x, 0.7, 0) for x in np.arange(0, bar, 0.75) if x <= bar - 0.5]
    if style == "tresillo":
        return [(x, 0.6, 0) for x in (0, 1.5, 3) if x < bar]
    steps = [x for x in np.arange(0, bar, 0.25 if not triple else 1 / 3) if rng.random() < (0.3 if x else 0.9)]
    return [(x, 0.4, int(rng.random() < 0.15)) for x in steps]


BASS_STYLES = ["beats", "eighths", "eighths", "octaves", "offbeat", "rolling", "sixteenths", "whole", "dotted",
               "tresillo", "random", "random", "kick"]


def _chord_at(chords, beat):
    for start, end, classes, bass in chords:
        if start - 1e-3 <= beat < end - 1e-3:
            return classes, bass
    return None


def bass(rng, chords, bars: int, bar: int, triple: bool, kicks: list[float]) -> list:
    """Notes (beat, end, pitch, velocity) of a bass that follows the chords' roots."""
    style = str(rng.choice(BASS_STYLES))
    if style == "kick" and not kicks:
        style = "eighths"
    patterns = [_pattern(rng, style, bar, triple) for _ in range(2)]
    notes = []
    for index in range(bars):
        pattern = patterns[int(index % 4 == 3)]
        if style == "kick":
            pattern = [(x - index * bar, 0.4, 0) for x in kicks if index * bar <= x < (index + 1) * bar]
        for x, length, octave in pattern:
            beat = index * bar + x
            found = _chord_at(chords, beat)
            if found and rng.random() > 0.02:
                pitch = 28 + (found[1] - 4) % 12 + 12 * octave
                if rng.random() < 0.06:
                    pitch += 7
                notes.append((beat, beat + length, pitch, int(rng.integers(80, 115))))
    return notes


def extra(rng, style: str, chords, bars: int, bar: int, triple: bool) -> list:
    """Notes of an accompaniment from the chords."""
    notes, end = [], bars * bar
    base = int(rng.choice([48, 60]))
    if style == "pad":
        for start, stop, classes, _ in chords:
            if 0 <= start < end:
                notes += [(start, stop, base + c, 70) for c in classes]
        return notes
    step = {"arpeggio": float(rng.choice([0.25, 0.5, 0.25])), "stabs": 0.25, "driven": float(rng.choice([0.5, 0.25, 1])),
            "strum": 0.5, "offbeat": 1.0}[style]
    if triple:
        step = 1 / 3
    count = max(1, int(round(bar / step)))
    mask = rng.random(count) < {"arpeggio": 0.95, "stabs": 0.3, "driven": 0.85, "strum": 0.75, "offbeat": 1}[style]
    order = int(rng.integers(0, 3))
    for index in range(bars):
        for k in np.flatnonzero(mask):
            beat = index * bar + k * step + (0.5 if style == "offbeat" and not triple else 0)
            found = _chord_at(chords, beat)
            if not found:
                continue
            classes, root = found
            accent = 100 if k == 0 else 80
            if style == "arpeggio":
                j = [k, -k, k * 2][order] % len(classes)
                notes.append((beat, beat + step * 0.9, base + 12 + classes[j], accent))
            elif style == "driven":
                low = 36 + (root - 4) % 12 + 4
                notes += [(beat, beat + step * 0.85, low + d, accent) for d in (0, 7, 12)]
            else:
                spread = 0.02 if style == "strum" else 0
                notes += [(beat + spread * i, beat + step * 0.8, base + c, accent) for i, c in enumerate(classes)]
    return notes


def program_for(rng, name: str) -> int:
    """An instrument for one of the song's own parts."""
    if name == "PIANO":
        pool = [PIANOS, PIANOS, PIANOS, PLUCKED, PADS, SYNTH_CHORDS, DRIVEN][int(rng.integers(0, 7))]
    else:
        pool = [LEADS, LEADS, PIANOS, PLUCKED, PADS][int(rng.integers(0, 5))]
    return int(rng.choice(pool))


def extra_program(rng, style: str) -> int:
    """An instrument for an accompaniment."""
    pools = {"pad": PADS, "arpeggio": PLUCKED + SYNTH_CHORDS + PIANOS, "stabs": SYNTH_CHORDS + [55, 61, 62, 17, 4],
             "driven": DRIVEN, "strum": [24, 25, 26, 27], "offbeat": [27, 28, 0, 17, 62, 81]}
    return int(rng.choice(pools[style]))
