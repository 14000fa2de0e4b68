extension EditDocument {
    /// The JSON of a style: all that can be said of it.
    static func json(_ style: Edit.Style) -> JSONValue {
        .object(of: [
            "pace": .string(style.pace.rawValue),
            "every": style.every.map { .number($0) } ?? .null,
            "minShot": style.minShot.map(json) ?? .null,
            "maxShot": style.maxShot.map(json) ?? .null,
            "order": .string(style.order.rawValue),
            "slowest": .number(style.slowest),
            "fastest": .number(style.fastest),
            "ramps": .bool(style.ramps),
            "reverse": .bool(style.reverse),
            "mirror": .bool(style.mirror),
            "moves": .number(style.moves),
            "transitions": .array(style.transitions.map(\.rawValue).sorted().map(JSONValue.string)),
            "slowMotion": .string(style.slowMotion.rawValue),
            "shutterBlur": .bool(style.shutterBlur),
        ])
    }

    private static func json(_ length: Edit.Style.Length) -> JSONValue {
        switch length {
        case .seconds(let value): .number(value)
        case .beats(let value):
            if case .number(let digits) = JSONValue.number(value) { .string(digits + "b") } else { .null }
        }
    }

    /// Reads a style; what is not said is as in the natural one.
    static func style(_ json: JSONReader) throws(EditError) -> Edit.Style {
        let members = try json.members(
            [],
            optional: [
                "pace", "every", "minShot", "maxShot", "order", "slowest", "fastest", "ramps", "reverse",
                "mirror", "moves", "transitions", "slowMotion", "shutterBlur",
            ])
        var style = Edit.Style()
        if let pace = members.optional("pace") { style.pace = try pace.word(Edit.Style.Pace.self) }
        if let every = members.optional("every") { style.every = try every.integer(Edit.Style.everyBeats) }
        if let length = members.optional("minShot") { style.minShot = try self.length(length) }
        if let length = members.optional("maxShot") { style.maxShot = try self.length(length) }
        if let order = members.optional("order") { style.order = try order.word(Edit.Style.Order.self) }
        if let speed = members.optional("slowest") {
            style.slowest = try speed.decimal(Edit.Style.slowestSpeeds)
        }
        if let speed = members.optional("fastest") {
            style.fastest = try speed.decimal(Edit.Style.fastestSpeeds)
        }
        if let flag = members.optional("ramps") { style.ramps = try flag.bool() }
        if let flag = members.optional("reverse") { style.reverse = try flag.bool() }
        if let flag = members.optional("mirror") { style.mirror = try flag.bool() }
        if let moves = members.optional("moves") { style.moves = try moves.decimal(0...1) }
        if let transitions = members.optional("transitions") {
            style.transitions = []
            for kind in try transitions.elements(limit: Shot.Transition.Kind.allCases.count) {
                style.transitions.insert(try kind.word(Shot.Transition.Kind.self))
            }
        }
        if let slow = members.optional("slowMotion") {
            style.slowMotion = try slow.word(Edit.Style.SlowMotion.self)
        }
        if let flag = members.optional("shutterBlur") { style.shutterBlur = try flag.bool() }
        return style
    }

    /// A number of seconds, or a text such as "4b" for beats.
    private static func length(_ json: JSONReader) throws(EditError) -> Edit.Style.Length {
        if case .string(let text) = json.value {
            guard let length = Edit.Style.Length(text) else {
                throw json.mismatch("seconds, or beats such as \"4b\"")
            }
            return length
        }
        return .seconds(try json.decimal(Edit.Style.Length.values))
    }
}
