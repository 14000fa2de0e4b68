internal import EditModel
internal import Foundation

/// What a new plan takes over from an earlier one: shots that must stay, and shots that stay where nothing speaks against it.
struct PlannedBefore {
    /// The shots that must stay, by their first frame.
    var pinned: [Int: Shot] = [:]
    /// The shots that stay where their slot and their section are what they were, by their first frame.
    var keeping: [Int: Shot] = [:]

    /// Nothing.
    init() {}

    /// Reads an earlier edit.
    ///
    /// - Parameters:
    ///   - edit: The edit, with the same frame rate as the new one.
    ///   - clips: The clips of the new one.
    ///   - isSame: Whether style, seed, picture and clips are the same, so that shots can stay without being pinned.
    init(_ edit: Edit, clips: [Footage], isSame: Bool) {
        let places = Dictionary(
            clips.enumerated().map { ($1.path + "\n" + $1.contentHash, $0) },
            uniquingKeysWith: { first, _ in first })
        for var shot in edit.shots {
            let clip = edit.clips[shot.clip]
            guard let index = places[clip.path + "\n" + clip.contentHash] else { continue }
            shot.clip = index
            let section = edit.sections.last { $0.startFrame <= shot.startFrame }
            if shot.isPinned || section?.isPinned == true {
                pinned[shot.startFrame] = shot
            } else if isSame {
                keeping[shot.startFrame] = shot
            }
        }
    }

    /// The frames of the shots that must stay, in order.
    var pinnedFrames: [Range<Int>] {
        pinned.values.map { $0.startFrame..<$0.endFrame }.sorted { $0.lowerBound < $1.lowerBound }
    }

    /// Lets go of shots in sections that are no longer what they were.
    ///
    /// - Parameters:
    ///   - before: The sections of the earlier edit.
    ///   - now: Those of the new one.
    ///   - opensWith: Whether a clip may open a section as it is now.
    mutating func letGo(
        before: [Edit.SectionSpan], now: [Edit.SectionSpan], opensWith: (_ clip: Int, _ section: Int) -> Bool
    ) {
        for (index, section) in now.enumerated() {
            let old = before.first { $0.startFrame == section.startFrame }
            let isSameKind = old.map { Self.kind($0.name) == section.label } ?? false
            let opener = keeping[section.startFrame].map { opensWith($0.clip, index) } ?? true
            guard !isSameKind || old?.clips != section.clips || !opener else { continue }
            keeping = keeping.filter { !(section.startFrame..<section.endFrame).contains($0.key) }
        }
    }

    /// What a section was when it was named: its name without its number.
    private static func kind(_ name: String) -> String {
        String(name.prefix { !$0.isNumber }).trimmingCharacters(in: .whitespaces)
    }
}
