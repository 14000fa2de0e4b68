import Foundation

/// Where the parts of the lyrics lie in a song: the likeliest way to lay them, in their order, over its bars.
///
/// A semi-Markov model over bar starts: each part covers whole bars, about as long as it has lines; parts begin where the
/// music changes; choruses are stronger than the rest, and parts of one name sound alike. Music may lie between
/// parts, and as song generators skip, repeat and cut off parts, so may the alignment, at a price.
package struct LyricAlignment {
    /// What is known of a song, bar by bar.
    package struct Evidence: Sendable {
        /// The edges of the bars in seconds, one more than there are bars; the first is 0, the last the song's end.
        var edges: [Double]
        /// How likely a section begins at each edge, 0…1.
        var novelty: [Double]
        /// The strength of each bar, 0…1.
        var energy: [Double]
        /// The sound of each bar, in numbers of about unit deviation.
        var sound: [[Float]]
        /// How much of each bar is sung, in seconds; all 0 where no voice is heard.
        package var voice: [Double]

        /// Creates evidence.
        package init(
            edges: [Double], novelty: [Double], energy: [Double], sound: [[Float]], voice: [Double]? = nil
        ) {
            precondition(
                edges.count == energy.count + 1 && novelty.count == edges.count
                    && sound.count == energy.count,
                "there is a value for each bar")
            self.edges = edges
            self.novelty = novelty
            self.energy = energy
            self.sound = sound
            self.voice = voice ?? energy.map { _ in 0 }
        }

        var count: Int { energy.count }
    }

    /// A run of bars and what it is.
    package struct Placement: Sendable, Equatable {
        /// The bars, half-open.
        package var bars: Range<Int>
        /// The part of the lyrics; nil for music between parts.
        package var part: Int?
        /// What it is called.
        package var label: SectionLabel
        /// The probability of that label over these bars, 0…1.
        package var confidence: Double
    }

    /// Runs of bars that tile the song.
    package let placements: [Placement]

    /// The parts that were not found in the song.
    package let skipped: [Int]

    /// Lays parts over a song.
    ///
    /// - Parameters:
    ///   - parts: The parts; at least one.
    ///   - song: The song; at least one bar.
    /// - Complexity: O(bars · parts · bars in the longest part, 90 s), a dozen times.
    package init(_ parts: [LyricSheet.Part], on song: Evidence) {
        var best: (path: [Lattice.Step], lattice: Lattice)?
        for secondsPerLine in [1.5, 1.9, 2.4, 3, 3.8, 4.8, 6] {
            // Most songs take some three and a half seconds for a line and the rest after it.
            let pace = -0.5 * pow(log(secondsPerLine / 3.5) / 0.5, 2)
            let lattice = Lattice(parts, song, secondsPerLine: secondsPerLine, pace: pace, likeness: nil)
            if lattice.score > best?.lattice.score ?? -.infinity { best = (lattice.path, lattice) }
        }
        guard var best else { preconditionFailure("one of the paces is the best") }
        // What the parts of each name sound like is learned from where they lie, and tells where they lie.
        for _ in 0..<3 {
            let likeness = Likeness(best.path, song)
            let lattice = Lattice(
                parts, song, secondsPerLine: best.lattice.secondsPerLine, pace: 0, likeness: likeness)
            best = (lattice.path, lattice)
        }
        let marginals = best.lattice.marginals()
        placements = best.path.map { step in
            let shares = step.bars.map { marginals[Likeness.index(of: step.label)][$0] }
            return Placement(
                bars: step.bars, part: step.part, label: step.label,
                confidence: shares.reduce(0, +) / Double(shares.count))
        }
        let found = Set(best.path.compactMap(\.part))
        skipped = parts.indices.filter { !found.contains($0) }
    }
}
