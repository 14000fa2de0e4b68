internal import EditModel

/// A part as MLT knows it: a stretch of a producer, in whole frames of the producer's own clock.
///
/// ```
/// clip, twice as fast    0 1 2 3 4 5 6 7 8 9      frames of the file
/// timewarp "2:clip"      0   1   2   3   4        frames of the producer
/// timewarp "-1:clip"     9 8 7 6 5 4 3 2 1 0      the first is the file's last
/// ```
///
/// At a place `p` of its clock a producer shows the file's frame that begins next to `p`, while plans mean the frame that
/// is there in the middle; `start` is the place from which both are most often the same.
struct MLTClip {
    /// How fast the producer runs; nil for the file's own speed.
    let speed: MLTSpeed?
    /// The producer's length.
    let length: Int
    /// The place of the part's first frame.
    let start: Int
    /// The place of the frame that stands; nil where none does.
    let frozenAt: Int?
    /// How many frames earlier than the part it is seen, for the dissolve into it.
    let lead: Int
    /// How many frames longer than the part it is seen, for the dissolve into the next.
    let tail: Int

    /// A part of a list.
    init(_ index: Int, of cuts: CutList) {
        let part = cuts.parts[index]
        let media = cuts.media[part.media]
        lead = part.dissolve?.framesBefore ?? 0
        tail = index + 1 < cuts.parts.count ? cuts.parts[index + 1].dissolve?.framesAfter ?? 0 : 0
        if media.isStill {
            (speed, length, start, frozenAt) = (nil, cuts.frameCount, lead, nil)
            return
        }
        let ratio = media.frameRate.framesPerSecond / cuts.frameRate.framesPerSecond
        if part.isFrozen {
            let place = Self.place(showing: Double(part.sourceStart) + 0.5, at: 1, ratio: ratio)
            speed = nil
            length = max(media.frameCount, lead + part.frameCount + tail)
            frozenAt = min(max(place, 0), media.frameCount - 1)
            start = min(max(place, 0) + lead, length - part.frameCount - tail)
            return
        }
        speed = part.isPlain ? nil : MLTSpeed(part.speed, at: cuts.frameRate)
        let pace = abs(part.speed)
        length = Int(Double(media.frameCount) / pace + 1e-6)
        let place = Self.place(
            showing: Double(part.sourceStart) + part.speed / 2, at: pace, ratio: ratio)
        let first = part.isBackward ? length - 1 - place : place
        start = max(min(first, length - part.frameCount - tail), lead)
        frozenAt = nil
    }

    /// The place of a clock at which a frame of the file is shown.
    ///
    /// - Parameters:
    ///   - source: A place in the file, in timeline frames.
    ///   - pace: Timeline frames of the file for each one of the clock.
    ///   - ratio: Frames of the file for each one of the timeline.
    private static func place(showing source: Double, at pace: Double, ratio: Double) -> Int {
        // Halves are rounded down: with them slow pieces begin with all repetitions of their first frame.
        Int((source / pace - 0.5 / (pace * ratio) - 0.5 - 1e-6).rounded(.up))
    }
}
