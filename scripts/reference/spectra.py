#!/usr/bin/env python3
"""Reference values for windows, spectra and filterbanks.

    python3 -m venv /tmp/reference && /tmp/reference/bin/pip install numpy scipy librosa
    /tmp/reference/bin/python scripts/reference/spectra.py
"""

import librosa
import numpy as np
import scipy
import scipy.signal

import made

MEL = [
    # bands, low Hz, high Hz, transform, samples a second
    (40, 0.0, 8000.0, 2048, 22050.0),
    (26, 20.0, 24000.0, 512, 48000.0),
    (13, 300.0, 3400.0, 256, 8000.0),
]


def sparse(rows):
    """Rows by their support: the first bin that is not 0, and the weights to the last that is not."""
    result = []
    for row in rows:
        bins = np.flatnonzero(row)
        first, last = (int(bins[0]), int(bins[-1]) + 1) if len(bins) else (0, 0)
        result.append({"first": first, "weights": made.rounded(row[first:last])})
    return result


def main():
    signal = made.noise(256, seed=11)
    windowed = signal.astype(np.float64) * scipy.signal.get_window("hann", 256, fftbins=True)
    mel = []
    for bands, low, high, size, rate in MEL:
        rows = librosa.filters.mel(
            sr=rate, n_fft=size, n_mels=bands, fmin=low, fmax=high, dtype=np.float64)
        centres = librosa.mel_frequencies(n_mels=bands + 2, fmin=low, fmax=high)[1:-1]
        mel.append({
            "bands": bands, "low": low, "high": high, "windowLength": size, "sampleRate": rate,
            "centres": made.rounded(centres), "rows": sparse(rows)})
    made.write(
        "Tests/SignalProcessingTests/Fixtures/spectra.json",
        {
            "hann": {str(n): made.rounded(scipy.signal.get_window("hann", n, fftbins=True)) for n in [2, 7, 16]},
            "power": {"seed": 11, "values": made.rounded(np.abs(np.fft.rfft(windowed)) ** 2)},
            "mel": mel,
        },
        numpy=np, scipy=scipy, librosa=librosa)


if __name__ == "__main__":
    main()
