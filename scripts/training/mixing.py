"""The desk: ducking, drive, compression, equaliser, room, noise, crackle, and the low-pass of lossy coding."""

import numpy as np
from scipy.signal import lfilter

from sounds import RATE


def level(x: np.ndarray) -> float:
    """The root mean square of what sounds."""
    loud = x[np.abs(x) > 1e-4]
    return float(np.sqrt(np.mean(loud**2))) if len(loud) else 0.0


def at_level(x: np.ndarray, decibels: float) -> np.ndarray:
    return x * (10 ** (decibels / 20) / max(1e-5, level(x)))


def ducked(x: np.ndarray, times: list[float], depth: float, release: float) -> np.ndarray:
    """Pushed down at each kick, as by a side chain."""
    gain = np.ones(len(x), np.float32)
    count = int(3 * release * RATE)
    shape = 1 - depth * np.exp(-np.arange(count) / (release * RATE))
    for time in times:
        start = int(time * RATE)
        if 0 <= start < len(x):
            part = gain[start:start + count]
            np.minimum(part, shape[: len(part)], out=part)
    return x * gain


def compressed(x: np.ndarray, threshold: float, ratio: float, release: float) -> np.ndarray:
    """A feed-forward compressor that looks at blocks of 3 ms."""
    block = 64
    peaks = np.abs(np.pad(x, (0, -len(x) % block))).reshape(-1, block).max(1)
    a = np.exp(-block / (release * RATE))
    smooth = lfilter([1 - a], [1, -a], peaks)
    envelope = np.maximum(smooth * 1.5, 1e-4)
    over = np.maximum(0, 20 * np.log10(envelope) - threshold)
    gain = 10 ** (-over * (1 - 1 / ratio) / 20)
    return x * np.interp(np.arange(len(x)), np.arange(len(gain)) * block, gain).astype(np.float32)


def equalised(rng, x: np.ndarray, strength: float, lowpass: float) -> np.ndarray:
    """A random smooth curve over the octaves, and an end to the highs."""
    spectrum = np.fft.rfft(x)
    frequencies = np.fft.rfftfreq(len(x), 1 / RATE)
    knots = np.log2(np.array([25, 60, 150, 400, 1000, 2500, 6000, 11025]))
    curve = np.cumsum(rng.normal(0, strength, len(knots))) * 0.5 + rng.normal(0, strength, len(knots))
    gain = 10 ** (np.interp(np.log2(np.maximum(frequencies, 20)), knots, curve - curve.mean()) / 20)
    gain /= np.sqrt(1 + (frequencies / lowpass) ** 16)
    return np.fft.irfft(spectrum * gain, len(x)).astype(np.float32)


def room(rng, x: np.ndarray, seconds: float, wet: float) -> np.ndarray:
    """A decaying noise for an impulse response."""
    count = int(seconds * RATE)
    response = rng.normal(size=count) * np.exp(-6.9 * np.arange(count) / count)
    response = lfilter([0.4], [1, -0.6], response)
    response /= np.sqrt((response**2).sum())
    size = len(x) + count
    size += -size % 4096
    tail = np.fft.irfft(np.fft.rfft(x, size) * np.fft.rfft(response, size), size)[: len(x)]
    return (x + wet * tail).astype(np.float32)


def crackle(rng, count: int) -> np.ndarray:
    """The ticks of an old record."""
    out = np.zeros(count, np.float32)
    ticks = rng.integers(0, count - 40, int(count / RATE * rng.uniform(2, 20)))
    for tick in ticks:
        out[tick:tick + 12] += rng.uniform(-1, 1) * rng.exponential(0.3) * np.hanning(12)
    return out


def mastered(rng, mix: np.ndarray) -> np.ndarray:
    """From the sum of the stems to what a listener's file holds."""
    if rng.random() < 0.5:
        mix = room(rng, mix, rng.uniform(0.2, 2.0), rng.uniform(0.05, 0.5))
    mix = equalised(rng, mix, rng.uniform(0, 4), rng.uniform(4_500, 11_000) if rng.random() < 0.4 else 11_500)
    mix = mix / max(1e-4, np.abs(mix).max())
    if rng.random() < 0.6:
        mix = compressed(mix, rng.uniform(-30, -10), rng.uniform(2, 10), rng.uniform(0.03, 0.3))
        mix = mix / max(1e-4, np.abs(mix).max())
    if rng.random() < 0.6:
        drive = rng.uniform(1, 6)
        mix = np.tanh(drive * mix) / np.tanh(drive)
    if rng.random() < 0.4:
        mix = mix + 10 ** rng.uniform(-4, -1.7) * rng.normal(size=len(mix)).astype(np.float32)
    if rng.random() < 0.1:
        mix = mix + 10 ** rng.uniform(-2, -0.7) * crackle(rng, len(mix))
    return (0.9 * mix / max(1e-4, np.abs(mix).max())).astype(np.float32)
