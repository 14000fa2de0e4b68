"""Signals by formula, the same as in Sources/TestSupport/Sound/MadeSignal.swift, and the writing of fixtures."""

import json
import math
import platform
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]


def noise(count, seed=1):
    """White noise in -1 ..< 1: the upper 24 bits of a 64-bit linear congruential generator (Knuth's for MMIX)."""
    state = seed
    values = np.empty(count, dtype=np.float32)
    for index in range(count):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        values[index] = ((state >> 40) - 2**23) / 2**23
    return values


def sine(count, frequency, sample_rate, amplitude=1.0):
    """A sine that starts at phase 0."""
    return (amplitude * np.sin(2 * np.pi * frequency * np.arange(count) / sample_rate)).astype(np.float32)


def pulses(count, times, frequency, decay, sample_rate, amplitude=1.0):
    """A pulse at each time: a sine under an exponential decay, silent before."""
    samples = np.zeros(count, dtype=np.float32)
    for time in times:
        first = math.floor(time * sample_rate + 0.5)
        end = min(count, first + int(12 * decay * sample_rate))
        since = np.arange(max(0, end - first)) / sample_rate
        pulse = amplitude * np.exp(-since / decay) * np.sin(2 * np.pi * frequency * since)
        samples[first : first + len(since)] += pulse.astype(np.float32)
    return samples


def rounded(values, digits=7):
    """Numbers with so many significant digits, which is what single precision has."""
    return [float(f"{value:.{digits}g}") for value in np.asarray(values, dtype=np.float64).ravel()]


def write(path, content, **modules):
    """Writes a fixture with the versions of what made it, one member to a line."""
    tools = {"python": platform.python_version()}
    tools.update({name: module.__version__ for name, module in modules.items()})
    members = {"madeWith": tools, **content}
    lines = [f"{json.dumps(name)}: {json.dumps(value, separators=(',', ':'))}" for name, value in members.items()]
    (ROOT / path).write_text("{\n" + ",\n".join(lines) + "\n}\n")
