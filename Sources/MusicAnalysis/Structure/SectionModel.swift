internal import Foundation
package import SignalProcessing

/// What is learned of sections: where they begin and what they are, how long they are, which follow each other, and when two are
/// the same music.
///
/// Small temporal convolutional networks hear the curves of all bars, and their answers are averaged. Learned from songs that
/// `scripts/training/forms.py` renders, as `docs/training.md` tells.
package struct SectionModel: Sendable {
    /// The roles that the networks tell apart, in the order of their answers.
    package static let roles: [SectionLabel] = [.intro, .verse, .chorus, .bridge, .instrumental, .outro]

    private let networks: [TemporalNetwork]
    private let sameWeights: [Double]
    private let sameBias: Double

    /// The logarithm of the probability of each length of a section in bars, from 0 on, counted for seven tenths: bars that are heard are
    /// not always those of the song.
    let lengths: [Double]

    /// The logarithm of the probability that a role (column) follows another (row); the last row is the song's beginning.
    let transitions: [[Double]]

    /// The logarithm of the odds of a boundary at any bar.
    private static let priorOdds = -1.2

    /// What a deviation of ``Answer/changes`` adds to the odds, and where it begins to.
    private static let weightOfChange = 6.0
    private static let usualChange = 1.3

    /// The model that ships with the program.
    package init() { self.init(.sections) }

    init(_ weights: NetworkWeights) {
        networks = (0...).lazy.prefix { weights.has("net\($0).in.weight") }
            .map { TemporalNetwork(weights, prefix: "net\($0).") }
        let count = SectionGrouping.likenessCount
        sameWeights = weights.list("same.weight", count: count).map(Double.init)
        sameBias = weights.list("same.bias", count: 1).map(Double.init)[0]
        lengths = weights.list("lengths", count: weights.shape("lengths")[0]).map { 0.7 * Double($0) }
        let roles = Self.roles.count
        let flat = weights.list("transitions", count: (roles + 1) * roles).map(Double.init)
        transitions = (0...roles).map { Array(flat[$0 * roles..<($0 + 1) * roles]) }
    }

    /// What the networks say of the bars of a song.
    package struct Answer {
        /// The logit that a section begins at each bar.
        package var begins: [Double]

        /// The logarithm of the probability of each of ``SectionModel/roles``, a list for each bar.
        package var roles: [[Double]]

        /// By how many deviations two at least of harmony, timbre and rhythm change more at each bar than they usually do; 0 for most.
        package var changes: [Double]

        /// The logarithm of how much likelier what is heard is at a boundary than elsewhere.
        ///
        /// In music of a kind that was not learned from, the network is unsure throughout, while what stands out still does: where the strongest
        /// tenth of bars is weaker than in songs that are known, all are raised. Where nothing stands out, nothing is raised: that song
        /// has no sections. And where much changes at once, that counts, however odd the place.
        var odds: [Double] {
            let strongest = begins.dropFirst().sorted()
            guard !strongest.isEmpty else { return begins }
            let level = strongest[Int(0.9 * Double(strongest.count - 1))]
            let trust = min(max((level + 4.5) / 1.5, 0), 1)
            let raise = min(max(-level, 0), 2.5) * trust
            return zip(begins, changes).map { begins, change in
                begins - SectionModel.priorOdds + raise + SectionModel.weightOfChange * change
            }
        }

    }

    /// Hears a song.
    ///
    /// - Parameter curves: ``BarCurves``, a row for each bar.
    package func answer(_ curves: Matrix) -> Answer {
        let answers = networks.map { $0.answer(curves) }
        func mean(_ bar: Int, _ column: Int) -> Double {
            answers.reduce(0) { $0 + Double($1[bar, column]) } / Double(answers.count)
        }
        let bars = 0..<curves.rows
        return Answer(
            begins: bars.map { mean($0, 0) },
            roles: bars.map { bar in
                let logits = Self.roles.indices.map { mean(bar, $0 + 1) }
                let greatest = logits.max() ?? 0
                let sum = greatest + log(logits.reduce(0) { $0 + exp($1 - greatest) })
                return logits.map { $0 - sum }
            },
            changes: bars.map { bar in
                let novelty = BarCurves.noveltyOverFourBars.map { Double(curves[bar, $0]) }
                return max(0, novelty.sorted()[1] - Self.usualChange)
            })
    }

    /// The logarithm of the odds that two sections are the same music.
    ///
    /// - Parameter likeness: What `SectionGrouping` says of the two.
    package func sameness(_ likeness: [Double]) -> Double {
        zip(sameWeights, likeness).reduce(sameBias + Self.leaning) { $0 + $1.0 * $1.1 }
    }

    /// What the odds are shifted by: groups that are too few are seen less than groups that are too many.
    private static let leaning = 0.5
}
