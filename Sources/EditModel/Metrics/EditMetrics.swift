/// How well an edit sits on its song and uses its clips, in numbers, each beside what chance or the material would give.
///
/// They tell of the edit alone; that the finished file is as the edit says is measured elsewhere. None is an aim by
/// itself: cutting at every beat has every downbeat, and no pace.
public struct EditMetrics: Sendable, Equatable, Codable {
    /// Of the cuts, those within half a frame and 5 ms of a downbeat.
    ///
    /// Chance: the share of all frames at which a cut would be that near.
    public var cutsOnDownbeats: Share

    /// Of the section boundaries inside the timeline, those with a change of clips within a frame.
    ///
    /// Chance: the share of all frames that have a change of clips that near.
    public var boundariesWithChange: Share

    /// How soon the same is seen again.
    public var repetition: Repetition

    /// How the cutting follows the song's form.
    public var pacing: Pacing

    /// Of the cuts, those inside a line of the lyrics, more than a frame from its ends; lines whose times are estimates do
    /// not count.
    ///
    /// Chance: the share of all frames that are inside a line. Fewer are better.
    public var cutsInCaptions: Share

    /// Of the frames, those that run slower than half or faster than twice a clip's own speed, a standing picture too.
    ///
    /// Shots of still pictures have no speed and do not count. The floor is 0.
    public var oddSpeeds: Share

    /// Measures an edit.
    ///
    /// - Parameter edit: A valid one.
    /// - Complexity: O(*n* log *n*) in shots, beats and captions, O(*n*) in frames; O(*n*²) in sections, of which
    ///   `Pacing.mostSections` are compared at most.
    public init(of edit: Edit) {
        cutsOnDownbeats = Self.cutsOnDownbeats(of: edit)
        boundariesWithChange = Self.boundariesWithChange(of: edit)
        repetition = Repetition(of: edit)
        pacing = Pacing(of: edit)
        cutsInCaptions = Self.cutsInCaptions(of: edit)
        oddSpeeds = Self.oddSpeeds(of: edit)
    }

    /// How many of some things are as asked.
    public struct Share: Sendable, Hashable, Codable {
        /// Those that are.
        public var count: Int

        /// All of them.
        public var total: Int

        /// What chance, or the least that is possible, would make of the share, 0…1.
        public var chance: Double

        /// The share, 0…1; nil of nothing.
        public var value: Double? { total == 0 ? nil : Double(count) / Double(total) }

        /// Creates a share.
        public init(count: Int, total: Int, chance: Double = 0) {
            self.count = count
            self.total = total
            self.chance = chance
        }
    }
}

extension EditMetrics {
    /// The frames at which one shot follows another.
    static func cuts(of edit: Edit) -> [Int] { edit.shots.dropFirst().map(\.startFrame) }

    private static func cutsOnDownbeats(of edit: Edit) -> Share {
        let tolerance = edit.frameRate.seconds(ofFrame: 1) / 2 + 0.005
        var near: Set<Int> = []
        for beat in edit.beats where beat.position == 1 {
            for frame in beat.frame - 2...beat.frame + 2
            where abs(edit.frameRate.seconds(ofFrame: frame) - beat.time) <= tolerance {
                near.insert(frame)
            }
        }
        return share(of: cuts(of: edit), in: near, edit)
    }

    private static func boundariesWithChange(of edit: Edit) -> Share {
        var near: Set<Int> = []
        for (before, shot) in zip(edit.shots, edit.shots.dropFirst()) where before.clip != shot.clip {
            near.formUnion(shot.startFrame - 1...shot.startFrame + 1)
        }
        return share(of: edit.sections.dropFirst().map(\.startFrame), in: near, edit)
    }

    /// How many of some frames are among others, and how many of all frames at which a cut may be are.
    private static func share(of frames: [Int], in near: Set<Int>, _ edit: Edit) -> Share {
        let possible = near.count { $0 > 0 && $0 < edit.frameCount }
        return Share(
            count: frames.count { near.contains($0) }, total: frames.count,
            chance: Double(possible) / Double(max(edit.frameCount - 1, 1)))
    }

    private static func cutsInCaptions(of edit: Edit) -> Share {
        let lines = edit.captions.filter { !$0.isEstimate }
        let cuts = cuts(of: edit)
        var inside = 0
        var possible = 0
        var next = 0
        for line in lines {
            let (first, end) = (line.startFrame + 2, line.endFrame - 1)
            possible += max(end - first, 0)
            while next < cuts.count, cuts[next] < first { next += 1 }
            while next < cuts.count, cuts[next] < end {
                inside += 1
                next += 1
            }
        }
        return Share(
            count: inside, total: cuts.count, chance: Double(possible) / Double(max(edit.frameCount - 1, 1)))
    }

    /// The speeds that a clip bears unnoticed, over its own.
    private static let usualSpeeds = 0.5 - 1e-6...2 + 1e-6

    private static func oddSpeeds(of edit: Edit) -> Share {
        var share = Share(count: 0, total: 0)
        for shot in edit.shots where !edit.clips[shot.clip].isStill {
            share.total += shot.frameCount
            for piece in shot.timeMap.pieces {
                let mean =
                    abs(piece.sourceEnd - piece.sourceStart) / edit.frameRate.seconds(ofFrame: piece.frames)
                if piece.easing == .linear {
                    if !usualSpeeds.contains(mean) { share.count += piece.frames }
                } else {
                    share.count += (0..<piece.frames).count { frame in
                        let middle = (Double(frame) + 0.5) / Double(piece.frames)
                        return !usualSpeeds.contains(mean * piece.easing.speed(middle))
                    }
                }
            }
        }
        return share
    }
}
