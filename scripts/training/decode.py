"""Beats and bars from activations: the bar-pointer model, folded to its beats; for measuring a network on real songs.

    python decode.py --network RUN/network.pt --features FOLDER --truth FOLDER [--weights JSON]

FOLDER of features holds NAME.f32 as feature-dump writes it, FOLDER of truth NAME/beats.txt. Prints beat F, CMLt, AMLt
and downbeat F of each song, and their means by kind (what comes before the first hyphen).
After F. Krebs, S. Boeck and G. Widmer, "An efficient state-space model for joint tempo and meter tracking", ISMIR 2015.
"""

import argparse
import json
import warnings
from collections import defaultdict
from pathlib import Path

import mir_eval
import numba
import numpy as np
import torch

from model import BANDS, Network

RATE = 100
SHORTEST, LONGEST = 28, 112
DEFAULTS = dict(change=60.0, beat=1.0, rest=1.0, down=1.0, around=3, reward=2.0, octave=0.0, centre=120.0, metre=8.0)


@numba.njit(cache=True)
def viterbi(beat, down, rest, bar_lengths, cost, prior, shift_cost):
    """The best (frame, place in the bar) sequence; `rest` is cumulative, over frames without a beat."""
    frames, count = len(beat), len(prior)
    places = 0
    for length in bar_lengths:
        places += length
    first, last, length_of = np.zeros(places, np.int64), np.zeros(places, np.int64), np.zeros(places, np.int64)
    k = 0
    for length in bar_lengths:
        for p in range(length):
            first[k], last[k], length_of[k] = k - p, k - p + length - 1, length
            k += 1
    lowest = np.float32(-1e30)
    score = np.full((frames, places, count), lowest, np.float32)
    back = np.full((frames, places, count), np.int16(-1), np.int16)
    for t in range(frames):
        for p in range(places):
            is_down = first[p] == p
            observation = down[t] if is_down else beat[t]
            for i in range(count):
                d = SHORTEST + i
                s = t - d
                best, choice = lowest, np.int16(-1)
                if s < 0:
                    best = rest[t] - rest[0]
                else:
                    q = last[p] if is_down else p - 1
                    for j in range(count):
                        c = cost[i, j]
                        if c > 30:
                            continue
                        v = score[s, q, j] - c
                        if v > best:
                            best, choice = v, np.int16(j * 64 + q)
                    if is_down:
                        for q2 in range(places):
                            if q2 != q and (last[q2] == q2):
                                v = score[s, q2, i] - shift_cost
                                if v > best:
                                    best, choice = v, np.int16(i * 64 + q2)
                    best += rest[t] - rest[s]
                score[t, p, i] = best + observation + prior[i]
                back[t, p, i] = choice
    best, at = lowest, (0, 0, 0)
    for t in range(max(0, frames - LONGEST - 1), frames):
        for p in range(places):
            for i in range(count):
                v = score[t, p, i] + rest[frames - 1] - rest[t]
                if v > best:
                    best, at = v, (t, p, i)
    out = []
    t, p, i = at
    while t >= 0:
        out.append((t, p - first[p] + 1, length_of[p]))
        choice = back[t, p, i]
        if choice < 0:
            break
        t -= SHORTEST + i
        p, i = choice % 64, choice // 64
    return out


def decode(probability, w):
    """Beat times and places in the bar from probabilities (2, frames at 50 a second)."""
    n = probability.shape[1] * 2
    x = np.arange(n) / 2
    p = np.stack([np.interp(x, np.arange(probability.shape[1]), row) for row in probability])
    p = np.clip(p, 1e-3, 1 - 1e-3)
    down = np.minimum(p[1], p[0] * 0.999)
    intervals = np.arange(SHORTEST, LONGEST + 1)
    cost = w["change"] * np.abs(intervals[:, None] / intervals[None, :] - 1)
    octaves = np.log2(60 * RATE / intervals / w["centre"])
    prior = -w["octave"] * octaves**2
    # A frame's "no beat" counts only away from the beats: the widest neighbourhood is taken back at each beat.
    none = w["rest"] * np.log(1 - p[0]) / 4
    rest = np.concatenate([[0], np.cumsum(none)])[:n]
    around = w["around"]
    near = np.array([none[max(0, t - around):t + around + 1].sum() for t in range(n)])
    beat_only = w["beat"] * np.log(np.maximum(p[0] - w["down"] * down, 1e-3)) - near + w["reward"]
    downbeat = w["beat"] * np.log(down) - near + w["reward"]
    found = viterbi(
        beat_only.astype(np.float32), downbeat.astype(np.float32), rest, np.array([3, 4]),
        cost.astype(np.float32), prior.astype(np.float32), w["metre"])
    found = [f for f in reversed(found)]
    times = np.array([f[0] for f in found]) / RATE
    return times, np.array([f[1] for f in found])


def scores(truth, times, places):
    rows = [line.split() for line in truth.read_text().splitlines() if line.strip()]
    ref = np.array([float(r[0]) for r in rows])
    down = np.array([float(r[0]) for r in rows if int(float(r[1])) == 1])
    continuity = mir_eval.beat.continuity(ref, times)
    return (mir_eval.beat.f_measure(ref, times), continuity[1], continuity[3],
            mir_eval.beat.f_measure(down, times[places == 1]) if len(down) else np.nan)


def activations(network, path):
    x = np.fromfile(path, "<f4").reshape(-1, BANDS)
    with torch.no_grad():
        return torch.sigmoid(network(torch.from_numpy(x)[None])[0])[0].numpy()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--network", type=Path, required=True)
    parser.add_argument("--features", type=Path, required=True)
    parser.add_argument("--truth", type=Path, required=True)
    parser.add_argument("--weights", default="{}")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    warnings.filterwarnings("ignore")
    network = Network()
    network.load_state_dict(torch.load(options.network))
    network.eval()
    weights = DEFAULTS | json.loads(options.weights)
    kinds = defaultdict(list)
    for path in sorted(options.features.glob("*.f32")):
        truth = options.truth / path.stem / "beats.txt"
        if not truth.exists():
            continue
        times, places = decode(activations(network, path), weights)
        row = scores(truth, times, places)
        kinds[path.stem.split("-")[0]].append(row)
        print(path.stem, *("%.3f" % v for v in row), "%.1f" % (60 / np.median(np.diff(times))), flush=True)
    for kind, rows in kinds.items():
        print(f"{kind:10} {len(rows):3}", *("%.3f" % v for v in np.nanmean(rows, 0)))
    rows = [r for kind, group in kinds.items() if kind != "pop909" for r in group]
    print(f"{'others':10} {len(rows):3}", *("%.3f" % v for v in np.nanmean(rows, 0)))


if __name__ == "__main__":
    main()
