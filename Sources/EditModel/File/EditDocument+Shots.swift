extension EditDocument {
    /// Reads a shot.
    ///
    /// - Returns: The shot, and whether it is another than was planned: a person has changed it.
    static func shot(_ json: JSONReader) throws(EditError) -> (shot: Shot, isChanged: Bool) {
        let members = try json.members(
            ["startFrame", "endFrame", "clip", "timeMap", "fit", "reason", "isPinned"],
            optional: ["windows", "isMirrored", "transition", "hits", "planned"])
        let list = try members["timeMap"].members(["pieces"])["pieces"]
        var shot = Shot(
            startFrame: try members["startFrame"].integer(0...Edit.Limits.frames),
            clip: try members["clip"].integer(0...Edit.Limits.clips),
            timeMap: TimeMap(pieces: try elements(of: list, piece)),
            fit: try members["fit"].word(Shot.Fit.self),
            windows: try elements(of: members.optional("windows"), windowKey),
            isMirrored: try members.optional("isMirrored")?.bool() ?? false,
            hits: try elements(of: members.optional("hits"), hit), reason: try members["reason"].string(),
            isPinned: try members["isPinned"].bool())
        if let json = members.optional("transition") { shot.transition = try transition(json) }
        shot.endFrame = try members["endFrame"].integer(0...Edit.Limits.frames)
        let planned = try members.optional("planned")?.string()
        return (shot, planned.map { $0 != stamp(of: shot) } ?? false)
    }

    private static func elements<Element>(
        of list: JSONReader?, _ read: (JSONReader) throws(EditError) -> Element
    ) throws(EditError) -> [Element] {
        var elements: [Element] = []
        for element in try list?.elements(limit: Edit.Limits.frames) ?? [] {
            elements.append(try read(element))
        }
        return elements
    }

    private static func piece(_ json: JSONReader) throws(EditError) -> TimeMap.Piece {
        let members = try json.members(["frames", "sourceStart", "sourceEnd", "easing"])
        return TimeMap.Piece(
            frames: try members["frames"].integer(1...Edit.Limits.frames),
            sourceStart: try members["sourceStart"].decimal(0...Edit.Limits.clipSeconds),
            sourceEnd: try members["sourceEnd"].decimal(0...Edit.Limits.clipSeconds),
            easing: try easing(members["easing"]))
    }

    /// A course by its name, or by its speeds at both ends.
    private static func easing(_ json: JSONReader) throws(EditError) -> TimeMap.Easing {
        if case .string(let name) = json.value,
            let easing = TimeMap.Easing.named.first(where: { $0.key == name })?.value
        {
            return easing
        }
        let names = TimeMap.Easing.named.map { "\"\($0.key)\"" }.joined(separator: ", ")
        guard case .array(let speeds) = json.value, speeds.count == 2 else {
            throw json.mismatch("one of \(names), or two speeds")
        }
        let read = try json.elements(limit: 2)
        return TimeMap.Easing(
            startSpeed: try read[0].decimal(TimeMap.Easing.speeds),
            endSpeed: try read[1].decimal(TimeMap.Easing.speeds))
    }

    private static func windowKey(_ json: JSONReader) throws(EditError) -> Shot.WindowKey {
        let members = try json.members(["frame", "x", "y", "zoom"])
        return Shot.WindowKey(
            frame: try members["frame"].integer(0...Edit.Limits.frames),
            window: Shot.Window(
                x: try members["x"].decimal(0...1), y: try members["y"].decimal(0...1),
                zoom: try members["zoom"].decimal(Shot.Window.zooms)))
    }

    private static func transition(_ json: JSONReader) throws(EditError) -> Shot.Transition {
        let members = try json.members(["kind", "frames"])
        return Shot.Transition(
            kind: try members["kind"].word(Shot.Transition.Kind.self),
            frames: try members["frames"].integer(2...Edit.Limits.frames))
    }

    private static func hit(_ json: JSONReader) throws(EditError) -> Shot.Hit {
        let members = try json.members(["frame", "sourceTime"])
        return Shot.Hit(
            frame: try members["frame"].integer(0...Edit.Limits.frames),
            sourceTime: try members["sourceTime"].decimal(0...Edit.Limits.clipSeconds))
    }
}
