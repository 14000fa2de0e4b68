internal import Foundation

/// What sections are called: the likeliest names for all of them together.
///
/// A hidden Markov model over the sections. What each sounds like, as ``SectionModel`` has learned it, and how strong it is and whether it returns
/// speak for its name; sections of one group share what speaks for them; and names follow each other as they do in songs. An intro
/// is only at the beginning, an outro only at the end. The probability of a name over all ways to name the song is its confidence.
package struct SectionLabeling {
    /// The label of each section with how sure it is, 0…1.
    package private(set) var labels: [(label: SectionLabel, confidence: Double)]

    /// A section as labelling sees it.
    package struct Candidate {
        /// Its group of repetition.
        package var group: Int
        /// Its mean energy, 0…1.
        package var energy: Double
        /// Its length in seconds.
        package var duration: Double
        /// The mean logarithm of the probability of each of ``SectionModel/roles`` over its bars; empty where nothing was heard.
        package var roles: [Double]
        /// The share of it that is sung, 0…1; nil where the song has no voice.
        package var sung: Double?

        /// Creates a candidate.
        package init(
            group: Int, energy: Double, duration: Double, roles: [Double] = [], sung: Double? = nil
        ) {
            self.group = group
            self.energy = energy
            self.duration = duration
            self.roles = roles
            self.sung = sung
        }
    }

    private static let roles = SectionModel.roles
    private static let (intro, chorus, outro) = (0, 2, roles.count - 1)

    /// What the networks say too readily of songs that are not made as those they learned from: chorus, and too little verse.
    private static let leaning = [0, -0.7, 0.8, 0, 0, 0]

    /// A section of this many seconds speaks as one voice; bars of a section say much the same.
    private static let secondsPerVoice = 10.0
    private static let mostVoices = 2.4

    /// What it gains that a song ends with an outro.
    private static let endsWithOutro = 0.5

    /// The probability that the section after one has the same name.
    private static let staying = 0.25

    /// A section of which this share is sung is sung as songs are.
    private static let usuallySung = 0.5

    /// What it gains that neighbours of one group have one name, and costs that they do not.
    private static let tie = 0.7

    /// Names sections.
    ///
    /// - Parameters:
    ///   - sections: The sections in order.
    ///   - model: What is learned of which names follow each other.
    package init(_ sections: [Candidate], model: SectionModel) {
        guard sections.count > 1 else {
            labels = sections.map { _ in (.verse, 0.2) }
            return
        }
        var evidence = Self.evidence(sections)
        var found = Self.names(evidence, sections, model)
        // What a chorus is, is told by comparison: songs far from those that were learned from have one, too, unless it were most of them.
        for _ in 0..<Self.mostSteps
        where sections.count >= Self.fewestSections && found.choruses < Self.leastShare {
            for index in evidence.indices { evidence[index][Self.chorus] += Self.step }
            let next = Self.names(evidence, sections, model)
            guard next.choruses <= Self.greatestShare else { break }
            found = next
        }
        labels = zip(found.roles, found.confidences).map { (Self.roles[$0], min($1, 0.95)) }
        markPrechoruses(sections)
    }

    /// The share of a song's time that is chorus at least, where it has this many sections; what speaks for choruses is raised in steps
    /// until it is, but not beyond the other share.
    private static let leastShare = 0.12
    private static let greatestShare = 0.5
    private static let fewestSections = 5
    private static let step = 0.25
    private static let mostSteps = 12

    /// The likeliest roles, how sure they are, and the share of time that is chorus.
    private static func names(
        _ evidence: [[Double]], _ sections: [Candidate], _ model: SectionModel
    ) -> (roles: [Int], confidences: [Double], choruses: Double) {
        let posterior = posterior(evidence, sections.map(\.group), model)
        var chosen = posterior.map { row in row.indices.max { row[$0] < row[$1] } ?? 1 }
        // Inside the song one music has one name.
        let inner = sections.indices.filter { chosen[$0] != intro && chosen[$0] != outro }
        var confidences = sections.indices.map { posterior[$0][chosen[$0]] }
        for members in Dictionary(grouping: inner, by: { sections[$0].group }).values {
            let time = members.reduce(0) { $0 + sections[$1].duration }
            let shares = roles.indices.map { role in
                members.reduce(0) { $0 + posterior[$1][role] * sections[$1].duration } / max(time, 1e-9)
            }
            let best = (intro + 1..<outro).max { shares[$0] < shares[$1] } ?? 1
            for member in members { (chosen[member], confidences[member]) = (best, shares[best]) }
        }
        let time = sections.reduce(0) { $0 + $1.duration }
        let choruses = sections.indices.reduce(0) { $0 + (chosen[$1] == chorus ? sections[$1].duration : 0) }
        return (chosen, confidences, choruses / max(time, 1e-9))
    }

    /// What speaks for each role of each section, as logarithms of likelihoods.
    private static func evidence(_ sections: [Candidate]) -> [[Double]] {
        let time = sections.reduce(0) { $0 + $1.duration }
        let mean = sections.reduce(0) { $0 + $1.energy * $1.duration } / max(time, 1e-9)
        func own(_ section: Candidate) -> [Double] {
            let voices = min(section.duration / secondsPerVoice, mostVoices)
            let heard =
                section.roles.isEmpty
                ? roles.map { _ in 0 } : zip(section.roles, leaning).map { voices * $0 - $1 }
            let strength = section.energy - mean
            let returns = sections.count { $0.group == section.group } > 1
            // From 0, where it is sung as much as songs are, to 1, where nobody sings.
            let silence = section.sung.map { max(0, 1 - $0 / usuallySung) } ?? 0
            return roles.indices.map { role in
                let known: Double =
                    switch roles[role] {
                    case .chorus: 3 * strength + (returns ? 0.5 : -1.5) - 1.5 * silence
                    case .intro: -3 * strength + (returns ? -0.7 : 0) + 1.5 * silence
                    case .outro: -3 * strength + (returns ? -0.7 : 0.3)
                    case .verse: -strength + (returns ? 0.3 : 0) - 1.5 * silence
                    case .bridge: -strength + (returns ? -0.5 : 0.3) - 2 * silence
                    case .instrumental, .prechorus: strength - (returns ? 1 : 0.5) + 4 * silence
                    }
                return heard[role] + known
            }
        }
        let all = sections.map(own)
        return sections.indices.map { index in
            let members = sections.indices.filter { sections[$0].group == sections[index].group }
            return roles.indices.map { role in
                let mean = members.reduce(0) { $0 + all[$1][role] } / Double(members.count)
                return 0.5 * all[index][role] + 0.5 * mean
            }
        }
    }

    /// The probability of each role for each section, by the forward–backward algorithm.
    private static func posterior(_ evidence: [[Double]], _ groups: [Int], _ model: SectionModel)
        -> [[Double]]
    {
        let count = evidence.count
        let roleCount = roles.count
        // Songs are more various than those that were learned from.
        let learned = model.transitions.enumerated().map { index, row in
            let trust = index < roleCount ? 0.5 : 0.15
            return row.map { log(trust * exp($0) + (1 - trust) / Double(roleCount)) }
        }
        func step(_ from: Int, _ to: Int, at index: Int) -> Double {
            guard to != intro || from == intro, from != outro || to == outro else { return -.infinity }
            let change = from == to ? log(staying) : log(1 - staying) + learned[from][to]
            guard groups[index] == groups[index - 1] else { return change }
            return change + (from == to ? tie : -tie)
        }
        var forward = evidence
        for role in 0..<roleCount { forward[0][role] += learned[roleCount][role] }
        for index in 1..<count {
            for role in 0..<roleCount {
                let ways = (0..<roleCount).map { forward[index - 1][$0] + step($0, role, at: index) }
                forward[index][role] = evidence[index][role] + logSum(ways)
            }
        }
        var backward = [[Double]](repeating: [Double](repeating: 0, count: roleCount), count: count)
        backward[count - 1][outro] = endsWithOutro
        for index in stride(from: count - 2, through: 0, by: -1) {
            for role in 0..<roleCount {
                backward[index][role] = logSum(
                    (0..<roleCount).map {
                        step(role, $0, at: index + 1) + evidence[index + 1][$0] + backward[index + 1][$0]
                    })
            }
        }
        return (0..<count).map { index in
            let both = (0..<roleCount).map { forward[index][$0] + backward[index][$0] }
            let sum = logSum(both)
            return both.map { exp($0 - sum) }
        }
    }

    private static func logSum(_ values: [Double]) -> Double {
        guard let greatest = values.max(), greatest > -.infinity else { return -.infinity }
        return greatest + log(values.reduce(0) { $0 + exp($1 - greatest) })
    }

    /// A verse that always leads to a chorus, and follows another verse, prepares the chorus.
    private mutating func markPrechoruses(_ sections: [Candidate]) {
        let verses = labels.indices.filter { labels[$0].label == .verse }
        for (_, members) in Dictionary(grouping: verses, by: { sections[$0].group }) {
            let leads = members.allSatisfy { index in
                index > 0 && index + 1 < labels.count && labels[index + 1].label == .chorus
                    && labels[index - 1].label == .verse && sections[index - 1].group != sections[index].group
                    && sections[index].duration <= 30
            }
            guard members.count > 1, leads else { continue }
            for index in members {
                labels[index] = (.prechorus, labels[index].confidence * 0.7)
            }
        }
    }
}
