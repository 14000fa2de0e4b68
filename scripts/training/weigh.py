"""Fits the few weights that join the network to what is measured: which beat is the downbeat, and which tempo the right one.

    for SONG: feature-dump --readings SONG READINGS/NAME.json
    python weigh.py --readings READINGS --truth TRUTH [--doubtful NAME ...]

TRUTH holds NAME/beats.txt: seconds, and the place in the bar. Prints the weights of two logistic regressions, and how well each does on
songs that were left out: the log-odds of a downbeat from what happens at a beat (`BeatFeatures.odds`), and the score of a reading
of the tempo (`MetricalLevel.score`). Songs whose downbeats are doubtful are left out of the first.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

ACCENTS = ["low", "harmony", "novelty", "learned"]
EVIDENCE = ["strike", "onBeat", "contrast", "tempo", "bars"]
NEAR = 0.04  # of a tempo


def songs(readings, truth):
    for path in sorted(readings.glob("*.json")):
        beats = truth / path.stem / "beats.txt"
        if beats.exists():
            rows = [line.split() for line in beats.read_text().splitlines() if line.strip()]
            yield path.stem, json.loads(path.read_text()), np.array([[float(v) for v in row[:2]] for row in rows])


def is_near(reading, truth):
    return abs(reading["bpm"] / (60 / np.median(np.diff(truth[:, 0]))) - 1) <= NEAR


def downbeats(data, doubtful):
    """Rows of what happens at a beat, and whether it is a downbeat; from the readings at the true tempo."""
    rows, labels, names = [], [], []
    for name, readings, truth in data:
        for reading in readings:
            if name in doubtful or not is_near(reading, truth) or truth[:, 1].max() < 2:
                continue
            times = np.array(reading["beats"])
            nearest = np.abs(times[:, None] - truth[None, :, 0]).argmin(1)
            hit = np.abs(times - truth[nearest, 0]) < 0.07
            if hit.mean() > 0.6:
                rows.append(np.column_stack([np.ones(hit.sum()), *(np.array(reading[a])[hit] for a in ACCENTS)]))
                labels.append(truth[nearest, 1][hit] == 1)
                names += [name] * int(hit.sum())
    return np.concatenate(rows), np.concatenate(labels).astype(float), np.array(names)


def fitted(rows, labels, weights):
    """A logistic regression, by Newton's method."""
    w = np.zeros(rows.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-rows @ w))
        slope = rows.T @ (weights * (p - labels)) + 1e-3 * w
        curve = (rows * (weights * p * (1 - p))[:, None]).T @ rows + 1e-3 * np.eye(len(w))
        w -= np.linalg.solve(curve, slope)
    return w


def tempo_weights(examples):
    """A conditional logistic regression: the right one of each song's readings; (readings, evidence) and its index."""
    scale = np.concatenate([x for x, _ in examples]).std(0)

    def loss(w):
        total = 0.3 * (w**2).sum()
        for x, right in examples:
            z = x / scale @ w
            total -= z[right] - z.max() - np.log(np.exp(z - z.max()).sum())
        return total

    return minimize(loss, np.zeros(len(scale))).x / scale


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readings", type=Path, required=True)
    parser.add_argument("--truth", type=Path, required=True)
    parser.add_argument("--doubtful", nargs="*", default=[])
    options = parser.parse_args()
    data = list(songs(options.readings, options.truth))

    rows, labels, names = downbeats(data, options.doubtful)
    weights = np.array([1 / (names == name).sum() for name in names])
    print("downbeats:", dict(zip(["constant", *ACCENTS], fitted(rows, labels, weights).round(2).tolist())))
    likelihoods = []
    for name in sorted(set(names)):
        out = names == name
        z = rows[out] @ fitted(rows[~out], labels[~out], weights[~out])
        likelihoods.append(-np.log1p(np.exp(np.where(labels[out] == 1, -z, z))).mean())
    print(f"  log-likelihood of a beat in a song that was left out: {np.mean(likelihoods):.3f}")

    examples, kinds = [], []
    for name, readings, truth in data:
        right = [k for k, reading in enumerate(readings) if is_near(reading, truth)]
        if len(right) == 1:
            duple = [-float(abs(np.log2(r["ratio"]) - round(np.log2(r["ratio"]))) > 0.01) for r in readings]
            x = np.array([[r["evidence"][e] for e in EVIDENCE] for r in readings])
            examples.append((np.column_stack([x, duple]), right[0]))
            kinds.append(name)
    print("readings:", dict(zip([*EVIDENCE, "duple"], tempo_weights(examples).round(2).tolist())))
    wrong = [
        name for k, (name, (x, right)) in enumerate(zip(kinds, examples))
        if np.argmax(x @ tempo_weights(examples[:k] + examples[k + 1:])) != right]
    print(f"  right in {len(kinds) - len(wrong)} of {len(kinds)} songs that were left out; not in: {' '.join(wrong)}")


if __name__ == "__main__":
    main()
