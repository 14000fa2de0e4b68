package import SignalProcessing

/// Onset strength frame by frame: spectral flux over mel bands with vibrato suppression.
///
/// Each frame's bands are compared with those of the frame before after a maximum filter over neighbouring bands, so that a
/// tone that glides does not look like a new one; what rises is summed. S. Böck and G. Widmer, "Maximum filter vibrato
/// suppression for onset detection", DAFx 2013. As the bands are measured against their own levels, the gain of the
/// song does not matter.
package struct OnsetStrength: Sendable {
    /// Onset strength over all bands, one value per frame, not negative.
    package let envelope: [Float]

    /// Onset strength by register, one row per frame: below 250 Hz, from there to 3 kHz, and above.
    package let registers: Matrix

    /// The registers' borders in hertz.
    private static let borders = (low: 250.0, high: 3_000.0)

    /// Measures all frames; the first is compared with silence.
    package init(_ bands: MelBands) {
        let count = MelBands.bandCount
        let centres = Filterbank.melFrequencies(count: count + 2, range: MelBands.range)
        let register = centres[1...count].map { $0 < Self.borders.low ? 0 : $0 > Self.borders.high ? 2 : 1 }
        var envelope = [Float](repeating: 0, count: bands.frameCount)
        var registers = Matrix(rows: bands.frameCount, columns: 3)
        var row = [Float](repeating: 0, count: count)
        var reference = row
        for frame in 0..<bands.frameCount {
            bands.write(frame, to: &row)
            for band in 0..<count {
                let rise = max(0, row[band] - reference[band])
                registers[frame, register[band]] += rise
                envelope[frame] += rise
            }
            for band in 0..<count {
                reference[band] = max(row[max(0, band - 1)], row[band], row[min(count - 1, band + 1)])
            }
        }
        self.envelope = envelope
        self.registers = registers
    }
}
