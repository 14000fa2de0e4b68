internal import CEBUR128
import Foundation

/// Measures the loudness of a programme as EBU R 128 has it, from all of its channels.
///
/// Samples are K-weighted and their power summed over the channels by libebur128, once for each 0.1 s. Momentary loudness,
/// the gates of integrated loudness (ITU-R BS.1770-4) and loudness range (EBU Tech 3342) all follow from these powers,
/// so that an hour takes 0.3 MB. One channel counts as one loudspeaker; beyond two, channels lie as in WAV files.
///
/// A meter belongs to one task at a time.
public final class LoudnessMeter {
    /// Seconds between the values of ``momentary``.
    public static let period = 0.1

    /// What is quieter counts as this, in LUFS.
    public static let silence = -100.0

    /// Loudness below this, in LUFS, is left out of what sums up a programme.
    private static let absoluteGate = -70.0

    /// The number of periods in the windows of momentary and of short-term loudness.
    private static let windows = (momentary: 4, shortTerm: 30)

    private let sampleRate: Double
    private let channelCount: Int
    private let state: UnsafeMutablePointer<ebur128_state>
    private var framesAdded = 0
    /// The weighted power of each whole period.
    private var powers: [Double] = []

    /// Creates a meter that has heard nothing.
    ///
    /// - Parameters:
    ///   - channelCount: The number of channels, 1 to ``AudioFileReader/maximumChannelCount``.
    ///   - sampleRate: Samples per second, one of ``AudioFileReader/sampleRates``.
    public init(channelCount: Int, sampleRate: Double) {
        precondition(
            (1...AudioFileReader.maximumChannelCount).contains(channelCount)
                && AudioFileReader.sampleRates.contains(sampleRate), "channels and rate are in bounds")
        guard
            let state = ebur128_init(
                UInt32(channelCount), UInt(sampleRate.rounded()), Int32(EBUR128_MODE_M.rawValue))
        else { preconditionFailure("out of memory") }
        self.state = state
        self.sampleRate = sampleRate
        self.channelCount = channelCount
    }

    deinit {
        var state: UnsafeMutablePointer<ebur128_state>? = state
        ebur128_destroy(&state)
    }

    /// Hears the samples that follow those before.
    ///
    /// - Parameters:
    ///   - samples: Interleaved and finite, `frames` × channels or more.
    ///   - frames: The number of samples of each channel.
    public func add(_ samples: [Float], frames: Int) {
        precondition(samples.count >= frames * channelCount, "each channel has its samples")
        var done = 0
        while done < frames {
            // Counted from the start each time, so that nothing drifts.
            let end = Int((Double(powers.count + 1) * Self.period * sampleRate).rounded())
            let count = min(frames - done, end - framesAdded)
            samples.withUnsafeBufferPointer { all in
                // Fails only where memory ends; what is then missing is silent.
                if let first = all.baseAddress {
                    ebur128_add_frames_float(state, first + done * channelCount, count)
                }
            }
            done += count
            framesAdded += count
            if framesAdded == end { powers.append(powerOfLastPeriod()) }
        }
    }

    private func powerOfLastPeriod() -> Double {
        var loudness = -Double.infinity
        ebur128_loudness_window(state, UInt(Self.period * 1000), &loudness)
        return Self.power(ofLoudness: loudness)
    }

    /// Loudness of the 0.4 s around each 0.1 s of the programme, in LUFS, not below ``silence``.
    ///
    /// Value `i` is centred on second `i` · ``period``, as far as there is sound on both sides: a meter shows it 0.2 s
    /// later. There is one for each whole period.
    public var momentary: [Double] {
        powers.indices.map { index in
            let window = powers[max(index - 2, 0)...min(index + 1, powers.count - 1)]
            return max(Self.loudness(ofPower: window.reduce(0, +) / Double(window.count)), Self.silence)
        }
    }

    /// Loudness of the whole programme in LUFS: the mean power of its momentary windows above −70 LUFS and less than 10 LU
    /// below the mean of these; nil where there are none.
    public var integrated: Double? {
        let loud = windowPowers(Self.windows.momentary)
        let gate = Self.loudness(ofPower: Self.mean(loud)) - 10
        let gated = loud.filter { Self.loudness(ofPower: $0) > gate }
        return gated.isEmpty ? nil : Self.loudness(ofPower: Self.mean(gated))
    }

    /// Loudness range in LU: from the 10th to the 95th percentile of short-term loudness (3 s) above −70 LUFS and less than
    /// 20 LU below its mean; 0 where there is none.
    public var range: Double {
        let loud = windowPowers(Self.windows.shortTerm)
        let gate = Self.loudness(ofPower: Self.mean(loud)) - 20
        let gated = loud.map(Self.loudness(ofPower:)).filter { $0 > gate }.sorted()
        guard !gated.isEmpty else { return 0 }
        func percentile(_ share: Double) -> Double {
            gated[Int((share * Double(gated.count - 1)).rounded())]
        }
        return percentile(0.95) - percentile(0.1)
    }

    /// The mean powers of all whole windows of a number of periods that pass the absolute gate.
    private func windowPowers(_ length: Int) -> [Double] {
        guard powers.count >= length else { return [] }
        return (length...powers.count).map { end in
            powers[end - length..<end].reduce(0, +) / Double(length)
        }.filter { Self.loudness(ofPower: $0) > Self.absoluteGate }
    }

    private static func mean(_ values: [Double]) -> Double {
        values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    }

    /// The offset of BS.1770, by which a sine of 997 Hz reads as its level.
    private static let offset = -0.691

    private static func loudness(ofPower power: Double) -> Double { 10 * log10(power) + offset }

    private static func power(ofLoudness loudness: Double) -> Double { pow(10, (loudness - offset) / 10) }
}
