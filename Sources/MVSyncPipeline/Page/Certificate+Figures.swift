internal import EditModel
internal import Foundation
internal import MediaEngine

/// The measurements for drawing: the few that matter most, and the shares.
extension Certificate {
    /// A figure that stands alone.
    struct Tile {
        var name: String
        var value: String
        var note: String
    }

    /// How many of some things are as asked.
    struct Share {
        var name: String
        var count: Int
        var total: Int
        /// What chance would give, 0…1; nil where nobody can tell.
        var chance: Double?

        /// The share, 0…1.
        var value: Double { total == 0 ? 0 : Double(count) / Double(total) }
    }

    /// The figures that matter most.
    var tiles: [Tile] {
        let judged = picture.cutOffsets.compactMap { $0 }
        let gap = abs(delivery.videoDuration - delivery.audioDuration)
        var tiles = [
            Tile(
                name: "cuts on their frame", value: "\(judged.count { $0 == 0 }) of \(judged.count)",
                note: judged.count < picture.cutOffsets.count
                    ? "\(picture.cutOffsets.count - judged.count) more between pictures too alike to judge"
                    : ""),
            Tile(
                name: "cuts from their beats", value: milliseconds(cuts.median),
                note: "median; 95 % within \(milliseconds(cuts.percentile95))"),
            Tile(
                name: "sound from the song",
                value: songOffset.map { String(format: "%.2f ms", abs($0) * 1000) } ?? "–",
                note: songOffset == nil ? "the song is silent" : ""),
            Tile(
                name: "pictures not as planned", value: "\(picture.strayFrames.count)",
                note:
                    "of \(picture.frameCount); \(picture.blackFrames.count) black, \(picture.frozenFrames.count) frozen"
            ),
            Tile(
                name: "picture and sound end", value: milliseconds(gap), note: "apart"),
        ]
        if let gap = edit.repetition.shortestGap {
            tiles.append(
                Tile(
                    name: "the same is seen again after", value: String(format: "%.1f s", gap),
                    note: edit.repetition.isForced ? "at the soonest; unavoidable" : "at the soonest"))
        }
        if let energy = edit.pacing.energyCorrelation {
            tiles.append(
                Tile(
                    name: "pace follows energy", value: String(format: "%.2f", energy),
                    note: "rank correlation; 0 by chance"))
        }
        return tiles
    }

    /// The shares beside what chance would give; those of nothing are left out.
    var shares: [Share] {
        let onBeat = Int((cuts.shareOnBeat * Double(cuts.judgedCount)).rounded())
        let found = picture.plannedCuts.count { cut in seenCuts.contains { abs($0 - cut) <= 1 } }
        let all = [
            Share(
                name: "planned cuts on a beat", count: onBeat, total: cuts.judgedCount, chance: cuts.chance),
            Self.share("cuts on downbeats", edit.cutsOnDownbeats),
            Share(
                name: "movements within a frame of their beat", count: motion.realisedHits,
                total: motion.plannedHits, chance: motion.chanceOfHit),
            Self.share("section boundaries that change the clip", edit.boundariesWithChange),
            Share(
                name: "cuts seen without knowing the edit", count: found, total: picture.plannedCuts.count,
                chance: nil),
            Self.share("cuts between shots of one clip", edit.repetition.sameClipCuts),
            Self.share("cuts inside a sung line", edit.cutsInCaptions),
            Self.share("shots outside the style’s limits", edit.pacing.shotsOutsideLimits),
            Self.share("frames outside half to twice their speed", edit.oddSpeeds),
        ]
        return all.filter { $0.total > 0 }
    }

    private static func share(_ name: String, _ share: EditMetrics.Share) -> Share {
        Share(
            name: name, count: share.count, total: share.total, chance: share.chance > 0 ? share.chance : nil)
    }
}
