import Foundation
import SignalProcessing

/// How strongly each tempo is felt at each second: comb-filtered local autocorrelation.
///
/// Grosche & Müller, "Extracting predominant local pulse information from music recordings", IEEE TASLP 19(6), 2011,
/// doi:10.1109/TASL.2010.2096216, for the tempogram; the comb over four beats is that of Davies & Plumbley,
/// "Context-dependent beat tracking of musical audio", IEEE TASLP 15(3), 2007, doi:10.1109/TASL.2006.885257.
struct Tempogram: Sendable {
    /// Tempi in beats per minute, spaced evenly in their logarithm.
    let tempi: [Double]

    /// Seconds between rows.
    let period: Double

    /// One row per `period` seconds, one column per tempo; 1 is a perfect pulse.
    let strength: Matrix

    /// The slowest and the fastest tempo that are looked for, in beats per minute.
    static let range = 55.0...215.0

    /// Ratio between neighbouring tempi.
    static let step = 1.01

    /// Measures the tempogram of a signal.
    init(_ signal: [Float], frameRate: Double) {
        let count = Int(log(Self.range.upperBound / Self.range.lowerBound) / log(Self.step)) + 1
        tempi = (0..<count).map { Self.range.lowerBound * pow(Self.step, Double($0)) }
        period = 1
        let rows = Int(Double(signal.count) / frameRate) + 1
        let half = Int(4 * frameRate)
        let beats = 4
        let longest = Int(60 / Self.range.lowerBound * frameRate * Double(beats)) + 2
        var strength = Matrix(rows: rows, columns: count)
        var window = [Float](repeating: 0, count: 2 * half)
        for i in 0..<window.count {
            window[i] = Float(sin(Double.pi * (Double(i) + 0.5) / Double(window.count)))
        }
        let overlap = Self.autocorrelation(window, lags: longest)
        let trend = SlidingWindow.mean(signal, before: Int(frameRate), after: Int(frameRate))
        var frame = window
        for row in 0..<rows {
            let centre = Int(Double(row) * period * frameRate)
            for i in 0..<frame.count {
                let j = centre - half + i
                frame[i] = j >= 0 && j < signal.count ? (signal[j] - trend[j]) * window[i] : 0
            }
            var correlation = Self.autocorrelation(frame, lags: longest)
            guard correlation[0] > 1e-6 else { continue }
            let scale = overlap[0] / correlation[0]
            for lag in 0..<longest { correlation[lag] *= scale / overlap[lag] }
            for column in 0..<count {
                let lag = 60 / tempi[column] * frameRate
                var sum: Float = 0
                for k in 1...beats { sum += Self.value(correlation, at: lag * Double(k)) }
                strength[row, column] = max(0, sum / Float(beats))
            }
        }
        self.strength = strength
    }

    /// The tempo at each second that is strong and changes little, in beats per minute.
    ///
    /// A Viterbi path: the reward of a second is the strength times the resonance of the tempo (van Noorden & Moelants,
    /// "Resonance in the perception of musical pulse", J. New Music Research 28(1), 1999, doi:10.1076/jnmr.28.1.43.3122).
    ///
    /// - Parameter range: Tempi outside it earn nothing; nil for all.
    func path(within range: ClosedRange<Double>? = nil) -> [Double] {
        let rows = strength.rows
        let count = tempi.count
        guard rows > 0 else { return [] }
        let jump: Float = 3
        let perStep: Float = 0.1
        let reach = 30
        let resonance = tempi.map { range?.contains($0) ?? true ? Float(Self.resonance($0)) : 0 }
        var score = (0..<count).map { strength[0, $0] * resonance[$0] }
        var back = [Int32](repeating: 0, count: rows * count)
        var next = score
        for row in 1..<max(1, rows) {
            var best = 0
            for column in 1..<count where score[column] > score[best] { best = column }
            for column in 0..<count {
                var value = score[best] - jump
                var from = best
                for other in max(0, column - reach)..<min(count, column + reach + 1) {
                    let candidate = score[other] - perStep * Float(abs(other - column))
                    if candidate > value {
                        value = candidate
                        from = other
                    }
                }
                next[column] = value + strength[row, column] * resonance[column]
                back[row * count + column] = Int32(from)
            }
            swap(&score, &next)
        }
        var column = 0
        for other in 1..<count where score[other] > score[column] { column = other }
        var path = [Double](repeating: 0, count: rows)
        for row in stride(from: rows - 1, through: 0, by: -1) {
            path[row] = tempi[column]
            column = Int(back[row * count + column])
        }
        return path
    }

    /// How readily listeners tap at a tempo, greatest (1) at 120 beats per minute; about ½ at 40 and 360.
    static func resonance(_ bpm: Double) -> Double {
        let octaves = log2(bpm / 120)
        return exp(-0.5 * octaves * octaves / 1.44)
    }

    /// How clear the pulse is: the median over all seconds with sound of the strongest tempo's strength, 0…1.
    ///
    /// Noise and speech have about 0.1, music with a beat 0.3 and more.
    var clarity: Double {
        var greatest: [Float] = []
        for row in 0..<strength.rows {
            var best: Float = 0
            for column in 0..<strength.columns { best = max(best, strength[row, column]) }
            if best > 0 { greatest.append(best) }
        }
        return Double(min(1, SlidingWindow.quantile(greatest, 0.5)))
    }

    private static func value(_ x: [Float], at position: Double) -> Float {
        let i = Int(position)
        let fraction = Float(position - Double(i))
        return x[i] * (1 - fraction) + x[i + 1] * fraction
    }

    private static func autocorrelation(_ x: [Float], lags: Int) -> [Float] {
        var out = [Float](repeating: 0, count: lags)
        for lag in 0..<min(lags, x.count) {
            let span = x.span
            out[lag] = Reduction.dot(span.extracting(0..<x.count - lag), span.extracting(lag..<x.count))
        }
        return out
    }
}
