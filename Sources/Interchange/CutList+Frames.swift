internal import EditModel

extension CutList {
    /// How many frames a second a part's file has, as exactly as that is known; nil for a still.
    func fileRate(of part: Part) -> Double? {
        let file = media[part.media]
        guard !file.isStill else { return nil }
        let usual = file.frameRate.framesPerSecond
        guard file.bakedShot == nil else { return usual }
        let measured = edit.clips[edit.shots[part.shot].clip].framesPerSecond
        // Measured rates have three digits behind the point.
        return abs(usual - measured) < 0.001 ? usual : measured
    }

    /// Whether a part's clip has frames at uneven distances, so that its rate does not tell which is when.
    func isUneven(_ part: Part) -> Bool {
        media[part.media].bakedShot == nil && edit.clips[edit.shots[part.shot].clip].isVariableFrameRate
            && !media[part.media].isStill
    }

    /// Whether it is known which frames of a clip a part is to show.
    func hasPlannedFrames(_ part: Part) -> Bool {
        media[part.media].bakedShot == nil && !media[part.media].isStill && !isUneven(part)
    }

    /// The length of a part's file in seconds.
    func duration(of part: Part) -> Double {
        let file = media[part.media]
        return file.bakedShot == nil
            ? edit.clips[edit.shots[part.shot].clip].duration
            : frameRate.seconds(ofFrame: file.frameCount)
    }

    /// The frames of its file that a part is to show, as the edit has them; empty for a still.
    ///
    /// - Parameters:
    ///   - part: A part of the list.
    ///   - lead: How many frames earlier it begins.
    ///   - tail: How many frames later it ends.
    func plannedFrames(of part: Part, lead: Int = 0, tail: Int = 0) -> [Int] {
        guard let rate = fileRate(of: part) else { return [] }
        let frames = -lead..<part.frameCount + tail
        guard media[part.media].bakedShot == nil else { return frames.map { part.sourceStart + $0 } }
        let shot = edit.shots[part.shot]
        let last = edit.clips[shot.clip].frameCount - 1
        let offset = part.startFrame - shot.startFrame
        return frames.map { frame in
            // A microsecond of grace: times have been through decimal notation.
            let time = shot.timeMap.extendedSourceTime(atFrame: offset + frame) + 1e-6
            return min(max(Int(time * rate), 0), last)
        }
    }

    /// The frames of its file that a part shows to a reader that looks at some place within each frame of the timeline.
    ///
    /// - Parameters:
    ///   - part: A part of the list.
    ///   - place: Where within the frame: 0 at its start, ½ in the middle.
    func framesShown(by part: Part, lookingAt place: Double) -> [Int] {
        guard let rate = fileRate(of: part) else { return [] }
        let last = edit.clips[edit.shots[part.shot].clip].frameCount - 1
        return (0..<part.frameCount).map { frame in
            let within = part.isFrozen ? place : (Double(frame) + place) * part.speed
            // What runs backwards begins with the frame before its edge.
            let source = Double(part.sourceStart) + within - (part.isBackward ? 1 - 2 * place : 0)
            let time = source / frameRate.framesPerSecond + 1e-6
            return min(max(Int(time * rate), 0), last)
        }
    }
}
