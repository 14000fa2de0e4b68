"""Trains the network that hears where someone sings, on what forms.py has rendered with singers; writes it for the program.

    python voice.py --cache CACHE --out RUN [--steps 3000] [--truth TRUTH] [--weights VoiceWeights.swift --fixture voice.json --date DATE]

TRUTH, if given, is a folder of songs to watch (never learned from): NAME.npy holds bands as `bands` makes them, NAME.tsv start and end of
each sung line in seconds.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from torch import nn

import export
import forms
from sections import Network

RATE = 20  # frames a second
FRAMES_PER_FRAME = 5  # of the bands' 100 a second
LENGTH = 400
SHAPE = dict(width=24, layers=5, taps=3, first=3)


def bands(values):
    """From the 48 bands of `feature-dump`, 100 a second, to their means over a twentieth of a second."""
    return values[: len(values) // FRAMES_PER_FRAME * FRAMES_PER_FRAME].reshape(-1, FRAMES_PER_FRAME, values.shape[1]).mean(1)


def activity(count, spans):
    out = np.zeros(count, np.float32)
    for start, end in spans:
        out[int(start * RATE):int(end * RATE) + 1] = 1
    return out


def example(rng, song, mean, deviation):
    """Twenty seconds of a song, moved in pitch, tilted, blurred by noise, at times with a hole."""
    x, y = song
    start = rng.integers(0, max(1, len(x) - LENGTH))
    x, y = (x[start:start + LENGTH].astype(np.float32) - mean) / deviation, y[start:start + LENGTH]
    shift = int(rng.integers(-3, 4))
    x = x[:, np.clip(np.arange(x.shape[1]) - shift, 0, x.shape[1] - 1)]
    tilt = np.cumsum(rng.normal(0, 0.12, x.shape[1]))
    x = (x + tilt - tilt.mean() + rng.normal(0, 0.1, x.shape)) * np.exp(rng.normal(0, 0.15))
    if rng.random() < 0.3:
        hole = rng.integers(0, x.shape[1] - 4)
        x[:, hole:hole + 4] = 0
    missing = LENGTH - len(x)
    return np.pad(x, ((0, missing), (0, 0))).T.astype(np.float32), np.pad(y, (0, missing))


def area(scores, truth):
    """The probability that a sung frame scores above another (area under the ROC curve)."""
    ranks = np.argsort(np.argsort(scores)) + 1.0
    positive = int(truth.sum())
    return (ranks[truth > 0].sum() - positive * (positive + 1) / 2) / max(positive * (len(truth) - positive), 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--truth", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--fixture", type=Path)
    parser.add_argument("--date", default="")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(2)
    torch.manual_seed(options.seed)
    rng = np.random.default_rng(options.seed)
    songs = []
    for path in sorted(options.cache.glob("*.npz")):
        if path.stem.endswith((f"-{forms.FORMLESS}", "-0")):
            continue
        data = np.load(path, allow_pickle=True)
        if "bands" in data:
            songs.append((data["bands"], activity(len(data["bands"]), data["voice"])))
    every = np.concatenate([x[::10].astype(np.float32) for x, _ in songs])
    mean, deviation = every.mean(0), every.std(0) + 1e-3
    watched = []
    for path in sorted(options.truth.glob("*.npy")) if options.truth else []:
        x = np.load(path).astype(np.float32)
        rows = [line.split("\t")[:2] for line in path.with_suffix(".tsv").read_text().splitlines() if line.strip()]
        watched.append(((x - mean) / deviation, activity(len(x), [(float(a), float(b)) for a, b in rows])))
    print(len(songs), "renders,", len(watched), "songs to watch")
    network = Network(every.shape[1], 1, dropout=0.2, **SHAPE)
    optimizer = torch.optim.AdamW(network.parameters(), 3e-3, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 4e-3, options.steps)
    log = ["step\tloss\tarea under the curve of each song watched"]
    for step in range(options.steps):
        network.train()
        chosen = [example(rng, songs[i], mean, deviation) for i in rng.integers(0, len(songs), 16)]
        x, y = (torch.tensor(np.stack(part)) for part in zip(*chosen))
        loss = nn.functional.binary_cross_entropy_with_logits(network(x)[:, 0], y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        if (step + 1) % 300 == 0:
            network.eval()
            with torch.no_grad():
                areas = [area(network(torch.tensor(x.T[None]))[0, 0].numpy(), y) for x, y in watched]
            log.append(f"{step + 1}\t{loss.item():.3f}\t" + " ".join(f"{a:.3f}" for a in areas))
            print(log[-1], flush=True)
    network.eval()
    (options.out / "curve.tsv").write_text("\n".join(log) + "\n")
    torch.save(dict(state=network.state_dict(), mean=mean, deviation=deviation), options.out / "voice.pt")
    if options.weights:
        tensors = [(name, export.arranged(name, value)) for name, value in network.tensors(mean, deviation)]
        header = dict(format=1, recipe=forms.RECIPE, seed=options.seed, date=options.date)
        options.weights.write_text(export.source("VoiceWeights", "the network that hears singing", "voice.py", header, tensors))
        x = (bands(export.fixture_input()) - mean) / deviation
        with torch.no_grad():
            logits = network(torch.tensor(x.T[None].astype(np.float32)))[0, 0].numpy()
        options.fixture.write_text(json.dumps(dict(frames=export.FIXTURE_FRAMES, voice=[round(float(v), 5) for v in logits])) + "\n")


if __name__ == "__main__":
    main()
