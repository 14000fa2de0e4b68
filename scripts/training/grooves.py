"""Drum parts on a bar grid: hits as (beat, instrument, loudness), in agreement with the counted beat."""

import numpy as np

# Sixteenths of a bar of four: x loud, o middle, g ghost note.
STYLES = {
    # name: (slowest, fastest, weight, kicks, snares, hats, swing chance)
    "floor": (100, 185, 3, ["x...x...x...x..."], ["....x.......x...", "................", "....x..g.g..x..."],
              ["..x...x...x...x.", "x.x.x.x.x.x.x.x.", "xgxgxgxgxgxgxgxg", "..O...O...O...O.", "ggOgggOgggOgggOg"], 0.1),
    "rock": (65, 195, 5, ["x.......x.......", "x.......x.x.....", "x.....x.x.......", "x..x..x.x.x.....", "x.x.....x.....x.",
                          "x.......x..x....", "x......xx.......", "x..x....x..x..x."],
             ["....x.......x...", "....x..g.g..x...", "....x.......x..x"],
             ["x.x.x.x.x.x.x.x.", "xoxoxoxoxoxoxoxo", "x...x...x...x...", "R.R.R.R.R.R.R.R.", "R...R...R...R...", "O...O...O...O..."], 0.15),
    "punk": (145, 215, 3, ["x.....x.x.......", "x.......x.x.....", "x.....x.x.x.....", "x.x...x.x.x...x.", "x.......x......."],
             ["....x.......x..."], ["x...x...x...x...", "x.x.x.x.x.x.x.x.", "O...O...O...O...", "R.R.R.R.R.R.R.R."], 0),
    "skank": (125, 185, 0.5, ["x...x...x...x..."], ["..x...x...x...x."], ["x...x...x...x...", "x.x.x.x.x.x.x.x."], 0),
    "metal": (115, 215, 2.5, ["x.x.x.x.x.x.x.x.", "xxxxxxxxxxxxxxxx", "x.xxx.xxx.xxx.xx", "xxx.xxx.xxx.xxx."],
              ["....x.......x...", "....x.......x...", "........x......."],
              ["x...x...x...x...", "O...O...O...O...", "R.R.R.R.R.R.R.R.", "R...R...R...R..."], 0),
    "blast": (140, 200, 0.4, ["x.x.x.x.x.x.x.x."], ["x...x...x...x...", "..x...x...x...x."], ["x...x...x...x...", "x.x.x.x.x.x.x.x."], 0),
    "drum'n'bass": (152, 190, 2.5, ["x.........x.....", "x..x......x.....", "x.....x...x.....", "x.........x..x.."],
                    ["....x.......x...", "....x..g.g..x...", "....x..x.g..x..g"],
                    ["x.x.x.x.x.x.x.x.", "xoxoxoxoxoxoxoxo", "R...R...R...R...", "..x...x...x...x."], 0.05),
    "break": (80, 180, 2, ["x.x.......xx....", "x..x..x...x.....", "x.x....x..x..x..", "x.....xx..x....."],
              ["....x..g.g..x..g", "....x..x....x...", "....x....x..x.x."],
              ["x.x.x.x.x.x.x.x.", "x.xox.xox.xox.xo", "x.x.x.O.x.x.x.O."], 0.25),
    "trap": (58, 92, 1.5, ["x.....x...x.....", "x..x......x..x..", "x.........x....."], ["....x.......x..."],
             ["xoxoxoxoxoxoxoxo", "x.x.x.xxx.x.xxxx", "xxxxxxxxxxxxxxxx"], 0.1),
    "ballad": (50, 100, 2, ["x.......x.......", "x......xx.......", "x.........x....."], ["....x.......x..."],
               ["x.x.x.x.x.x.x.x.", "xoxoxoxoxoxoxoxo", "x...x...x...x...", "R.R.R.R.R.R.R.R."], 0.2),
    "jazz": (90, 210, 0.8, ["x...............", "o...o...o...o...", "x.....o........."],
             ["................", "......g.......g.", "...........g...."],
             ["R...R.R.R...R.R.", "R...R.x.R...R.x."], 1),
    "latin": (85, 130, 0.8, ["x...x...x...x...", "x..x..x.x..x..x."], ["...x..x....x..x.", "...x..x.....x..."],
              ["x.x.x.x.x.x.x.x.", "xoxoxoxoxoxoxoxo", "................"], 0),
    "backbeat": (60, 180, 0.7, ["................"], ["....c.......c..."], ["................", "x.x.x.x.x.x.x.x.", "x...x...x...x..."], 0.1),
    "pulse": (60, 200, 0.7, ["x...x...x...x...", "x.......x.......", "................"], ["................"],
              ["x.x.x.x.x.x.x.x.", "xoxoxoxoxoxoxoxo", "................"], 0.1),
}
LOUDNESS = {"x": 1.0, "o": 0.6, "g": 0.28, "O": 0.9, "R": 0.8, "c": 0.8}
VOICES = {"O": "open", "R": "ride", "c": "clap"}


def style_for(rng, bpm: float) -> str:
    bpm = min(max(bpm, 60), 190)  # every tempo has its styles
    names = [name for name, row in STYLES.items() if row[0] <= bpm <= row[1]]
    weights = np.array([STYLES[name][2] for name in names])
    return str(rng.choice(names, p=weights / weights.sum()))


def _bar(pattern: dict[str, str], bar: int) -> list:
    """One bar; a bar that is no four is cut from, or goes on into, the pattern's repetition."""
    hits = []
    for voice, text in pattern.items():
        steps = text if bar == 4 else (text * 2)[: 4 * bar]
        for step, mark in enumerate(steps):
            if mark != ".":
                hits.append((step / 4, VOICES.get(mark, voice), LOUDNESS[mark]))
    return hits


def _waltz(rng) -> list:
    kick, other = 0.0, str(rng.choice(["snare", "hat", "rim", "clap"]))
    hits = [(kick, "kick", 1.0)]
    if rng.random() < 0.5:
        hits += [(1.0, other, 0.7), (2.0, other, 0.7)]
    else:
        hits += [(float(rng.integers(1, 3)), "snare", 1.0)]
    step = rng.choice([1.0, 0.5])
    hits += [(x, "hat", 0.7 if x % 1 == 0 else 0.5) for x in np.arange(0, 3, step)]
    if rng.random() < 0.4:
        hits.append((float(rng.choice([1.5, 2.5])), "kick", 0.7))
    return hits


def _compound(rng) -> list:
    hits = [(0.0, "kick", 1.0), (1.0, "snare", 1.0)]
    hits += [(k / 3, "hat" if k % 3 else str(rng.choice(["hat", "ride"])), 0.8 if k % 3 == 0 else 0.5) for k in range(6)]
    if rng.random() < 0.5:
        hits.append((2 / 3 if rng.random() < 0.5 else 5 / 3, "kick", 0.7))
    return hits


def _fill(rng, bar: int, triple: bool) -> list:
    """Toms and snares over the last beat or two of a bar; what was there is silent."""
    length = int(rng.choice([1, 2] if bar > 2 else [1]))
    step = 1 / 3 if triple else float(rng.choice([0.25, 0.5, 0.25]))
    hits, voices = [], ["snare", "tom1", "tom2", "tom3"]
    positions = np.arange(bar - length, bar - 1e-6, step)
    for k, x in enumerate(positions):
        if rng.random() < 0.85:
            voice = voices[min(3, int(4 * k / len(positions)))] if rng.random() < 0.6 else "snare"
            hits.append((float(x), voice, float(rng.uniform(0.6, 1))))
    return hits


def part(rng, bars: int, bar: int, triple: bool, style: str) -> list[tuple[float, str, float]]:
    """A drum part of whole bars, from beat 0: sections of 4 or 8 bars, fills, breaks, crashes."""
    _, _, _, kicks, snares, hats, _ = STYLES[style]

    def pattern():
        if triple:
            return _compound(rng)
        if bar == 3:
            return _waltz(rng)
        return _bar({"kick": str(rng.choice(kicks)), "snare": str(rng.choice(snares)), "hat": str(rng.choice(hats))}, bar)

    patterns = [pattern(), pattern()]
    break_chance, fill_chance, crash_chance = rng.uniform(0, 0.3), rng.uniform(0.2, 0.8), rng.uniform(0, 0.9)
    section = int(rng.choice([4, 8]))
    hits, current, muted = [], patterns[0], set()
    extra = str(rng.choice(["", "", "", "tambourine", "shaker", "cowbell", "clap"]))
    for index in range(bars):
        if index % section == 0:
            current = patterns[int(rng.random() < 0.4)]
            chance = rng.random()
            if chance < break_chance * 0.5:
                muted = {"kick", "snare", "hat", "open", "ride", "clap", "extra"}
            elif chance < break_chance * 1.3:
                muted = {"kick"} if rng.random() < 0.5 else {"kick", "snare", "clap"}
            else:
                muted = set()
            if index and rng.random() < crash_chance and "hat" not in muted:
                hits.append((index * bar, "crash", 1.0))
        here = list(current)
        if (index + 1) % int(section / rng.choice([1, 1, 2])) == 0 and rng.random() < fill_chance and len(muted) < 5:
            fill = _fill(rng, bar, triple)
            start = min([x for x, _, _ in fill], default=bar)
            here = [hit for hit in here if hit[0] < start or hit[1] == "hat" and rng.random() < 0.3] + fill
        if extra and "extra" not in muted:
            step = 1 / 3 if triple else (0.5 if extra in ("tambourine", "shaker") else 1.0)
            here += [(x, extra, 0.6 if x % 1 == 0 else 0.4) for x in np.arange(0, bar, step)]
        for x, voice, loudness in here:
            if voice not in muted and rng.random() > 0.01:
                hits.append((index * bar + x, voice, loudness))
    return hits
