#!/usr/bin/env python3
"""Reference values for what is measured of a song: onset strength, pitch classes, cepstral coefficients, loudness.

    python3 -m venv /tmp/reference && /tmp/reference/bin/pip install numpy scipy librosa
    /tmp/reference/bin/python scripts/reference/features.py

Mel bands, decibels, the cosine transform and the flux with its maximum filter are librosa's own. What has no like in
librosa (frames at rates that do not divide the sample rate, bands against their levels, pitch classes of spectral peaks) is
written here from the documentation, in double precision and another way than in the sources.
"""

import librosa
import numpy as np
import scipy
import scipy.ndimage
import scipy.signal

import made

SECONDS = 1.6


def song(sample_rate):
    """A chord that changes, under a bass drum and a hiss, with a little noise throughout."""
    count = int(SECONDS * sample_rate)
    half = count // 2
    chord = np.concatenate([
        sum(made.sine(half, f, sample_rate, 0.1) for f in [220.0, 277.2, 329.6]),
        sum(made.sine(count - half, f, sample_rate, 0.1) for f in [196.0, 246.9, 293.7, 1174.0]),
    ])
    drum = made.pulses(count, [0.25, 0.75, 1.25], 70.0, 0.05, sample_rate, 0.4)
    tick = made.pulses(count, [0.5, 1.0, 1.5], 3100.0, 0.01, sample_rate, 0.2)
    return chord + drum + tick + np.float32(0.01) * made.noise(count, seed=5)


def window_length(seconds, sample_rate):
    """The power of two that is nearest on a logarithmic scale."""
    return 2 ** int(np.floor(np.log2(seconds * sample_rate) + 0.5))


def frames(samples, sample_rate, rate, first, last):
    """Samples from centre + first to before centre + last, for each centre in the song; zeros lie around it."""
    padded = np.pad(samples.astype(np.float64), (-first, last))
    centres = np.floor(np.arange(100000) * sample_rate / rate + 0.5).astype(int)
    centres = centres[centres < len(samples)]
    return np.array([padded[c : c + last - first] for c in centres])


def onsets(samples, sample_rate):
    """Flux below 250 Hz, to 3 kHz, and above, 100 frames a second, looking 10 ms back.

    Of 48 mel bands from 30 Hz to 10 kHz, each over its own level in the song: log(1 + 20 x / level).
    """
    size = window_length(2048 / 44100, sample_rate)
    lead = int(np.floor(0.01 * sample_rate + 0.5))
    seen = frames(samples, sample_rate, 100, -size // 2 - lead, size // 2 - lead)
    magnitudes = np.abs(np.fft.rfft(seen * scipy.signal.get_window("hann", size), axis=1))
    filters = librosa.filters.mel(
        sr=sample_rate, n_fft=size, n_mels=48, fmin=30, fmax=10_000, dtype=np.float64)
    centres = librosa.mel_frequencies(50, fmin=30, fmax=10_000)[1:-1]
    bands = (magnitudes @ filters.T).T
    sums = bands.sum(axis=1)
    levels = np.divide((bands**2).sum(axis=1), sums, out=np.zeros(48), where=sums > 0)
    levels[levels > 0] += 1e-3 * levels.max()
    heard = np.log1p(20 * np.divide(bands, levels[:, None], out=np.zeros_like(bands), where=levels[:, None] > 0))
    # Silence before the song, for the first frame to be compared with.
    heard = np.hstack([np.zeros((48, 1)), heard])
    reference = scipy.ndimage.maximum_filter1d(heard, 3, axis=0)
    rows = []
    for register in [centres < 250, (centres >= 250) & (centres <= 3000), centres > 3000]:
        flux = librosa.onset.onset_strength(
            S=heard[register], ref=reference[register], lag=1, detrend=False, center=False, aggregate=np.sum)
        rows.append(flux[1:])
    return np.array(rows).T


def pitch_classes(power, sample_rate, size):
    """Magnitudes of the peaks from C2 to C8, 60 dB deep, each shared out to the two nearest pitch classes."""
    frequencies = np.arange(len(power)) * sample_rate / size
    c2, c8 = librosa.note_to_hz("C2"), librosa.note_to_hz("C8")
    inside = np.flatnonzero((frequencies >= c2) & (frequencies <= c8))
    inside = inside[(inside > 0) & (inside < size // 2)]
    profile = np.zeros(12)
    floor = 1e-6 * power[inside].max()
    for k in inside:
        if power[k] <= floor or not (power[k] > power[k - 1] and power[k] >= power[k + 1]):
            continue
        # The vertex of the parabola a x^2 + b x + c through the logarithms.
        a, b, _ = np.polyfit([-1, 0, 1], np.log(power[k - 1 : k + 2]), 2)
        pitch = librosa.hz_to_midi((k - b / (2 * a)) * sample_rate / size)
        below = int(np.floor(pitch))
        profile[below % 12] += np.sqrt(power[k]) * (1 - (pitch - below))
        profile[(below + 1) % 12] += np.sqrt(power[k]) * (pitch - below)
    return profile / profile.max()


def context(samples, sample_rate):
    """Pitch classes, cepstral coefficients and loudness, 10 frames a second."""
    size = window_length(8192 / 44100, sample_rate)
    seen = frames(samples, sample_rate, 10, -size // 2, size // 2)
    power = np.abs(np.fft.rfft(seen * scipy.signal.get_window("hann", size), axis=1)) ** 2
    chroma = [pitch_classes(row, sample_rate, size) for row in power]
    mel = librosa.feature.melspectrogram(
        S=power.T * (4 / size) ** 2, sr=sample_rate, n_fft=size, n_mels=40, fmin=0,
        fmax=min(8000, sample_rate / 2))
    timbre = librosa.feature.mfcc(
        S=librosa.power_to_db(mel, ref=1, amin=1e-10, top_db=None), n_mfcc=13, dct_type=2, norm="ortho")
    half = int(np.floor(sample_rate / 20 + 0.5))
    heard = frames(samples, sample_rate, 10, -half, half)
    loudness = np.maximum(-100, 10 * np.log10(np.mean(heard**2, axis=1)))
    return chroma, timbre.T, loudness


def main():
    songs = []
    for sample_rate in [44100, 22050, 8000]:
        samples = song(sample_rate)
        chroma, timbre, loudness = context(samples, sample_rate)
        songs.append({
            "sampleRate": sample_rate,
            "sampleCount": len(samples),
            "bandOnsets": made.rounded(onsets(samples, sample_rate), 6),
            "chroma": made.rounded(chroma, 6),
            "timbre": made.rounded(timbre, 6),
            "loudness": made.rounded(loudness, 6),
        })
    made.write(
        "Tests/MusicAnalysisTests/Fixtures/features.json", {"songs": songs},
        numpy=np, scipy=scipy, librosa=librosa)


if __name__ == "__main__":
    main()
