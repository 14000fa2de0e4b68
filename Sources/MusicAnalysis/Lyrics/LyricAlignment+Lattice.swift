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
        /// Sums of the bars' energy over the song's mean, from the first bar on.
        private let energy: [Double]
        /// For each part, its label's place among all, and the logarithm of its expected seconds.
        private let labels: [Int]
        private let expected: [Double]
        /// What is given of the parts' times.
        private let times: [GivenTimes?]

        /// Sums of the bars' singing in seconds, from the first bar on.
        private let voice: [Double]
        /// For each part, how long it is sung in seconds, if all that is sung is shared by syllables; 0 for one without lines.
        private let expectedVoice: [Double]

        /// The longest run in seconds.
        private static let longest = 90.0

        init(
            _ parts: [LyricSheet.Part], _ song: Evidence, secondsPerLine: Double, pace: Double,
            likeness: Likeness?
        ) {
            self.parts = parts
            self.song = song
            self.secondsPerLine = secondsPerLine
            self.likeness = likeness
            let mean = song.energy.reduce(0, +) / Double(max(1, song.count))
            var sums = [0.0]
            for value in song.energy { sums.append(sums[sums.count - 1] + value - mean) }
            energy = sums
            labels = parts.map { Likeness.index(of: $0.label) }
            let nexts = parts.dropFirst().map(\.start) + [song.edges.last]
            let times = zip(parts, nexts).map { GivenTimes($0, until: $1, edges: song.edges) }
            self.times = times
            // Music before the first line and after the last belongs to a part; one without lines takes some bars.
            expected = zip(parts, times).map { part, times in
                log(times?.seconds ?? (part.lines.isEmpty ? 12 : Double(part.lines.count) * secondsPerLine))
            }
            var sung = [0.0]
            for value in song.voice { sung.append(sung[sung.count - 1] + value) }
            voice = sung
            let syllables = parts.map { part in
                part.lines.reduce(0.0) { $0 + Double(max(1, SyllableCount.syllables(in: $1.text))) }
            }
            let each = sung[sung.count - 1] / max(syllables.reduce(0, +), 1)
            expectedVoice = syllables.map { $0 * each }
            search()
            score += pace
        }

        /// What holds for a run of bars whatever part is laid on it.
        private struct Run {
            var bars: Range<Int>
            /// What its edges and its length in bars gain.
            var shape: Double
            var logDuration: Double
            /// How much of it is sung, in seconds.
            var voice: Double
            /// How much it sounds like each label.
            var characters: [Double]
            /// What it gains as music between parts, and what that is called.
            var gap: Double
            var gapLabel: Int
        }

        /// Calls for each run that ends at an edge.
        private func forEachRun(to edge: Int, _ body: (Run) -> Void) {
            for from in stride(from: edge - 1, through: 0, by: -1) {
                let seconds = song.edges[edge] - song.edges[from]
                if seconds > Self.longest, from < edge - 1 { return }
                let bars = from..<edge
                let isEdge = from == 0 || edge == song.count
                let characters = SectionLabel.allCases.indices.map { character(bars, $0) }
                let shape = shapeGain(bars, isEdge: isEdge)
                let gapLabel = Likeness.index(
                    of: from == 0 ? .intro : edge == song.count ? .outro : .instrumental)
                let sung = voice[edge] - voice[from]
                // What is sung belongs to a part; where no voice is heard at all, long music without words is unlikely.
                let unexplained = hasVoice ? Self.costOfUnexplained * sung : 0.15 * max(0, seconds - 16)
                let gap = shape + 0.5 * characters[gapLabel] - (isEdge ? 0.5 : 2) - unexplained
                body(
                    Run(
                        bars: bars, shape: shape, logDuration: log(max(seconds, 1e-3)), voice: sung,
                        characters: characters, gap: gap, gapLabel: gapLabel))
            }
        }

        /// Calls for each way to use a run after which `done` parts are done with: how many were before it, what is laid
        /// on it, its label's place, and the gain.
        private func forEachUse(
            of run: Run, done: Int,
            _ body: (_ before: Int, _ part: Int?, _ label: Int, _ gain: Double) -> Void
        ) {
            body(done, nil, run.gapLabel, run.gap)
            guard done > 0 else { return }
            let part = done - 1
            let spread = parts[part].lines.isEmpty ? 0.6 : 0.35
            let distance = (run.logDuration - expected[part]) / (hasVoice ? 1.5 * spread : spread)
            let gain =
                run.shape - 0.5 * distance * distance + run.characters[labels[part]] + voiceGain(run, part)
            if let times = times[part] {
                body(part, part, labels[part], gain - times.cost(of: run.bars))
                return
            }
            body(part, part, labels[part], gain)
            body(done, part, labels[part], gain - (parts[part].label == .chorus ? 3 : 4))
        }

        private var hasVoice: Bool { voice[voice.count - 1] > 0 }

        /// What a second of singing costs that no part explains.
        private static let costOfUnexplained = 0.5

        /// How well the singing in a run is what a part's words ask for.
        private func voiceGain(_ run: Run, _ part: Int) -> Double {
            guard hasVoice else { return 0 }
            guard expectedVoice[part] > 0 else { return -Self.costOfUnexplained * run.voice }
            let deviation = log((run.voice + 1) / (expectedVoice[part] + 1)) / 0.25
            return -0.5 * deviation * deviation
        }

        /// What a part costs that the song does not have; less where the song has ended, as songs are cut off.
        private func skipCost(_ part: Int, at edge: Int) -> Double {
            if times[part]?.areInSong == true { return GivenTimes.greatestCost }
            return (parts[part].lines.isEmpty ? 1 : 4) * (edge == song.count ? 0.25 : 1)
        }

        /// What a run gains by where it begins, and by its length in bars.
        private func shapeGain(_ bars: Range<Int>, isEdge: Bool) -> Double {
            let beginning = bars.lowerBound == 0 ? 0.5 : song.novelty[bars.lowerBound]
            let phrase: Double =
                if bars.count.isMultiple(of: 8) {
                    0.4
                } else if bars.count.isMultiple(of: 4) {
                    0.25
                } else {
                    bars.count.isMultiple(of: 2) || isEdge ? 0 : -0.3
                }
            return 3 * beginning - 1 + phrase
        }

        /// How much the bars sound like music of a label.
        private func character(_ bars: Range<Int>, _ label: Int) -> Double {
            let mean = (energy[bars.upperBound] - energy[bars.lowerBound]) / Double(bars.count)
            let weight: Double =
                switch SectionLabel.allCases[label] {
                case .chorus: 3
                case .intro, .outro: -3
                case .verse: -1
                case .prechorus, .bridge, .instrumental: 0
                }
            return weight * mean + (likeness?.mean(bars, label) ?? 0)
        }

        private mutating func search() {
            let count = song.count
            let width = parts.count + 1
            var scores = [Double](repeating: -.infinity, count: (count + 1) * width)
            var origins = [(before: Int, step: Step?)?](repeating: nil, count: (count + 1) * width)
            scores[0] = 0
            for edge in 0...count {
                forEachRun(to: edge) { run in
                    for done in 0..<width {
                        let node = edge * width + done
                        forEachUse(of: run, done: done) { before, part, label, gain in
                            let origin = run.bars.lowerBound * width + before
                            let value = scores[origin] + gain
                            guard value > scores[node] else { return }
                            scores[node] = value
                            let step = Step(bars: run.bars, part: part, label: SectionLabel.allCases[label])
                            origins[node] = (origin, step)
                        }
                    }
                }
                for done in 1..<width {
                    let node = edge * width + done
                    let value = scores[node - 1] - skipCost(done - 1, at: edge)
                    if value > scores[node] { (scores[node], origins[node]) = (value, (node - 1, nil)) }
                }
            }
            score = scores[count * width + parts.count]
            var node = count * width + parts.count
            while let origin = origins[node] {
                if let step = origin.step { path.append(step) }
                node = origin.before
            }
            path.reverse()
        }

        /// The probability of each label in each bar, over all paths; labels as they are declared.
        func marginals() -> [[Double]] {
            let count = song.count
            let width = parts.count + 1
            var forward = [Double](repeating: -.infinity, count: (count + 1) * width)
            forward[0] = 0
            for edge in 0...count {
                forEachRun(to: edge) { run in
                    for done in 0..<width {
                        let node = edge * width + done
                        forEachUse(of: run, done: done) { before, _, _, gain in
                            let origin = run.bars.lowerBound * width + before
                            forward[node] = Self.sum(forward[node], forward[origin] + gain)
                        }
                    }
                }
                for done in 1..<width {
                    let node = edge * width + done
                    forward[node] = Self.sum(
                        forward[node], forward[node - 1] - skipCost(done - 1, at: edge))
                }
            }
            var backward = [Double](repeating: -.infinity, count: (count + 1) * width)
            backward[count * width + parts.count] = 0
            let total = forward[count * width + parts.count]
            var changes = [[Double]](
                repeating: [Double](repeating: 0, count: count + 1), count: SectionLabel.allCases.count)
            for edge in stride(from: count, through: 0, by: -1) {
                for done in stride(from: width - 1, to: 0, by: -1) {
                    let node = edge * width + done
                    backward[node - 1] = Self.sum(
                        backward[node - 1], backward[node] - skipCost(done - 1, at: edge))
                }
                forEachRun(to: edge) { run in
                    for done in 0..<width {
                        let behind = backward[edge * width + done]
                        forEachUse(of: run, done: done) { before, _, label, gain in
                            let origin = run.bars.lowerBound * width + before
                            backward[origin] = Self.sum(backward[origin], behind + gain)
                            let share = exp(forward[origin] + gain + behind - total)
                            changes[label][run.bars.lowerBound] += share
                            changes[label][edge] -= share
                        }
                    }
                }
            }
            return changes.map { steps in
                var sum = 0.0
                return steps.dropLast().map { step in
                    sum += step
                    return min(1, max(0, sum))
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
        /// For each label, the sums of what its bars gain, from the first bar on; empty for labels that are nowhere.
        private var sums: [[Double]]

        /// A label's place among all.
        static func index(of label: SectionLabel) -> Int { SectionLabel.allCases.firstIndex(of: label) ?? 0 }

        /// Learns from where the labels lie.
        init(_ path: [Lattice.Step], _ song: Evidence) {
            let width = song.sound.first?.count ?? 0
            let means: [[Float]?] = SectionLabel.allCases.map { label in
                let bars = path.filter { $0.label == label }.flatMap(\.bars)
                guard !bars.isEmpty else { return nil }
                var mean = [Float](repeating: 0, count: width)
                for bar in bars { for index in 0..<width { mean[index] += song.sound[bar][index] } }
                // Few bars say little: they are drawn to the song's mean, which is 0.
                return mean.map { $0 / Float(bars.count + 4) }
            }
            let known = means.compactMap(\.self)
            sums = means.map { mean in
                guard let mean, known.count > 1 else { return [] }
                var sum = [0.0]
                for sound in song.sound {
                    let all = known.reduce(0) { $0 + Self.distance(sound, $1) }
                    sum.append(sum[sum.count - 1] + all / Double(known.count) - Self.distance(sound, mean))
                }
                return sum
            }
        }

        /// The gain of a run of bars: their mean, which counts more the longer they are, up to eight bars.
        func mean(_ bars: Range<Int>, _ label: Int) -> Double {
            guard !sums[label].isEmpty else { return 0 }
            let mean = (sums[label][bars.upperBound] - sums[label][bars.lowerBound]) / Double(bars.count)
            return 0.5 * mean * Double(min(bars.count, 8))
        }

        private static func distance(_ a: [Float], _ b: [Float]) -> Double {
            var sum: Float = 0
            for index in 0..<a.count { sum += (a[index] - b[index]) * (a[index] - b[index]) }
            return Double(sum) / Double(max(1, a.count))
        }
    }
}
