internal import Foundation
internal import SignalProcessing

/// How loud a song is by EBU R128, as a whole and over time.
public struct Loudness: Sendable, Equatable, Codable {
    /// Loudness of the whole song in LUFS, gated; nil for silence, and below 0.4 s.
    public var integrated: Double?

    /// Loudness range in LU; 0 for a song that is always as loud.
    public var range: Double

    /// Momentary loudness in LUFS, not below −100: value `i` is of the 0.4 s around second `i` · `period`.
    public var momentary: [Double]

    /// Seconds between the values of `momentary`; 0.1.
    public var period: Double

    /// Creates a loudness from its parts; that of silence where nothing is said.
    public init(
        integrated: Double? = nil, range: Double = 0, momentary: [Double] = [], period: Double = 0.1
    ) {
        self.integrated = integrated
        self.range = range
        self.momentary = momentary
        self.period = period
    }

    /// Loudness over a half-open range of seconds in LUFS: the mean of the power that momentary loudness stands for.
    ///
    /// Between two values it is that of the nearest; of a song without values, −100.
    public func mean(over range: Range<Double>) -> Double {
        guard let last = momentary.indices.last else { return LoudnessMeter.silence }
        func index(_ seconds: Double) -> Int {
            Int(min(max(seconds / period, 0), Double(last + 1)).rounded())
        }
        let first = min(index(range.lowerBound), last)
        let values = momentary[first..<max(index(range.upperBound), first + 1)]
        let power = values.reduce(0) { $0 + pow(10, $1 / 10) } / Double(values.count)
        return max(10 * log10(power), LoudnessMeter.silence)
    }
}

extension Loudness {
    /// What a meter has measured, in hundredths of a unit.
    init(_ meter: LoudnessMeter) {
        func tidy(_ value: Double) -> Double { (value * 100).rounded() / 100 }
        self.init(
            integrated: meter.integrated.map(tidy), range: tidy(meter.range),
            momentary: meter.momentary.map(tidy), period: LoudnessMeter.period)
    }
}
