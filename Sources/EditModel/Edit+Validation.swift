extension Edit {
    /// The bounds of what an edit may hold.
    package enum Limits {
        package static let sides = 16...8192
        package static let framesPerSecond = 1.0...240.0
        package static let ratePart = 1_000_000
        /// Four hours at 120 frames per second.
        package static let frames = 4 * 3600 * 120
        /// The longest song, in seconds: four hours and a bit for rounding.
        package static let seconds = 4 * 3600.0 + 1
        package static let clipSeconds = 1e6
        package static let clipFrames = 1_100_000
        package static let clips = 10_000
        package static let beats = 200_000
        package static let sections = 10_000
        package static let captions = 10_000
        package static let warnings = 10_000
        package static let positions = 64
        /// How far a source time may pass its clip's end: what rounding to microseconds does to both, in seconds.
        package static let slack = 2e-6
    }

    /// Checks every rule of an edit.
    ///
    /// - The schema is known; rate, canvas and length are within bounds, the canvas' sides even.
    /// - The timeline is as long as the song, within a frame.
    /// - Sections and shots tile `0 ..< frameCount` in order, none is empty.
    /// - A shot's time map covers its frames, refers to a clip of the list, and stays in `0 ... duration` of it.
    /// - Windows, hits and transitions lie within their shots, and no two transitions overlap.
    /// - Builds, drops and breaks lie on the timeline.
    /// - Beats do not go back in time and lie on the timeline.
    /// - Captions lie on the timeline in order, none is empty, none overlaps another, and their text is a line; so do the words
    ///   of each lie in it, and stand in its text.
    /// - Numbers are finite; strings have 4096 UTF-8 bytes at most.
    ///
    /// - Throws: `EditError` for the first rule broken, with the JSON path of the value.
    /// - Complexity: O(*n*) in the number of clips, beats, sections, shots, pieces and captions.
    public func validate() throws(EditError) {
        guard schema == Self.currentSchema else {
            throw .expected("\"\(Self.currentSchema)\"", found: "\"\(schema.prefix(40))\"", at: "$.schema")
        }
        try checkFrame()
        try checkSong()
        for (index, clip) in clips.enumerated() { try Self.check(clip, at: "$.clips[\(index)]") }
        try check(clips.count, in: 1...Limits.clips, "clips", at: "$.clips")
        try checkBeats()
        try checkSections()
        try checkEvents()
        try checkStyle()
        try checkShots()
        try checkCaptions()
        try Self.check(warnings, at: "$.warnings")
    }

    private func checkFrame() throws(EditError) {
        for (side, name) in [(canvas.width, "width"), (canvas.height, "height")] {
            guard Limits.sides.contains(side), side.isMultiple(of: 2) else {
                throw .expected("an even number from 16 to 8192", found: "\(side)", at: "$.canvas.\(name)")
            }
        }
        guard (1...Limits.ratePart).contains(frameRate.numerator) else {
            throw .expected(
                "a whole number from 1 to \(Limits.ratePart)", found: "\(frameRate.numerator)",
                at: "$.frameRate.numerator")
        }
        guard (1...Limits.ratePart).contains(frameRate.denominator) else {
            throw .expected(
                "a whole number from 1 to \(Limits.ratePart)", found: "\(frameRate.denominator)",
                at: "$.frameRate.denominator")
        }
        guard Limits.framesPerSecond.contains(frameRate.framesPerSecond) else {
            throw .expected(
                "1 to 240 frames per second", found: "\(frameRate.numerator)/\(frameRate.denominator)",
                at: "$.frameRate")
        }
        try check(frameCount, in: 1...Limits.frames, "frames", at: "$.frameCount")
    }

    private func checkSong() throws(EditError) {
        try Self.check(song.path, at: "$.song.path")
        try Self.check(song.contentHash, at: "$.song.contentHash")
        try Self.check(song.duration, in: 0...Limits.seconds, at: "$.song.duration")
        try Self.check(song.bpm, in: 0...10_000, at: "$.song.bpm")
        let frames = frameRate.frame(nearest: song.duration)
        guard abs(frames - frameCount) <= 1 else {
            throw .expected("the song's \(frames) frames", found: "\(frameCount)", at: "$.frameCount")
        }
    }

    private func checkBeats() throws(EditError) {
        try check(beats.count, in: 0...Limits.beats, "beats", at: "$.beats")
        var last = Marker(time: 0, frame: 0, bar: 0, position: 1)
        for (index, beat) in beats.enumerated() {
            let path = "$.beats[\(index)]"
            guard beat.time.isFinite, beat.time >= last.time, beat.time <= Limits.seconds else {
                throw .expected("a time of at least \(last.time)", found: "\(beat.time)", at: path + ".time")
            }
            guard beat.frame >= last.frame, beat.frame <= frameCount else {
                throw .expected(
                    "a frame from \(last.frame) to \(frameCount)", found: "\(beat.frame)", at: path + ".frame"
                )
            }
            guard beat.bar >= last.bar, beat.bar <= Limits.beats else {
                throw .expected("a bar of at least \(last.bar)", found: "\(beat.bar)", at: path + ".bar")
            }
            guard (1...Limits.positions).contains(beat.position) else {
                throw .expected(
                    "a position from 1 to \(Limits.positions)", found: "\(beat.position)",
                    at: path + ".position")
            }
            last = beat
        }
    }

    private func checkSections() throws(EditError) {
        try check(sections.count, in: 1...Limits.sections, "sections", at: "$.sections")
        var end = 0
        for (index, section) in sections.enumerated() {
            let path = "$.sections[\(index)]"
            try Self.check(section.name, at: path + ".name")
            try Self.check(section.label, at: path + ".label")
            try Self.check(section.energy, in: 0...1, at: path + ".energy")
            try Self.check(section.clips, at: path + ".clips")
            guard section.startFrame == end else {
                throw .expected("\(end)", found: "\(section.startFrame)", at: path + ".startFrame")
            }
            guard section.endFrame > end, section.endFrame <= frameCount else {
                throw .expected(
                    "a frame after \(end), up to \(frameCount)", found: "\(section.endFrame)",
                    at: path + ".endFrame")
            }
            end = section.endFrame
        }
        guard end == frameCount else {
            throw .expected("the last section to end at \(frameCount)", found: "\(end)", at: "$.sections")
        }
    }

    private func checkEvents() throws(EditError) {
        try check(events.count, in: 0...Limits.sections, "events", at: "$.events")
        for (index, event) in events.enumerated() {
            guard event.startFrame >= 0, event.endFrame >= event.startFrame, event.endFrame <= frameCount
            else {
                throw .expected(
                    "a range of frames from 0 to \(frameCount)",
                    found: "\(event.startFrame) to \(event.endFrame)", at: "$.events[\(index)]")
            }
        }
    }

    private func checkStyle() throws(EditError) {
        try Self.check(style.slowest, in: Style.slowestSpeeds, at: "$.style.slowest")
        try Self.check(style.fastest, in: Style.fastestSpeeds, at: "$.style.fastest")
        try Self.check(style.moves, in: 0...1, at: "$.style.moves")
        if let every = style.every { try check(every, in: Style.everyBeats, "beats", at: "$.style.every") }
        for (length, name) in [(style.minShot, "minShot"), (style.maxShot, "maxShot")] {
            switch length {
            case .seconds(let value), .beats(let value):
                try Self.check(value, in: Style.Length.values, at: "$.style.\(name)")
            case nil: break
            }
        }
    }

    private func checkCaptions() throws(EditError) {
        try check(captions.count, in: 0...Limits.captions, "captions", at: "$.captions")
        var end = 0
        for (index, caption) in captions.enumerated() {
            let path = "$.captions[\(index)]"
            guard caption.startFrame >= end else {
                throw .expected(
                    "a frame of at least \(end)", found: "\(caption.startFrame)", at: path + ".startFrame")
            }
            guard caption.endFrame > caption.startFrame, caption.endFrame <= frameCount else {
                throw .expected(
                    "a frame after \(caption.startFrame), up to \(frameCount)", found: "\(caption.endFrame)",
                    at: path + ".endFrame")
            }
            guard Caption.isFit(caption.text) else {
                throw .expected(
                    "a line of 1 to \(Caption.longestText) bytes without control characters",
                    found: JSONValue.string(caption.text).summary, at: path + ".text")
            }
            try caption.checkWords(at: path + ".words")
            end = caption.endFrame
        }
    }

    private static func check(_ clip: Footage, at path: String) throws(EditError) {
        try check(clip.path, at: path + ".path")
        try check(clip.contentHash, at: path + ".contentHash")
        try check(clip.codec, at: path + ".codec")
        try check(clip.duration, in: 0...Limits.clipSeconds, at: path + ".duration")
        try check(clip.framesPerSecond, in: 0...1_000_000, at: path + ".framesPerSecond")
        try check(clip.pixelAspect, in: 0...1000, at: path + ".pixelAspect")
        for (index, cut) in clip.cuts.enumerated() {
            try check(cut, in: 0...Limits.clipSeconds, at: "\(path).cuts[\(index)]")
        }
        try check(clip.warnings, at: path + ".warnings")
    }

    private static func check(_ strings: [String], at path: String) throws(EditError) {
        for (index, text) in strings.enumerated() { try check(text, at: "\(path)[\(index)]") }
    }

    static func check(_ text: String, at path: String) throws(EditError) {
        let length = text.utf8.count
        guard length <= JSONReader.longestString else {
            throw .expected(
                "a string of at most \(JSONReader.longestString) bytes", found: "\(length) bytes", at: path)
        }
    }

    static func check(
        _ value: Double, in bounds: ClosedRange<Double>, at path: String
    ) throws(EditError) {
        guard bounds.contains(value) else {
            throw .expected(
                "a number from \(bounds.lowerBound) to \(bounds.upperBound)", found: "\(value)", at: path)
        }
    }

    private func check(
        _ count: Int, in bounds: ClosedRange<Int>, _ what: String, at path: String
    ) throws(EditError) {
        guard bounds.contains(count) else {
            throw .expected(
                "\(bounds.lowerBound) to \(bounds.upperBound) \(what)", found: "\(count)", at: path)
        }
    }
}
