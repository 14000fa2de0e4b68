import Foundation

extension LyricAlignment {
    /// All ways to lay parts over bars: a node for each edge of a bar and number of parts that are done with.
    struct Lattice {
        /// A run of bars under a name.
        struct Step {
            var bars: Range<Int>
            var part: Int?
            var label: SectionLabel
        }

        /// The duration of a line in seconds.
        let secondsPerLine: Double

        /// The score of the best path.
        private(set) var score = -Double.infinity

        /// The best path.
        private(set) var path: [Step] = []

        private let parts: [LyricSheet.Part]
        private let song: Evidence
        private let likeness: Likeness?
        private let meanEnergy: Double

        /// The longest run in bars.
        private static let longest = 40

        init(
            _ parts: [LyricSheet.Part], _ song: Evidence, secondsPerLine: Double, pace: Double,
            likeness: Likeness?
        ) {
            self.parts = parts
            self.song = song
            self.secondsPerLine = secondsPerLine
            self.likeness = likeness
            meanEnergy = song.energy.reduce(0, +) / Double(max(1, song.count))
            search()
            score += pace
        }

        /// The steps that end at an edge with `done` parts done with, where they begin, and how good they are.
        private func forEachStep(
            to edge: Int, done: Int,
            _ body: (_ from: Int, _ doneBefore: Int, _ step: Step, _ gain: Double) -> Void
        ) {
            for from in max(0, edge - Self.longest)..<edge {
                let bars = from..<edge
                let label: SectionLabel =
                    from == 0 ? .intro : edge == song.count ? .outro : .instrumental
                body(from, done, Step(bars: bars, part: nil, label: label), gapGain(bars, label))
                guard done > 0 else { continue }
                let step = Step(bars: bars, part: done - 1, label: parts[done - 1].label)
                let gain = partGain(bars, done - 1)
                body(from, done - 1, step, gain)
                body(from, done, step, gain - (step.label == .chorus ? 3 : 4))
            }
        }

        /// What a part costs that the song does not have; less where the song has ended, as songs are cut off.
        private func skipCost(_ part: Int, at edge: Int) -> Double {
            (parts[part].lines.isEmpty ? 1 : 4) * (edge == song.count ? 0.25 : 1)
        }

        private func edgeGain(_ bars: Range<Int>) -> Double {
            let beginning = bars.lowerBound == 0 ? 0.5 : song.novelty[bars.lowerBound]
            let phrase =
                bars.count.isMultiple(of: 8)
                ? 0.4 : bars.count.isMultiple(of: 4) ? 0.25 : bars.count.isMultiple(of: 2) ? 0 : -0.3
            return 3 * beginning - 1
                + (bars.lowerBound == 0 || bars.upperBound == song.count ? max(0, phrase) : phrase)
        }

        private func duration(_ bars: Range<Int>) -> Double {
            song.edges[bars.upperBound] - song.edges[bars.lowerBound]
        }

        private func partGain(_ bars: Range<Int>, _ index: Int) -> Double {
            let part = parts[index]
            let lines = part.lines.count
            // Music before the first line and after the last belongs to a part.
            let expected = lines > 0 ? Double(lines) * secondsPerLine : 12
            let spread = lines > 0 ? 0.35 : 0.6
            let distance = log(duration(bars) / expected) / spread
            return edgeGain(bars) - 0.5 * distance * distance + character(bars, part.label)
        }

        private func gapGain(_ bars: Range<Int>, _ label: SectionLabel) -> Double {
            let isEdge = bars.lowerBound == 0 || bars.upperBound == song.count
            let seconds = duration(bars)
            return edgeGain(bars) + 0.5 * character(bars, label) - (isEdge ? 0.5 : 2)
                - (seconds > 16 ? 0.15 * (seconds - 16) : 0)
        }

        /// How much the bars sound like music of a name.
        private func character(_ bars: Range<Int>, _ label: SectionLabel) -> Double {
            let energy = bars.reduce(0) { $0 + song.energy[$1] } / Double(bars.count) - meanEnergy
            let weight: Double =
                switch label {
                case .chorus: 3
                case .intro, .outro: -3
                case .verse: -1
                case .prechorus, .bridge, .instrumental: 0
                }
            return weight * energy + (likeness?.mean(bars, label) ?? 0)
        }

        private mutating func search() {
            let count = song.count
            let width = parts.count + 1
            var scores = [Double](repeating: -.infinity, count: (count + 1) * width)
            var origins = [(from: Int, done: Int, step: Step?)?](repeating: nil, count: (count + 1) * width)
            for edge in 0...count {
                for done in 0..<width {
                    let node = edge * width + done
                    if edge == 0, done == 0 { scores[node] = 0 }
                    forEachStep(to: edge, done: done) { from, before, step, gain in
                        let value = scores[from * width + before] + gain
                        if value > scores[node] {
                            (scores[node], origins[node]) = (value, (from, before, step))
                        }
                    }
                    guard done > 0 else { continue }
                    let value = scores[node - 1] - skipCost(done - 1, at: edge)
                    if value > scores[node] { (scores[node], origins[node]) = (value, (edge, done - 1, nil)) }
                }
            }
            score = scores[count * width + parts.count]
            var node = (edge: count, done: parts.count)
            while let origin = origins[node.edge * width + node.done] {
                if let step = origin.step { path.append(step) }
                node = (origin.from, origin.done)
            }
            path.reverse()
        }

        /// The probability of each label in each bar, over all paths.
        func marginals() -> [SectionLabel: [Double]] {
            let count = song.count
            let width = parts.count + 1
            var forward = [Double](repeating: -.infinity, count: (count + 1) * width)
            forward[0] = 0
            for edge in 0...count {
                for done in 0..<width {
                    let node = edge * width + done
                    forEachStep(to: edge, done: done) { from, before, _, gain in
                        forward[node] = Self.sum(forward[node], forward[from * width + before] + gain)
                    }
                    if done > 0 {
                        forward[node] = Self.sum(
                            forward[node], forward[node - 1] - skipCost(done - 1, at: edge))
                    }
                }
            }
            var backward = [Double](repeating: -.infinity, count: (count + 1) * width)
            backward[count * width + parts.count] = 0
            let total = forward[count * width + parts.count]
            var changes: [SectionLabel: [Double]] = [:]
            for edge in stride(from: count, through: 0, by: -1) {
                for done in stride(from: width - 1, through: 0, by: -1) {
                    let behind = backward[edge * width + done]
                    if done > 0 {
                        let node = edge * width + done - 1
                        backward[node] = Self.sum(backward[node], behind - skipCost(done - 1, at: edge))
                    }
                    forEachStep(to: edge, done: done) { from, before, step, gain in
                        let node = from * width + before
                        backward[node] = Self.sum(backward[node], behind + gain)
                        let share = exp(forward[node] + gain + behind - total)
                        changes[step.label, default: [Double](repeating: 0, count: count + 1)][from] += share
                        changes[step.label, default: [Double](repeating: 0, count: count + 1)][edge] -= share
                    }
                }
            }
            return changes.mapValues { steps in
                var sum = 0.0
                return steps.dropLast().map { step in
                    sum += step
                    return sum
                }
            }
        }

        /// log(exp a + exp b).
        private static func sum(_ a: Double, _ b: Double) -> Double {
            let greater = max(a, b)
            return greater == -.infinity ? greater : greater + log1p(exp(min(a, b) - greater))
        }
    }

    /// What the bars of each label sound like, compared with the other labels.
    struct Likeness {
        /// For each label, the sums of what its bars gain, from the first bar on.
        private var sums: [SectionLabel: [Double]] = [:]

        /// Learns from where the labels lie.
        init(_ path: [Lattice.Step], _ song: Evidence) {
            let width = song.sound.first?.count ?? 0
            var means: [SectionLabel: [Float]] = [:]
            for (label, steps) in Dictionary(grouping: path, by: \.label) {
                var mean = [Float](repeating: 0, count: width)
                var bars: Float = 0
                for bar in steps.flatMap(\.bars) {
                    bars += 1
                    for index in 0..<width { mean[index] += song.sound[bar][index] }
                }
                // Few bars say little: they are drawn to the song's mean, which is 0.
                for index in 0..<width { mean[index] /= bars + 4 }
                means[label] = mean
            }
            guard means.count > 1 else { return }
            for (label, mean) in means {
                var sum = [0.0]
                for bar in 0..<song.count {
                    let own = Self.distance(song.sound[bar], mean)
                    let all = means.values.reduce(0) { $0 + Self.distance(song.sound[bar], $1) }
                    sum.append(sum[bar] + all / Double(means.count) - own)
                }
                sums[label] = sum
            }
        }

        /// The gain of a run of bars: their mean, which counts more the longer they are, up to eight bars.
        func mean(_ bars: Range<Int>, _ label: SectionLabel) -> Double {
            guard let sum = sums[label] else { return 0 }
            return (sum[bars.upperBound] - sum[bars.lowerBound]) / Double(bars.count)
                * Double(min(bars.count, 8)) * 0.5
        }

        private static func distance(_ a: [Float], _ b: [Float]) -> Double {
            var sum: Float = 0
            for index in 0..<a.count { sum += (a[index] - b[index]) * (a[index] - b[index]) }
            return Double(sum) / Double(max(1, a.count))
        }
    }
}
