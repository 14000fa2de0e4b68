internal import EditModel
internal import Foundation
internal import MediaEngine

extension Certificate {
    /// The measurements for people: groups of lines, each a name and what was found, beside what chance would give.
    public var lines: [String] {
        deliveryLines + cutLines + motionLines + repetitionLines + formLines
            + (faults.isEmpty ? ["verdict     as planned"] : faults.map { "fault       \($0)" })
    }

    /// All that matters in one line.
    public var summary: String {
        let judged = picture.cutOffsets.compactMap { $0 }
        var parts = [
            "\(judged.count { $0 == 0 }) of \(judged.count) cuts on their frame",
            "95 % within \(milliseconds(cuts.percentile95)) of their beat",
        ]
        if motion.plannedHits > 0 {
            parts.append("\(motion.realisedHits) of \(motion.plannedHits) movements on theirs")
        }
        if let songOffset { parts.append("sound off by \(milliseconds(abs(songOffset)))") }
        return parts.joined(separator: ", ")
    }

    private var deliveryLines: [String] {
        let offset = songOffset.map { String(format: "%+.2f ms", $0 * 1000) } ?? "not measurable"
        return [
            "delivery",
            "  frames    \(delivery.videoFrames)",
            "  lengths   picture \(delivery.videoDuration) s, sound \(delivery.audioDuration) s",
            "  sound     \(offset) from the song",
            "  pictures  \(picture.strayFrames.count) not as planned, \(picture.blackFrames.count) of them black; \(picture.frozenFrames.count) frozen",
        ]
    }

    private var cutLines: [String] {
        let judged = picture.cutOffsets.compactMap { $0 }
        let alike = picture.cutOffsets.count - judged.count
        let found = picture.plannedCuts.count { cut in seenCuts.contains { abs($0 - cut) <= 1 } }
        var lines = [
            "cuts",
            "  planned   \(judged.count { $0 == 0 }) of \(judged.count) at their frame"
                + (alike > 0 ? ", \(alike) between pictures too alike to judge" : "")
                + "; \(found) of \(picture.plannedCuts.count) are seen without knowing the edit",
            "  own beats " + Self.text(of: cuts),
        ]
        lines.append(
            "  given     " + (reference.map(Self.text) ?? "no beats were given to measure by (--beats)"))
        lines += [
            "  downbeats " + Self.text(of: edit.cutsOnDownbeats) + " of the cuts",
            "  sections  " + Self.text(of: edit.boundariesWithChange) + " of the boundaries change the clip",
        ]
        return lines
    }

    private var motionLines: [String] {
        guard motion.accentCount > 0 || motion.plannedHits > 0 else {
            return ["movement", "  accents   none stand out"]
        }
        let z = motion.zScore.map { String(format: ", %+.1f standard deviations from chance", $0) } ?? ""
        return [
            "movement",
            "  planned   \(motion.realisedHits) of \(motion.plannedHits) within a frame of their beat (chance \(Self.percent(motion.chanceOfHit)))",
            "  all       \(motion.accentCount) stand out; precision \(Self.two(motion.precision)), recall \(Self.two(motion.recall)), F \(Self.two(motion.f1))\(z)",
        ]
    }

    private var repetitionLines: [String] {
        let repetition = edit.repetition
        var gap = "nothing is seen twice"
        if let shortest = repetition.shortestGap {
            gap = String(format: "%.1f s at the soonest", shortest)
            if let relative = repetition.relativeGap {
                gap += ", \(Self.two(relative)) of a round of all clips"
            }
            if repetition.isForced { gap += "; unavoidable" }
        }
        return [
            "repetition",
            "  returns   \(gap)",
            "  unique    \(Self.percent(repetition.uniqueShare)) of what could be",
            "  same clip " + Self.text(of: repetition.sameClipCuts) + " of the cuts",
        ]
    }

    private var formLines: [String] {
        let pacing = edit.pacing
        func correlation(_ value: Double?) -> String { value.map(Self.two) ?? "too few sections to tell" }
        return [
            "form",
            "  pace      \(correlation(pacing.energyCorrelation)) rank correlation of energy and cuts a minute",
            "  clips     \(correlation(pacing.clipContrast)) more shared by sections of a kind than by others",
            "  lengths   " + Self.text(of: pacing.shotsOutsideLimits) + " of the shots outside the limits",
            "  lines     " + Self.text(of: edit.cutsInCaptions) + " of the cuts inside a sung line",
            "  speeds    " + Self.text(of: edit.oddSpeeds)
                + " of the frames outside half to twice their speed",
        ]
    }

    private static func text(of timing: CutTiming) -> String {
        guard timing.judgedCount > 0 else { return "no cut lies on a beat" }
        return
            "\(timing.judgedCount) of \(timing.cutCount) cuts: median \(milliseconds(timing.median)), 95 % within \(milliseconds(timing.percentile95)), most \(milliseconds(timing.greatest)), bias \(milliseconds(timing.bias)); \(percent(timing.shareOnBeat)) on a beat (chance \(percent(timing.chance)))"
    }

    private static func text(of share: EditMetrics.Share) -> String {
        guard let value = share.value else { return "none" }
        let chance = share.chance > 0 ? " (chance \(percent(share.chance)))" : ""
        return "\(share.count) of \(share.total), \(percent(value))\(chance)"
    }

    private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

    private static func two(_ value: Double) -> String { String(format: "%.2f", value) }
}
