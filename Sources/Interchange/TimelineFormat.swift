package import EditModel

/// A form of files in which other programs take timelines.
package protocol TimelineFormat {
    /// What it can say.
    static var abilities: Abilities { get }

    /// Whether its readers look for media from the root only.
    static var wantsAbsolutePaths: Bool { get }

    /// The file.
    static func text(of cuts: CutList) -> String

    /// What is lost because of this format's own bounds, beside what its abilities tell.
    static func ownLosses(of cuts: CutList) -> [Loss]

    /// Which frames of their files its readers show.
    static func framesShown(in cuts: CutList) -> FramesShown
}

/// Which frames of their files the readers of a format show.
package enum FramesShown: Sendable, Equatable {
    /// For each part of a list one for each frame of the timeline; none for a still.
    case known([[Int]])
    /// Those that are there at the start of each frame of the timeline, or those in its middle, or any between: programs
    /// differ.
    case anyWithinFrame
    /// Others, which its own losses tell.
    case others
}

extension TimelineFormat {
    package static var wantsAbsolutePaths: Bool { false }

    package static func ownLosses(of cuts: CutList) -> [Loss] { [] }

    package static func framesShown(in cuts: CutList) -> FramesShown { .anyWithinFrame }

    /// All that is lost of an edit.
    ///
    /// - Parameters:
    ///   - cuts: The edit as it is written.
    ///   - edit: The edit as it is.
    package static func losses(of cuts: CutList, from edit: Edit) -> [Loss] {
        guard abilities.contains(.cuts) else { return ownLosses(of: cuts) }
        let baked = Set(cuts.media.compactMap { $0.bakedShot.map { $0 + 1 } })
        let unsaid = Loss.unsaid(of: edit, with: abilities).compactMap { loss -> Loss? in
            var loss = loss
            loss.shots.removeAll(where: baked.contains)
            return loss.shots.isEmpty ? nil : loss
        }
        let further = [
            abilities.contains(.markers) || cuts.markers.isEmpty ? nil : Loss("It has no markers."),
            edit.captions.isEmpty ? nil : Loss("The captions are not in it; --to srt writes them."),
        ]
        return unsaid + further.compactMap(\.self) + Loss.ofTransitions(in: cuts, of: edit, with: abilities)
            + Loss.ofFrames(framesShown(in: cuts), in: cuts)
            + Loss.ofClips(in: cuts, of: edit, with: abilities)
            + ownLosses(of: cuts)
    }

    /// What is to be rendered of an edit, so that nothing is lost that a shot's own pictures can hold.
    package static func bakingNeeds(of edit: Edit) -> BakingNeeds {
        guard abilities.contains(.cuts) else { return BakingNeeds() }
        let transitions = Loss.unsaidTransitions(of: edit, with: abilities)
        let shots = Loss.unsaid(of: edit, with: abilities).flatMap { $0.shots.map { $0 - 1 } }
        let cuts = CutList(partsOf: edit)
        let parts = cuts.parts.filter { $0.index == 0 }
        let unfit = edit.shots.indices.filter { index in
            edit.shots[index].transition?.kind == .dissolve
                && parts[index].transition != edit.shots[index].transition
        }
        // The editor makes the dissolves of rendered shots, which have the frames for it.
        let joined = (transitions + unfit).flatMap { [$0 - 1, $0] }.filter { $0 >= 0 }
        let shown = framesShown(in: cuts)
        let moved = if case .known = shown { Array(Loss.movedFrames(shown, in: cuts).keys) } else { [Int]() }
        return BakingNeeds(
            shots: Set(shots + joined + moved),
            transitions: Set(transitions))
    }
}

/// The shots of an edit that are to be rendered to files of their own, and the transitions that are to be in them.
package struct BakingNeeds: Sendable, Equatable {
    /// Indices of shots.
    package var shots: Set<Int>
    /// Indices of the shots whose transition is rendered; both shots that it joins are among `shots`.
    package var transitions: Set<Int>

    /// Creates needs; none where nothing is said.
    package init(shots: Set<Int> = [], transitions: Set<Int> = []) {
        self.shots = shots
        self.transitions = transitions
    }

    /// All shots and transitions of an edit.
    package static func all(of edit: Edit) -> BakingNeeds {
        BakingNeeds(
            shots: Set(edit.shots.indices),
            transitions: Set(edit.shots.indices.filter { edit.shots[$0].transition != nil }))
    }

    /// What either needs.
    package func union(_ other: BakingNeeds) -> BakingNeeds {
        BakingNeeds(
            shots: shots.union(other.shots), transitions: transitions.union(other.transitions))
    }
}
