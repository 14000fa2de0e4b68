internal import Foundation
internal import SignalProcessing

/// How likely someone sings, over time, as a small network has learned it from songs sung by made voices.
///
/// It hears what rhythm is heard in (``MelBands``), averaged over a twentieth of a second, a second and a half to either side. After
/// S. Leglaive, R. Hennequin and R. Badeau, "Singing voice detection with deep recurrent neural networks", ICASSP 2015,
/// https://doi.org/10.1109/ICASSP.2015.7177944, with convolutions in place of recurrence.
package struct VoiceActivity: Sendable, Equatable {
    /// The probability of a singing voice in each frame, 0…1; frame `i` is centred on second (`i` + ½) / ``frameRate``.
    package var values: [Float]

    /// Frames a second.
    package var frameRate: Double

    /// Frames of ``MelBands`` in one of these.
    private static let framesPerFrame = 5

    /// Creates a curve that is known.
    package init(values: [Float], frameRate: Double) {
        self.values = values
        self.frameRate = frameRate
    }

    /// Hears a song.
    ///
    /// - Complexity: O(*n*); about 12 000 multiplications a frame.
    package init(_ bands: MelBands) {
        let logits = Self.logits(frameCount: bands.frameCount) { bands.write($0, to: &$1) }
        self.init(values: logits.map { 1 / (1 + exp(-$0)) }, frameRate: 100 / Double(Self.framesPerFrame))
    }

    /// The network's answers.
    ///
    /// - Parameters:
    ///   - frameCount: The number of frames that go in, 100 a second.
    ///   - row: Writes the 48 bands of a frame; called once for each, in order.
    static func logits(frameCount: Int, row: (Int, inout [Float]) -> Void) -> [Float] {
        var input = Matrix(rows: frameCount / framesPerFrame, columns: MelBands.bandCount)
        var bands = [Float](repeating: 0, count: MelBands.bandCount)
        for frame in 0..<input.rows * framesPerFrame {
            row(frame, &bands)
            for band in 0..<MelBands.bandCount {
                input[frame / framesPerFrame, band] += bands[band] / Float(framesPerFrame)
            }
        }
        return TemporalNetwork(.voice, prefix: "").answer(input).values
    }

    /// The curve between its own low and high level in the song, 0…1; all 0 where there is hardly a difference.
    ///
    /// Voices, microphones and bands differ; where someone sings and where not is told by comparison.
    package var relative: VoiceActivity {
        let sorted = values.sorted()
        guard let low = sorted.dropFirst(sorted.count / 20).first,
            let high = sorted.dropLast(sorted.count / 20).last,
            high - low >= Self.leastContrast
        else { return VoiceActivity(values: values.map { _ in 0 }, frameRate: frameRate) }
        return VoiceActivity(
            values: values.map { min(max(($0 - low) / (high - low), 0), 1) }, frameRate: frameRate)
    }

    /// A curve that varies by less tells nothing.
    private static let leastContrast: Float = 0.3

    /// How much of a half-open range of seconds is sung, in seconds.
    package func seconds(in range: Range<Double>) -> Double {
        guard frameRate > 0, !values.isEmpty else { return 0 }
        let first = min(max(Int((range.lowerBound * frameRate).rounded()), 0), values.count)
        let last = min(max(Int((range.upperBound * frameRate).rounded()), first), values.count)
        return values[first..<last].reduce(0) { $0 + Double($1) } / frameRate
    }
}
