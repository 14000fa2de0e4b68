package import EditModel
internal import Foundation

/// What further footage would do an edit good.
package struct Suggestion: Encodable, Sendable {
    /// Footage for the sections of one label.
    package struct Wish: Encodable, Sendable {
        /// What is lacking where.
        package var need: FootageNeed
        /// How many clips.
        package var count: Int
        /// How long each should be, in seconds.
        package var clipSeconds: Double
    }

    /// A scene that would fill a wish.
    package struct Scene: Encodable, Sendable {
        /// Its number in the storyboard.
        package var number: Int
        /// The section that it is for.
        package var section: String
        /// How long its clip should be, in seconds.
        package var seconds: Double
        /// Its title.
        package var title: String
        /// The prompt.
        package var prompt: String
    }

    /// The wishes, the greatest first; none where everything shows something new.
    package var wishes: [Wish]

    /// How much footage is there and never shown, in seconds: it might serve as well.
    package let unshown: Double

    /// Scenes for them; none where no language model was asked.
    package var scenes: [Scene] = []

    /// Needs below this many seconds, or this share of a section, are none worth a clip.
    private static let least = 2.0
    private static let leastShare = 0.15

    /// What is left of a clip's beginning and end for a cut to lie well, in seconds.
    private static let margin = 1.0

    /// The lengths that clips come in, in seconds.
    private static let lengths = [5.0, 9]

    /// Reads wishes off an edit.
    ///
    /// - Parameters:
    ///   - edit: A valid edit.
    ///   - standIns: The indices of its clips that stand in for others.
    package init(_ edit: Edit, standIns: Set<Int> = []) {
        wishes = FootageNeed.all(of: edit, standIns: standIns).compactMap { need in
            let longest = need.sections.map { $0.end - $0.start }.max() ?? 0
            guard need.seconds >= Self.least, need.seconds >= Self.leastShare * longest else { return nil }
            let wanted = need.typicalShot + Self.margin
            let length = Self.lengths.first { $0 >= wanted } ?? Self.lengths[Self.lengths.count - 1]
            // A clip serves its length less the margin, however many shots that makes.
            let count = Int((need.seconds / (length - Self.margin)).rounded(.up))
            return Wish(need: need, count: max(count, 1), clipSeconds: length)
        }.sorted { $0.need.seconds > $1.need.seconds }
        unshown = FootageNeed.unshown(in: edit, standIns: standIns)
    }

    /// The wishes in words, as a language model is told them.
    var sections: String {
        wishes.map { wish in
            let names = wish.need.sections.map(\.name).joined(separator: ", ")
            return "- \(wish.need.label) (\(names)): \(wish.count) scenes of \(Int(wish.clipSeconds)) seconds"
        }.joined(separator: "\n")
    }

    /// Takes scenes off that are planned already for sections such as `chorus 2`; those for no section go off the greatest wish.
    mutating func remove(_ planned: [String]) {
        for section in planned {
            let name = section.lowercased().filter { $0.isLetter }
            let index = wishes.firstIndex { !name.isEmpty && name.hasPrefix($0.need.label.lowercased()) }
            guard let index = index ?? wishes.indices.first else { return }
            wishes[index].count -= 1
            if wishes[index].count == 0 { wishes.remove(at: index) }
        }
    }

    /// How many clips are wished for in all.
    package var count: Int { wishes.reduce(0) { $0 + $1.count } }
}
