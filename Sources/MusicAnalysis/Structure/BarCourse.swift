internal import Foundation

/// How loud, dense and bright a song is, bar by bar.
struct BarCourse {
    /// The edges of the bars in seconds: bar `i` is `edges[i] ..< edges[i + 1]`.
    let edges: [Double]

    /// Loudness of each bar in LU relative to the song's integrated loudness.
    let loudness: [Double]

    /// The tension of each half of a bar, two a bar.
    ///
    /// 1 more for 6 LU of loudness, for the song's mean onset strength, and for 0.15 of ``SongFeatures/brightness``.
    let tension: [Double]

    /// What a bar counts as at least, in LU.
    private static let floor = -30.0

    /// The number of bars.
    var count: Int { loudness.count }

    /// Measures the bars of a song; nil for silence, and without a bar.
    init?(_ features: SongFeatures, beats: [Beat]) {
        let downbeats = beats.filter { $0.position == 1 }.map(\.time)
        guard let integrated = features.metered.integrated, downbeats.count > 1 else { return nil }
        func loudness(_ range: Range<Double>) -> Double {
            max(features.metered.mean(over: range) - integrated, Self.floor)
        }
        let onsets = features.onsetEnvelope
        let typical = onsets.reduce(0) { $0 + Double($1) } / Double(max(onsets.count, 1))
        edges = downbeats
        self.loudness = zip(downbeats, downbeats.dropFirst()).map { loudness($0..<$1) }
        func tension(_ range: Range<Double>) -> Double {
            let strength = Self.mean(onsets, range, rate: features.onsetFrameRate) / max(typical, 1e-9)
            let brightness = Self.mean(features.brightness, range, rate: features.contextFrameRate)
            return loudness(range) / 6 + min(strength, 3) + brightness / 0.15
        }
        self.tension = zip(downbeats, downbeats.dropFirst()).flatMap { start, end in
            let middle = (start + end) / 2
            return [tension(start..<middle), tension(middle..<end)]
        }
    }

    private static func mean(_ values: [Float], _ range: Range<Double>, rate: Double) -> Double {
        let first = min(max(Int(range.lowerBound * rate), 0), values.count)
        let last = min(max(Int(range.upperBound * rate), first), values.count)
        guard first < last else { return 0 }
        return values[first..<last].reduce(0) { $0 + Double($1) } / Double(last - first)
    }

    /// The loudness of a range of bars, the mean of their power, in LU relative to the song.
    func meanLoudness(_ bars: Range<Int>) -> Double {
        let power = loudness[bars].reduce(0) { $0 + pow(10, $1 / 10) } / Double(bars.count)
        return 10 * log10(power)
    }

    /// The length of a range of bars in seconds.
    func seconds(_ bars: Range<Int>) -> Double { edges[bars.upperBound] - edges[bars.lowerBound] }

    /// The bars that begin at given times; times at which none begins are left out.
    func indices(of times: [Double]) -> Set<Int> {
        let known = Dictionary(edges.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        return Set(times.compactMap { known[$0] })
    }

    /// An event over a range of bars.
    func event(_ kind: DynamicEvent.Kind, _ bars: Range<Int>, change: Double) -> DynamicEvent {
        DynamicEvent(
            kind: kind, start: edges[bars.lowerBound], end: edges[bars.upperBound],
            change: (change * 10).rounded() / 10)
    }
}
