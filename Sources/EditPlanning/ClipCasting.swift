/// Chooses the clip of each shot from its section's palette.
struct ClipCasting {
    private let assignment: ClipAssignment
    private var previous: Int?
    /// The number of the shot in which each clip was last seen.
    private var lastSeen: [Int]
    private var shotCount = 0

    init(assignment: ClipAssignment, clipCount: Int) {
        self.assignment = assignment
        lastSeen = [Int](repeating: -1, count: clipCount)
    }

    /// The clip of the next shot, and why it, in words.
    ///
    /// A section begins with its main clip, and the song ends on one. Between, the palette alternates: the clip that was away
    /// longest. Now and then, by chance, a clip from outside looks in.
    ///
    /// - Parameters:
    ///   - section: The section of the shot.
    ///   - wantsMain: Whether the section's main clip is wanted here.
    ///   - upcoming: The clip that the shot after this one wants, and that is therefore kept back.
    mutating func next(
        section: Int, wantsMain: Bool, upcoming: Int?, using generator: inout SeededGenerator
    ) -> (clip: Int, reason: String) {
        let palette = assignment.palettes[section]
        let main = palette[0]
        let chance = generator.unit()
        let choice: (Int, String)
        if wantsMain, main != previous {
            choice = (main, assignment.isNamed[section] ? "the clip named for it" : "its own clip")
        } else {
            let others = Self.without(upcoming, palette.filter { $0 != previous })
            let outside = Self.without(upcoming, assignment.guests[section].filter { $0 != previous })
            if let guest = outside.min(by: { lastSeen[$0] < lastSeen[$1] }), chance < 0.12 || others.isEmpty {
                choice = (guest, "the clip unseen for longest")
            } else if let due = others.min(by: { lastSeen[$0] < lastSeen[$1] }) {
                choice = due == main ? (due, "back to its main clip") : (due, "its neighbour in the story")
            } else {
                choice = (main, lastSeen.count == 1 ? "the only clip" : "its own clip")
            }
        }
        previous = choice.0
        lastSeen[choice.0] = shotCount
        shotCount += 1
        return choice
    }

    /// The clips but one, unless nothing would be left.
    private static func without(_ clip: Int?, _ clips: [Int]) -> [Int] {
        let rest = clips.filter { $0 != clip }
        return rest.isEmpty ? clips : rest
    }
}
