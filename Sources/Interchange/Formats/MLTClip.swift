internal import EditModel

/// A stretch of a part as MLT knows it: a stretch of a producer, in whole frames of the producer's own clock.
///
/// ```
/// clip, twice as fast    0 1 2 3 4 5 6 7 8 9      frames of the file
/// timewarp "2:clip"      0   1   2   3   4        frames of the producer
/// timewarp "-1:clip"     9 8 7 6 5 4 3 2 1 0      the first is the file's last
/// ```
///
/// Most parts are one stretch; see `MLTFit` for the others.
struct MLTClip {
    /// The index of its part.
    let part: Int
    /// Which frames of the part it is.
    let frames: Range<Int>
    /// What it is called, as no other is.
    let name: String
    /// How fast the producer runs; nil for the file's own speed.
    let speed: MLTSpeed?
    /// The producer's length.
    let length: Int
    /// The place of its first frame.
    let start: Int
    /// The place of the frame that stands; nil where none does.
    let frozenAt: Int?
    /// How many frames earlier it is seen, for the dissolve into it.
    let lead: Int
    /// How many frames longer it is seen, for the dissolve into the next.
    let tail: Int
    /// The dissolve into it; nil for a cut.
    let dissolve: Shot.Transition?
    /// The file's frames that are seen, without those before and behind; empty for a still.
    let shown: [Int]

    /// How many frames of the timeline it covers.
    var frameCount: Int { frames.count }
    /// The producer's frames that are seen, with those for dissolves.
    var seen: Range<Int> { start - lead..<start + frameCount + tail }

    /// All stretches of a list, in order.
    static func all(of cuts: CutList) -> [MLTClip] {
        cuts.parts.indices.flatMap { Part(index: $0, of: cuts).clips }
    }

    /// A part, and what dissolves need of it.
    private struct Part {
        let index: Int
        let part: CutList.Part
        let planned: [Int]
        let fit: MLTFit?
        let lead: Int
        let tail: Int
        /// How many of its first and of its last frames lie in dissolves.
        let ends: (head: Int, tail: Int)

        private let length: Int
        private let name: String

        init(index: Int, of cuts: CutList) {
            (self.index, part) = (index, cuts.parts[index])
            let next = index + 1 < cuts.parts.count ? cuts.parts[index + 1].dissolve : nil
            (lead, tail) = (part.dissolve?.framesBefore ?? 0, next?.framesAfter ?? 0)
            ends = (part.dissolve?.framesAfter ?? 0, next?.framesBefore ?? 0)
            planned = cuts.plannedFrames(of: part, lead: lead, tail: tail)
            let part = part
            fit = cuts.fileRate(of: part).map { rate in
                MLTFit(
                    plain: MLTClock(cuts.frameRate), rate: rate, duration: cuts.duration(of: part),
                    speed: part.isFrozen ? 1 : abs(part.speed), isBackward: part.isBackward)
            }
            name = "shot\(part.shot + 1)" + (part.count > 1 ? "part\(part.index + 1)" : "")
            length = fit == nil ? cuts.frameCount : cuts.media[part.media].frameCount
        }

        /// Its stretches, in order.
        var clips: [MLTClip] {
            guard let fit else { return [still] }
            if part.isFrozen { return frozen(fit) }
            // Frames that are seen in dissolves alone may lie outside the file, where no speed shows them.
            for (lead, tail) in [(lead, tail), (0, 0)] {
                let wanted = Array(planned.dropFirst(self.lead - lead).dropLast(self.tail - tail))
                guard let runs = fit.runs(showing: wanted, head: lead + ends.head, tail: tail + ends.tail)
                else { continue }
                let clips = clips(runs, fit, lead: lead, tail: tail)
                if clips.allSatisfy({ 0 <= $0.seen.lowerBound && $0.seen.upperBound <= $0.length }) {
                    return clips
                }
            }
            return clips([fit.nearest(to: planned)], fit, lead: lead, tail: tail)
        }

        /// Stretches from runs of which the first has some frames before the part, and the last some behind it.
        private func clips(_ runs: [MLTFit.Run], _ fit: MLTFit, lead: Int, tail: Int) -> [MLTClip] {
            var clips: [MLTClip] = []
            var frame = 0
            for (number, run) in runs.enumerated() {
                let before = number == 0 ? lead : 0
                let count = run.count - before - (number == runs.count - 1 ? tail : 0)
                var length = max(run.clock.placeCount(in: fit.duration), fit.isBackward ? run.place + 1 : 0)
                let start = (fit.isBackward ? length - 1 - run.place : run.place) + before
                // What the file's last frame stands for.
                if run.speed == nil { length = max(self.length, start + count + self.tail) }
                clips.append(
                    MLTClip(
                        part: index, frames: frame..<frame + count,
                        name: runs.count > 1 ? "\(name)run\(number + 1)" : name, speed: run.speed,
                        length: length,
                        start: start, frozenAt: nil, lead: number == 0 ? self.lead : 0,
                        tail: number == runs.count - 1 ? self.tail : 0,
                        dissolve: number == 0 ? part.dissolve : nil,
                        shown: Array(fit.shown(by: run).dropFirst(before).prefix(count))))
                frame += count
            }
            return clips
        }

        /// A frame that stands for all of the part.
        private func frozen(_ fit: MLTFit) -> [MLTClip] {
            let wanted = Array(planned.prefix(1))
            var run = fit.runs(showing: wanted, head: 0, tail: 0)?.first
            if run?.speed != nil {
                // At its own speed the file never shows it. MLT's filter knows no other, but a clip may nearly stand.
                var slow = fit
                slow.speed = 0.4 / Double(planned.count)
                let runs = slow.runs(showing: planned, head: planned.count, tail: 0)
                if let runs { return clips(runs, slow, lead: lead, tail: tail) }
                run = nil
            }
            let held = run ?? fit.nearest(to: wanted)
            let count = lead + part.frameCount + tail
            let length = max(self.length, held.place + 1, count)
            return [
                MLTClip(
                    part: index, frames: 0..<part.frameCount, name: name, speed: nil, length: length,
                    start: min(held.place, length - count) + lead, frozenAt: held.place, lead: lead,
                    tail: tail, dissolve: part.dissolve,
                    shown: [Int](repeating: fit.shown(by: held)[0], count: part.frameCount))
            ]
        }

        /// A picture that stands by itself.
        private var still: MLTClip {
            MLTClip(
                part: index, frames: 0..<part.frameCount, name: name, speed: nil, length: length,
                start: lead, frozenAt: nil, lead: lead, tail: tail, dissolve: part.dissolve, shown: [])
        }
    }
}
