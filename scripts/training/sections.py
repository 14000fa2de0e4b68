"""Trains the networks that find sections, and what goes with them, on what forms.py has rendered; writes them for the program.

    python sections.py --cache CACHE --out RUN [--steps 900] [--networks 3] [--weights SectionWeights.swift --fixture sections.json --date DATE]

Learned are: for each bar whether a section begins there and what it is (`networks` temporal convolutional networks, whose answers are
averaged), how long sections are, in bars, which sections follow each other, and when two are the same music.
"""

import argparse
import json
import pickle
from multiprocessing import Pool
from pathlib import Path

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from torch import nn

import curves
import export
import forms

ROLES = ["intro", "verse", "chorus", "bridge", "instrumental", "outro"]
WIDTH, LAYERS, TAPS = 24, 5, 5
LONGEST = 64


class Network(nn.Module):
    def __init__(self, inputs, outputs, width=WIDTH, layers=LAYERS, taps=TAPS, first=1, dropout=0.15):
        super().__init__()
        self.first = nn.Conv1d(inputs, width, first, padding=first // 2)
        self.dilated = nn.ModuleList(
            [nn.Conv1d(width, width, taps, padding=taps // 2 * 2**k, dilation=2**k) for k in range(layers)])
        self.last = nn.Conv1d(width, outputs, 1)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        x = torch.relu(self.first(x))
        for layer in self.dilated:
            x = x + self.dropout(torch.relu(layer(x)))
        return self.last(x)

    def tensors(self, mean, deviation):
        """Named weights with the input's scale folded in."""
        scale = torch.tensor(1 / deviation, dtype=torch.float32)
        weight = self.first.weight.detach() * scale[None, :, None]
        bias = self.first.bias.detach() - (weight * torch.tensor(mean, dtype=torch.float32)[None, :, None]).sum((1, 2))
        # Beyond its ends a song is taken for the mean of all songs.
        named = [("in.weight", weight), ("in.bias", bias), ("in.mean", torch.tensor(mean, dtype=torch.float32))]
        for k, layer in enumerate(self.dilated):
            named += [(f"dilated{k}.weight", layer.weight.detach()), (f"dilated{k}.bias", layer.bias.detach())]
        named += [("out.weight", self.last.weight.detach()), ("out.bias", self.last.bias.detach())]
        return named


def load(path):
    """A render with its curves, targets and sections in bars, and one in ten once more without its beats; none where it is broken."""
    try:
        data = np.load(path, allow_pickle=True)
        found = [(path.stem, prepared(curves.bars(data["values"]), data["truth"]))]
        if int(path.stem.split("-")[0]) % 10 == 7:
            found.append((path.stem + "-grid", prepared(curves.bars(without_beats(data["values"])), data["truth"])))
        return found
    except (ValueError, OSError, EOFError):
        return []


def without_beats(values):
    beats = int(values[1])
    return np.concatenate([values[:1], [0], values[2:4], values[4 + 2 * beats:]])


def prepared(song, truth):
    edges = song["edges"]
    bars = len(edges) - 1
    begins, role = np.zeros(bars, np.float32), np.full(bars, -1)
    middle, sections = (edges[:-1] + edges[1:]) / 2, []
    usual = np.median(np.diff(edges))
    for start, end, letter, name in truth:
        start, end = float(start), float(end)
        for time in (start, end):
            bar = int(np.argmin(np.abs(edges[:-1] - time)))
            if 1 < time < song["duration"] - 1 and bar > 0 and abs(edges[bar] - time) < 0.6 * usual:
                begins[bar] = 1
        role[(middle >= start) & (middle < end)] = ROLES.index(name)
        first, last = int(np.argmin(np.abs(edges - start))), int(np.argmin(np.abs(edges - end)))
        if last > first:
            sections.append((first, last, letter.lower(), name))
    return song | dict(begins=begins, role=role, sections=sections)


def batch(rng, songs, noisy=True):
    longest = max(len(s["begins"]) for s in songs)
    x = np.zeros((len(songs), songs[0]["input"].shape[1], longest), np.float32)
    y, mask, role = np.zeros((len(songs), longest), np.float32), np.zeros((len(songs), longest), np.float32), np.full((len(songs), longest), -1)
    for i, song in enumerate(songs):
        bars, columns = song["input"].shape
        value = song["input"].T
        if noisy:
            value = value * np.exp(rng.normal(0, 0.1, (columns, 1))) + rng.normal(0, 0.1, value.shape)
            value = value * (rng.random((columns, 1)) > 0.05)
        x[i, :, :bars], y[i, :bars], mask[i, 1:bars], role[i, :bars] = value, song["begins"], 1, song["role"]
    return torch.tensor(x), torch.tensor(y), torch.tensor(mask), torch.tensor(role)


def shares(names):
    """How often each render is heard: two fifths piano, one half arranged, the rest without form."""
    kind = [{"0": 0, str(forms.FORMLESS): 2}.get(name.split("-")[1], 1) for name in names]
    weight = np.array([(0.4, 0.5, 0.1)[k] / kind.count(k) for k in kind])
    return weight / weight.sum()


def train(songs, share, held_out, steps, seed, log):
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    network = Network(songs[0]["input"].shape[1], 1 + len(ROLES))
    optimizer = torch.optim.AdamW(network.parameters(), 3e-3, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 4e-3, steps)
    boundary = nn.BCEWithLogitsLoss(reduction="none")
    name = nn.CrossEntropyLoss(ignore_index=-1)

    def losses(x, y, mask, role):
        answer = network(x)
        return (boundary(answer[:, 0], y) * mask).sum() / mask.sum(), name(answer[:, 1:], role)

    for step in range(steps):
        network.train()
        first, second = losses(*batch(rng, [songs[i] for i in rng.choice(len(songs), 16, p=share)]))
        optimizer.zero_grad()
        (first + 0.15 * second).backward()
        optimizer.step()
        schedule.step()
        if (step + 1) % 150 == 0:
            network.eval()
            with torch.no_grad():
                held = [float(v) for v in losses(*batch(rng, held_out, False))] if held_out else [0, 0]
            log.append((seed, step + 1, float(first), float(second), *held))
            print("  ".join(f"{v:.4g}" for v in log[-1]), flush=True)
    return network.eval()


def length_likelihoods(songs):
    """The logarithm of the probability of each length of a section inside a song, 0 to 64 bars; longer ones are as likely as 64."""
    counts = np.full(LONGEST + 1, 0.3)
    for song in songs:
        starts = np.flatnonzero(song["begins"])
        for length in np.diff(starts):
            counts[min(length, LONGEST)] += 1
    # A few songs in a thousand have no sections at all.
    counts[24:] = np.maximum(counts[24:], 5e-4 * counts.sum())
    return np.log(counts / counts.sum())


def best_diagonal(block):
    rows, columns = block.shape
    best = []
    for shift in range(-4, 5):
        row, column = max(0, -shift), max(0, shift)
        length = min(rows - row, columns - column)
        if length > 0 and length >= 0.6 * min(rows, columns):
            best.append(np.mean(block[np.arange(row, row + length), np.arange(column, column + length)]) - 0.05 * abs(shift))
    return max(best, default=0)


def in_another_key(song, first, second, semitones):
    """The mixed similarity of two sections if the second were some semitones lower."""
    (a, b), (c, d) = first, second
    mean, deviation, mixed_mean, mixed_deviation = song["spread"]
    cosine = song["chords"][a:b].reshape(b - a, -1) @ np.roll(song["chords"][c:d], -semitones, axis=2).reshape(d - c, -1).T
    harmony = (cosine - mean) / max(deviation, 1e-5)
    return (harmony + 0.5 * (song["rhythm"][a:b, c:d] + song["timbre"][a:b, c:d]) - mixed_mean) / max(mixed_deviation, 1e-5)


def likeness(song, first, second):
    """What speaks for two sections to be the same music; as SectionGrouping.likeness."""
    (a, b), (c, d) = first, second

    def apart(matrix):
        return matrix[a:b, c:d].mean() - 0.5 * (matrix[a:b, a:b].mean() + matrix[c:d, c:d].mean())

    loudness = song["loudness"]
    keys = [best_diagonal(in_another_key(song, first, second, semitones)) - 0.4 for semitones in (-3, -2, -1, 1, 2, 3)]
    return [max([best_diagonal(song["mixed"][a:b, c:d])] + keys), best_diagonal(song["rhythm"][a:b, c:d]),
            apart(song["harmony"]), apart(song["timbre"]), apart(song["rhythm"]), abs(np.log((b - a) / (d - c))),
            abs(loudness[a:b].mean() - loudness[c:d].mean()), np.log(min(b - a, d - c))]


def sameness(songs):
    """Weights and bias of the odds that two sections are the same."""
    x, y = [], []
    for song in songs:
        found = song["sections"]
        for i in range(len(found)):
            for j in range(i):
                x.append(likeness(song, found[i][:2], found[j][:2]))
                y.append(found[i][2] == found[j][2])
    x, y = np.array(x), np.array(y)
    mean, deviation = x.mean(0), x.std(0)
    fitted = LogisticRegression(max_iter=500).fit((x - mean) / deviation, y)
    weights = fitted.coef_[0] / deviation
    print("same music", fitted.score((x - mean) / deviation, y), "of", max(y.mean(), 1 - y.mean()))
    return weights, float(fitted.intercept_[0] - (weights * mean).sum())


def transitions(songs):
    """The logarithm of the probability that a role follows another (rows), with a last row for a song's beginning."""
    counts = np.full((len(ROLES) + 1, len(ROLES)), 0.5)
    for song in songs:
        names = [ROLES.index(name) for *_, name in song["sections"]]
        for before, after in zip([len(ROLES)] + names, names):
            counts[before, after] += 1
    return np.log(counts / counts.sum(1, keepdims=True))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=900)
    parser.add_argument("--networks", type=int, default=3)
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--fixture", type=Path)
    parser.add_argument("--date", default="")
    options = parser.parse_args()
    torch.set_num_threads(2)
    options.out.mkdir(parents=True, exist_ok=True)
    with Pool(2) as pool:
        found = pool.map(load, sorted(options.cache.glob("*.npz")), chunksize=8)
    renders = dict(sum(found, []))
    every = np.concatenate([song["curves"] for song in renders.values()])
    mean, deviation = every.mean(0), every.std(0) + 1e-3
    for song in renders.values():
        song["input"] = (song["curves"] - mean) / deviation
    held = {name for name in renders if int(name.split("-")[0]) % 20 == 3}
    learned = [song for name, song in renders.items() if name not in held]
    print(len(learned), "renders to learn from,", len(held), "held out")
    log = []
    share = shares([name for name in renders if name not in held])
    networks = [train(learned, share, [renders[n] for n in sorted(held)], options.steps, seed, log) for seed in range(options.networks)]
    with_form = [song for song in learned if song["sections"]]
    pairs = np.random.default_rng(0).permutation(len(with_form))[:400]
    weights, bias = sameness([with_form[i] for i in pairs])
    result = dict(networks=networks, mean=mean, deviation=deviation, lengths=length_likelihoods(learned), same=(weights, bias),
                  transitions=transitions(with_form))
    (options.out / "sections.pickle").write_bytes(pickle.dumps(result))
    (options.out / "curve.tsv").write_text(
        "network\tstep\tboundary\trole\theld out boundary\theld out role\n" + "".join("\t".join(f"{v:.4g}" for v in row) + "\n" for row in log))
    if options.weights:
        write(result, options)


def write(result, options):
    """The Swift source of the weights, and the answers that the program is tested against."""
    tensors = [(f"net{index}.{name}", export.arranged(name, value)) for index, network in enumerate(result["networks"])
               for name, value in network.tensors(result["mean"], result["deviation"])]
    weights, bias = result["same"]
    tensors += [("lengths", np.asarray(result["lengths"], "<f4")), ("same.weight", np.asarray(weights, "<f4")),
                ("same.bias", np.asarray([bias], "<f4")), ("transitions", np.asarray(result["transitions"], "<f4"))]
    header = dict(format=1, recipe=forms.RECIPE, seed=0, date=options.date)
    options.weights.write_text(export.source("SectionWeights", "the networks that find sections", "sections.py", header, tensors))
    song = curves.bars(fixture_values())
    with torch.no_grad():
        x = torch.tensor(((song["curves"] - result["mean"]) / result["deviation"]).T[None])
        answers = np.mean([network(x)[0].numpy() for network in result["networks"]], 0)
    options.fixture.write_text(json.dumps(dict(
        edges=[round(float(v), 6) for v in song["edges"]], curves=[[round(float(v), 5) for v in row] for row in song["curves"]],
        answers=[[round(float(v), 5) for v in row] for row in answers.T],
        likeness=[round(float(v), 5) for v in likeness(song, (0, 8), (9, 20))])) + "\n")


def fixture_values():
    """Features that any language makes alike: 30 bars of four beats at 2 s a bar, behind 1 s."""
    duration, beats = 61.5, [(1 + 0.5 * i, i % 4 + 1) for i in range(121)]
    context = [[(frame * 37 + column * 101 + frame // 20 * column * 7) % 97 / 97 * (4 if (frame // 160 + column) % 3 else 1)
                for column in range(25)] + [-20 + frame // 80 % 5 + frame * 31 % 11 / 10] for frame in range(615)]
    onsets = [[(frame * 13 + column * 29) % 50 / 50 * (1 + (frame // 800 + column) % 3) for column in range(4)] for frame in range(6150)]
    head = [duration, len(beats), len(context), len(onsets)]
    return np.concatenate([np.ravel(v) for v in (head, beats, context, onsets)])


if __name__ == "__main__":
    main()
