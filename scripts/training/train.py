"""Trains the network on what render.py made.

    python train.py --cache CACHE --out RUN [--minutes 35] [--seed 1] [--threads 2] [--start OTHER/network.pt]

Training lasts a given time, over which the rate of learning rises and falls; RUN/checkpoint.pt is written after each
pass, and a run that was ended goes on from there. RUN/curve.tsv has the losses and, for the songs held out, the
F-measure of beats picked without any decoding. New excerpts in CACHE are taken up after each pass.
"""

import argparse
import math
import time
import zlib
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from model import FASTEST, FRAME_RATE, SLOWEST, TEMPI, Network

POSITIVE_WEIGHT = torch.tensor([4.0, 6.0])
FRAMES = 4_096  # features to an example, 41 s
TEMPO_WEIGHT, TEMPO_SPREAD = 0.08, 0.03  # of its loss; of its targets, in octaves
TEMPO_BINS = torch.linspace(math.log2(SLOWEST), math.log2(FASTEST), TEMPI)


def held_out(name: str) -> bool:
    """Whether a song is kept for the curve: one in twenty."""
    return zlib.crc32(name.split("-")[0].encode()) % 20 == 0


class Examples:
    """The excerpts, kept in memory."""

    def __init__(self, cache: Path):
        self.cache = cache
        self.items = {}

    def refresh(self):
        for path in sorted(self.cache.glob("*-*.npz")):
            if path.stem not in self.items and time.time() - path.stat().st_mtime > 2:
                with np.load(path) as data:
                    if len(data["beats"]) > 8:
                        self.items[path.stem] = (data["features"], data["beats"], data["downbeats"])

    def names(self, held: bool):
        return sorted(name for name in self.items if held_out(name) == held)


def targets(beats, downbeats, count):
    """1 at each beat and downbeat, 0.5 one frame beside it (20 ms)."""
    result = np.zeros((2, count), np.float32)
    for row, times in enumerate((beats, beats[downbeats])):
        frames = np.round(times * FRAME_RATE).astype(int)
        for offset, value in ((-1, 0.5), (1, 0.5), (0, 1.0)):
            at = frames + offset
            at = at[(at >= 0) & (at < count)]
            result[row, at] = np.maximum(result[row, at], value)
    return result


def tempo_targets(beats, count):
    """The logarithm to base 2 of the tempo in each frame, and 0 outside the beats."""
    result = np.zeros(count, np.float32)
    inside = np.arange(max(0, int(beats[0] * FRAME_RATE)), min(count, int(beats[-1] * FRAME_RATE)))
    if len(inside) and len(beats) > 8:
        tempi = np.log2(60 * 4 / (beats[4:] - beats[:-4]))
        result[inside] = np.interp(inside / FRAME_RATE, (beats[4:] + beats[:-4]) / 2, tempi)
    return result


def example(rng, item, augment):
    """Features and targets of fixed length, from a random place; with the tempo, bands and level changed a little."""
    features, beats, downbeats = item
    features = features.astype(np.float32)
    if augment and rng.random() < 0.6:
        ratio = math.exp(rng.uniform(-0.17, 0.17))
        at = np.arange(0, len(features) - 1, ratio)
        low = at.astype(int)
        share = (at - low)[:, None].astype(np.float32)
        features = features[low] * (1 - share) + features[low + 1] * share
        beats = beats / ratio
    if augment and rng.random() < 0.4:
        # Another pitch: all bands one or two higher or lower.
        features = np.roll(features, int(rng.integers(-2, 3)), axis=1)
    if augment:
        knots = rng.uniform(0.7, 1.15, 5)
        bands = features.shape[1]
        features = features * np.interp(np.arange(bands), np.linspace(0, bands - 1, 5), knots).astype(np.float32)
        if rng.random() < 0.3:
            hiss = np.abs(rng.standard_normal(features.shape, np.float32)) * np.float32(rng.uniform(0, 1.5))
            features = np.log(np.exp(features) + hiss)
        if rng.random() < 0.3:
            width = int(rng.integers(2, 12))
            start = int(rng.integers(0, features.shape[1] - width))
            features = features.copy()
            features[:, start:start + width] *= np.float32(rng.uniform(0, 0.6))
    start = int(rng.integers(0, max(1, len(features) - FRAMES))) // 2 * 2 if augment else 0
    x = np.zeros((FRAMES, features.shape[1]), np.float32)
    part = features[start:start + FRAMES]
    x[: len(part)] = part
    y = targets(beats - start / 100, downbeats, FRAMES // 2)
    mask = np.zeros(FRAMES // 2, np.float32)
    mask[: (len(part) + 1) // 2] = 1
    return x, y, mask, tempo_targets(beats - start / 100, FRAMES // 2) * mask


def batches(rng, examples, names, size, augment):
    for start in range(0, len(names), size):
        chosen = [example(rng, examples.items[name], augment) for name in names[start:start + size]]
        yield [torch.from_numpy(np.stack(column)) for column in zip(*chosen)]


def tempo_loss(logits, tempo):
    """Cross-entropy of each frame's tempo, by targets that are spread a little over the neighbours."""
    wanted = torch.softmax(-0.5 * ((TEMPO_BINS[:, None] - tempo[:, None]) / TEMPO_SPREAD) ** 2, 1)
    losses = -(wanted * torch.log_softmax(logits, 1)).sum(1)
    known = tempo > 0
    return (losses * known).sum() / known.sum().clamp(min=1)


def loss_of(logits, y, mask):
    weight = 1 + y * (POSITIVE_WEIGHT[None, :, None] - 1)
    losses = functional.binary_cross_entropy_with_logits(logits, y, weight=weight, reduction="none")
    return (losses * mask[:, None]).sum((0, 2)) / mask.sum()


def picked_f(logits, y, mask, row):
    """F-measure of local maxima above one half, within three frames."""
    p = torch.sigmoid(logits[:, row]) * mask
    peaks = (p > 0.4) & (p == functional.max_pool1d(p[:, None], 9, 1, 4)[:, 0])
    truth = (y[:, row] == 1) & (mask > 0)

    def near(z):
        return functional.max_pool1d(z.float()[:, None], 7, 1, 3)[:, 0] > 0

    hits = float((peaks & near(truth)).sum())
    precision, recall = hits / max(1, float(peaks.sum())), float((truth & near(peaks)).sum()) / max(1, float(truth.sum()))
    return 2 * precision * recall / max(1e-9, precision + recall)


def evaluated(network, examples):
    network.eval()
    rng, losses, scores, count, tempo_losses = np.random.default_rng(0), np.zeros(2), np.zeros(2), 0, 0.0
    with torch.no_grad():
        for x, y, mask, tempo in batches(rng, examples, examples.names(True), 8, False):
            logits, tempi = network(x)
            tempo_losses += float(tempo_loss(tempi, tempo)) * len(x)
            losses += loss_of(logits, y, mask).numpy() * len(x)
            scores += np.array([picked_f(logits, y, mask, row) for row in (0, 1)]) * len(x)
            count += len(x)
    return losses / max(1, count), scores / max(1, count), tempo_losses / max(1, count)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=35)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--start", type=Path, help="a network.pt to go on from")
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--rate", type=float, default=4e-3)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    network = Network(options.dropout)
    if options.start:
        network.load_state_dict(torch.load(options.start), strict=False)
    optimizer = torch.optim.AdamW(network.parameters(), lr=options.rate, weight_decay=1e-3)
    average = torch.optim.swa_utils.AveragedModel(
        network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.99), use_buffers=True)
    spent, epoch, steps = 0.0, 0, 0
    checkpoint = options.out / "checkpoint.pt"
    if checkpoint.exists():
        saved = torch.load(checkpoint)
        network.load_state_dict(saved["network"])
        average.load_state_dict(saved["average"])
        optimizer.load_state_dict(saved["optimizer"])
        spent, epoch, steps = saved["spent"], saved["epoch"], saved["steps"]
    examples = Examples(options.cache)
    budget = 60 * options.minutes
    while spent < budget:
        examples.refresh()
        rng = np.random.default_rng([options.seed, epoch])
        names = list(rng.permutation(examples.names(False)))
        network.train()
        began, sums, count = time.time(), np.zeros(2), 0
        for x, y, mask, tempo in batches(rng, examples, names, options.batch, True):
            done = min(1.0, (spent + time.time() - began) / budget)
            rate = options.rate * min(1, (steps + 1) / 40) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * done)))
            for group in optimizer.param_groups:
                group["lr"] = rate
            logits, tempi = network(x)
            losses = loss_of(logits, y, mask)
            optimizer.zero_grad()
            (losses.sum() + TEMPO_WEIGHT * tempo_loss(tempi, tempo)).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            average.update_parameters(network)
            sums += losses.detach().numpy() * len(x)
            count += len(x)
            steps += 1
            if done >= 1:
                break
        spent += time.time() - began
        epoch += 1
        held, scores, tempo_held = evaluated(average.module, examples)
        line = [epoch, len(names), spent / 60, *(sums / max(1, count)), *held, *scores, tempo_held]
        with (options.out / "curve.tsv").open("a") as file:
            file.write("\t".join(f"{v:.4g}" for v in line) + "\n")
        print("epoch %d, %d excerpts, %.1f min, loss %.4f %.4f, held out %.4f %.4f, F %.3f %.3f, tempo %.3f" % tuple(line), flush=True)
        torch.save(
            {"network": network.state_dict(), "average": average.state_dict(), "optimizer": optimizer.state_dict(),
             "spent": spent, "epoch": epoch, "steps": steps, "seed": options.seed}, checkpoint)
        torch.save(average.module.state_dict(), options.out / "network.pt")


if __name__ == "__main__":
    main()
