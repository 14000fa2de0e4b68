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
            if shot.isPinned || edit.section(atFrame: shot.startFrame)?.isPinned == true {
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
        let old = Dictionary(before.map { ($0.startFrame, $0) }, uniquingKeysWith: { first, _ in first })
        let isLetGo = now.enumerated().map { index, section in
            let old = old[section.startFrame]
            let isSameKind = old.map { Self.kind($0.name) == section.label } ?? false
            let opener = keeping[section.startFrame].map { opensWith($0.clip, index) } ?? true
            return !isSameKind || old?.clips != section.clips || !opener
        }
        keeping = keeping.filter { frame, _ in
            let section = now.firstIndexSorted { $0.endFrame > frame }
            return section == now.count || !isLetGo[section]
        }
    }

    /// What a section was when it was named: its name without its number.
    private static func kind(_ name: String) -> String {
        String(name.prefix { !$0.isNumber }).trimmingCharacters(in: .whitespaces)
    }
}
