extension EditDocument {
    /// Reads an edit; its rules beyond the single values are left to `validate()`.
    ///
    /// - Returns: The edit, and the indices of the shots that a person has changed since they were planned.
    static func edit(
        _ json: JSONReader, relativeTo folder: String
    ) throws(EditError) -> (edit: Edit, changedShots: [Int]) {
        try checkSchema(json)
        let members = try json.members(
            [
                "schema", "song", "frameRate", "canvas", "seed", "frameCount", "clips", "beats", "sections",
                "shots", "warnings",
            ], optional: ["captions", "events", "style"])
        let song = try song(members["song"], relativeTo: folder)
        let frameRate = try frameRate(members["frameRate"])
        let canvas = try members["canvas"].members(["width", "height"])
        let width = try canvas["width"].integer(Edit.Limits.sides)
        let height = try canvas["height"].integer(Edit.Limits.sides)
        var clips: [Footage] = []
        for clip in try members["clips"].elements(limit: Edit.Limits.clips) {
            clips.append(try footage(clip, relativeTo: folder))
        }
        var beats: [Edit.Marker] = []
        for beat in try members["beats"].elements(limit: Edit.Limits.beats) { beats.append(try marker(beat)) }
        var sections: [Edit.SectionSpan] = []
        for span in try members["sections"].elements(limit: Edit.Limits.sections) {
            sections.append(try section(span))
        }
        var shots: [Shot] = []
        var changedShots: [Int] = []
        for element in try members["shots"].elements(limit: Edit.Limits.frames) {
            let (shot, isChanged) = try shot(element)
            if isChanged { changedShots.append(shots.count) }
            shots.append(shot)
        }
        var events: [Edit.Event] = []
        for element in try members.optional("events")?.elements(limit: Edit.Limits.sections) ?? [] {
            events.append(try event(element))
        }
        var captions: [Edit.Caption] = []
        for element in try members.optional("captions")?.elements(limit: Edit.Limits.captions) ?? [] {
            captions.append(try caption(element))
        }
        let edit = Edit(
            song: song, frameRate: frameRate, canvas: Edit.Canvas(width: width, height: height),
            style: members.has("style") ? try style(members["style"]) : Edit.Style(),
            seed: try members["seed"].unsigned(),
            frameCount: try members["frameCount"].integer(1...Edit.Limits.frames), clips: clips, beats: beats,
            sections: sections, events: events, shots: shots, captions: captions,
            warnings: try strings(members["warnings"]))
        return (edit, changedShots)
    }

    /// Looks at the schema before anything else, so that another form's file is not blamed for its keys.
    private static func checkSchema(_ json: JSONReader) throws(EditError) {
        guard case .object(let members) = json.value else { throw json.mismatch("an object") }
        guard let schema = members.first(where: { $0.key == "schema" })?.value else {
            throw EditError(.invalid, at: "$.schema", "the key is missing; this is not an edit file.")
        }
        guard schema == .string(Edit.currentSchema) else {
            throw EditError(
                .invalid, at: "$.schema",
                "expected \"\(Edit.currentSchema)\", found \(schema.summary); plan the edit anew, or use the "
                    + "release of mvsync that wrote it.")
        }
    }

    private static func song(_ json: JSONReader, relativeTo folder: String) throws(EditError) -> Edit.Song {
        let members = try json.members(["path", "contentHash", "duration", "bpm"])
        return Edit.Song(
            path: try path(members["path"], relativeTo: folder),
            contentHash: try hash(members["contentHash"]),
            duration: try members["duration"].decimal(0...Edit.Limits.seconds),
            bpm: try members["bpm"].decimal(0...10_000))
    }

    private static func frameRate(_ json: JSONReader) throws(EditError) -> FrameRate {
        let members = try json.members(["numerator", "denominator"])
        return FrameRate(
            try members["numerator"].integer(1...Edit.Limits.ratePart),
            try members["denominator"].integer(1...Edit.Limits.ratePart))
    }

    private static func footage(_ json: JSONReader, relativeTo folder: String) throws(EditError) -> Footage {
        let members = try json.members(
            [
                "path", "contentHash", "duration", "frameCount", "framesPerSecond", "isVariableFrameRate",
                "displayWidth", "displayHeight", "rotation", "pixelAspect", "isHDR", "codec", "cuts",
                "warnings",
            ], optional: ["isStill"])
        let rotation = try members["rotation"].integer(0...270)
        guard rotation.isMultiple(of: 90) else { throw members["rotation"].mismatch("0, 90, 180 or 270") }
        var cuts: [Double] = []
        for cut in try members["cuts"].elements(limit: Edit.Limits.beats) {
            cuts.append(try cut.decimal(0...Edit.Limits.clipSeconds))
        }
        return Footage(
            path: try path(members["path"], relativeTo: folder),
            contentHash: try hash(members["contentHash"]),
            duration: try members["duration"].decimal(0...Edit.Limits.clipSeconds),
            frameCount: try members["frameCount"].integer(0...Edit.Limits.clipFrames),
            framesPerSecond: try members["framesPerSecond"].decimal(0...1_000_000),
            isVariableFrameRate: try members["isVariableFrameRate"].bool(),
            displayWidth: try members["displayWidth"].integer(1...65_536),
            displayHeight: try members["displayHeight"].integer(1...65_536), rotation: rotation,
            pixelAspect: try members["pixelAspect"].decimal(0...1000), isHDR: try members["isHDR"].bool(),
            codec: try members["codec"].string(), motion: [], cuts: cuts,
            isStill: try members.optional("isStill")?.bool() ?? false,
            warnings: try strings(members["warnings"]))
    }

    private static func marker(_ json: JSONReader) throws(EditError) -> Edit.Marker {
        let members = try json.members(["time", "frame", "bar", "position"])
        return Edit.Marker(
            time: try members["time"].decimal(0...Edit.Limits.seconds),
            frame: try members["frame"].integer(0...Edit.Limits.frames),
            bar: try members["bar"].integer(0...Edit.Limits.beats),
            position: try members["position"].integer(1...Edit.Limits.positions))
    }

    private static func section(_ json: JSONReader) throws(EditError) -> Edit.SectionSpan {
        let members = try json.members(
            ["name", "label", "startFrame", "endFrame", "energy"], optional: ["clips", "isPinned"])
        var clips: [String] = []
        for name in try members.optional("clips")?.elements(limit: Edit.Limits.clips) ?? [] {
            clips.append(try name.string())
        }
        return Edit.SectionSpan(
            name: try members["name"].string(), label: try members["label"].string(),
            startFrame: try members["startFrame"].integer(0...Edit.Limits.frames),
            endFrame: try members["endFrame"].integer(0...Edit.Limits.frames),
            energy: try members["energy"].decimal(0...1), clips: clips,
            isPinned: try members.optional("isPinned")?.bool() ?? false)
    }

    private static func event(_ json: JSONReader) throws(EditError) -> Edit.Event {
        let members = try json.members(["kind", "startFrame", "endFrame"])
        return Edit.Event(
            kind: try members["kind"].word(Edit.Event.Kind.self),
            startFrame: try members["startFrame"].integer(0...Edit.Limits.frames),
            endFrame: try members["endFrame"].integer(0...Edit.Limits.frames))
    }

    private static func caption(_ json: JSONReader) throws(EditError) -> Edit.Caption {
        let members = try json.members(
            ["startFrame", "endFrame", "text", "isEstimate"], optional: ["words"])
        var words: [Edit.Caption.Word] = []
        for element in try members.optional("words")?.elements(limit: Edit.Caption.longestText) ?? [] {
            words.append(try word(element))
        }
        return Edit.Caption(
            startFrame: try members["startFrame"].integer(0...Edit.Limits.frames),
            endFrame: try members["endFrame"].integer(0...Edit.Limits.frames),
            text: try members["text"].string(), words: words, isEstimate: try members["isEstimate"].bool())
    }

    private static func word(_ json: JSONReader) throws(EditError) -> Edit.Caption.Word {
        let members = try json.members(["startFrame", "endFrame", "text"])
        return Edit.Caption.Word(
            startFrame: try members["startFrame"].integer(0...Edit.Limits.frames),
            endFrame: try members["endFrame"].integer(0...Edit.Limits.frames),
            text: try members["text"].string())
    }

    private static func path(_ json: JSONReader, relativeTo folder: String) throws(EditError) -> String {
        let path = try json.string()
        guard !path.isEmpty else { throw json.mismatch("the path of a file") }
        return MediaPath.absolute(path, from: folder)
    }

    private static func hash(_ json: JSONReader) throws(EditError) -> String {
        let hash = try json.string()
        let isHash =
            hash.utf8.count == 64
            && hash.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
        guard isHash else { throw json.mismatch("64 hexadecimal digits in lower case") }
        return hash
    }

    private static func strings(_ json: JSONReader) throws(EditError) -> [String] {
        var strings: [String] = []
        for element in try json.elements(limit: Edit.Limits.warnings) { strings.append(try element.string()) }
        return strings
    }
}
