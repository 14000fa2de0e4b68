"""What sections are found from, bar by bar: the same numbers as the program's BarFeatures, BarSimilarity and BarCurves.

`feature-dump --structure` writes what is measured; `bars` makes the curves of it.
"""

import numpy as np

HARMONY_CELLS, RHYTHM_CELLS, MARGIN, NEAREST = 4, 16, 0.3, 4


def parsed(values):
    """Length in seconds, beats (seconds, place), context frames (12 + 13 + 1 columns, 10/s), onset frames (4 columns, 100/s)."""
    values = np.asarray(values, np.float32)
    duration, beats, context, onsets = float(values[0]), *(int(v) for v in values[1:4])
    parts, at = [], 4
    for rows, columns in ((beats, 2), (context, 26), (onsets, 4)):
        parts.append(values[at:at + rows * columns].reshape(-1, columns))
        at += rows * columns
    return duration, *parts


def edges_of(duration, beats):
    down = beats[beats[:, 1] == 1, 0].astype(float)
    down = down[(down > MARGIN) & (down < duration - MARGIN)]
    if len(down) >= 8:
        return np.concatenate([[0], down, [duration]]), True
    return np.concatenate([2.0 * np.arange(max(int((duration - MARGIN) / 2), 0) + 1), [duration]]), False


def cells(series, rate, edges, parts):
    """Means over even parts of each bar: bars × parts × columns."""
    sums = np.vstack([np.zeros((1, series.shape[1])), np.cumsum(series.astype(np.float64), 0)])
    times = np.concatenate([np.linspace(a, b, parts, endpoint=False) for a, b in zip(edges, edges[1:])] + [[edges[-1]]])
    x = np.maximum(times * rate + 0.5, 0)
    inside = np.minimum(x, len(series))
    whole = np.floor(inside).astype(int)
    at = sums[whole] * (1 - (inside - whole))[:, None] + sums[np.minimum(whole + 1, len(series))] * (inside - whole)[:, None]
    return (np.diff(at, axis=0) / np.maximum(np.diff(x), 1e-3)[:, None]).reshape(len(edges) - 1, parts, -1)


def standardized(x):
    deviation = x.std()
    return (x - x.mean()) / deviation if deviation > 1e-6 else np.zeros_like(x)


def scaled(matrix):
    off = matrix[~np.eye(len(matrix), dtype=bool)]
    return (matrix - off.mean()) / off.std() if len(off) and off.std() > 1e-5 else np.zeros_like(matrix)


def checkerboard(matrix, half_width):
    n = len(matrix)
    sums = np.pad(matrix.cumsum(0).cumsum(1), ((1, 0), (1, 0)))

    def mean(a, b, c, d):
        return (sums[b, d] - sums[a, d] - sums[b, c] + sums[a, c]) / ((b - a) * (d - c))

    out = np.zeros(n)
    for edge in range(1, n):
        a, b = max(0, edge - half_width), min(n, edge + half_width)
        within = (mean(a, edge, a, edge) + mean(edge, b, edge, b)) / 2
        out[edge] = (within - mean(a, edge, edge, b)) * min(1, 1.5 * min(edge - a, b - edge) / half_width)
    return out


def repetitions(matrix, length):
    """How much diagonals light up and go out at each bar: the greatest, and the mean of the four greatest, of both."""
    n, matrix = len(matrix), np.clip(matrix, -1.5, 3)
    padded = np.pad(matrix, length)
    after = sum(padded[length + t:length + t + n, length + t:length + t + n] for t in range(length)) / length
    before = sum(padded[length - t:length - t + n, length - t:length - t + n] for t in range(1, length + 1)) / length
    near = np.abs(np.subtract.outer(np.arange(n), np.arange(n))) < NEAREST
    out = []
    for change in (after - before, before - after):
        ordered = np.sort(np.where(near, 0, change), 1)
        out += [ordered[:, -1], ordered[:, -4:].mean(1)]
    return out


def bars(values):
    """A dictionary of `edges`, the scaled similarities and `curves` (bars × columns)."""
    duration, beats, context, onsets = parsed(values)
    edges, has_beats = edges_of(duration, beats)
    n = len(edges) - 1
    harmony = cells(context[:, :12], 10, edges, HARMONY_CELLS)
    timbre = cells(np.concatenate([context[:, 12:25], np.maximum(context[:, 25:], -70)], 1), 10, edges, 1)[:, 0]
    rhythm = cells(np.log1p(20 * np.maximum(onsets, 0)), 100, edges, RHYTHM_CELLS)
    unit = harmony / np.maximum(np.linalg.norm(harmony, axis=2, keepdims=True), 1e-6) / np.sqrt(HARMONY_CELLS)
    flat = unit.reshape(n, -1)
    raw_harmony = flat @ flat.T
    deviations = np.stack([standardized(column) for column in timbre.T], 1)
    raw_timbre = 1 / (1 + ((deviations[:, None] - deviations[None]) ** 2).mean(2))
    pattern = rhythm[:, :, 1:].reshape(n, -1)
    pattern = pattern / np.maximum(np.linalg.norm(pattern, axis=1, keepdims=True), 1e-6)
    raw_rhythm = pattern @ pattern.T
    h, t, r = scaled(raw_harmony), scaled(raw_timbre), scaled(raw_rhythm)
    raw_mixed = h + 0.5 * r + 0.5 * t
    mixed = scaled(raw_mixed)

    def steps(x, width):
        sums = np.concatenate([[0], np.cumsum(x)])
        out = np.zeros(n)
        for b in range(1, n):
            a, c = max(0, b - width), min(n, b + width)
            out[b] = (sums[c] - sums[b]) / (c - b) - (sums[b] - sums[a]) / (b - a)
        return out

    columns = [standardized(checkerboard(m, w)) for m in (h, t, r) for w in (2, 4, 8, 16)]
    columns += [c / 2 for m in (h, mixed) for length in (2, 4, 8) for c in repetitions(m, length)]
    loudness = standardized(timbre[:, -1])
    columns += [steps(loudness, w) for w in (1, 4)]
    density = rhythm.mean(1)
    for register in range(4):
        d = standardized(density[:, register])
        columns += [d, steps(d, 1), steps(d, 4)]
    columns.append(loudness)
    fill, change = np.zeros(n), np.zeros(n)
    for b in range(2, n):
        fill[b] = -r[b - 1, b - 2]
    for b in range(1, n):
        change[b] = 1 - HARMONY_CELLS * float((unit[b - 1, -1] * unit[b, 0]).sum())
    padded = np.pad(mixed, 2)
    near = np.abs(np.subtract.outer(np.arange(n), np.arange(n))) < NEAREST
    around = sum(padded[2 + k:2 + k + n, 2 + k:2 + k + n] for k in range(-2, 3))
    returns = ((around > 5) & ~near).sum(1).astype(float)
    upbeat = np.roll(rhythm[:, RHYTHM_CELLS * 3 // 4:, 0].mean(1), 1)
    columns += [standardized(x) for x in (rhythm[:, 0, 3], rhythm[:, 0, 1], upbeat, fill, change, returns)]
    starts = edges[:-1]
    columns += [starts / duration * 2 - 1, np.exp(-starts / 15), np.exp(-(duration - starts) / 15)]
    off = ~np.eye(n, dtype=bool)
    whole = [np.log(np.median(np.diff(edges)) / 2), np.log1p(timbre[:, -1].std()), np.log1p(timbre[:, :-1].std(0).mean()),
             raw_harmony[off].mean(), 5 * raw_harmony[off].std(), raw_rhythm[off].mean(), 5 * raw_rhythm[off].std(), float(has_beats)]
    columns += [np.full(n, v) for v in whole]
    spread = (raw_harmony[off].mean(), raw_harmony[off].std(), raw_mixed[off].mean(), raw_mixed[off].std())
    return dict(edges=edges, duration=duration, harmony=h, timbre=t, rhythm=r, mixed=mixed, loudness=loudness, chords=unit, spread=spread,
                curves=np.stack(columns, 1).astype(np.float32))
