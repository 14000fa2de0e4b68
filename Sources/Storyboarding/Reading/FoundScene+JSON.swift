internal import EditModel

extension FoundScene {
    /// The scenes of a JSON value: a list of objects, alone or under a key, or one object a key; nil for other JSON.
    static func scenes(in value: JSONValue, depth: Int = 0) -> [FoundScene]? {
        guard depth < 4 else { return nil }
        switch value {
        case .array(let elements):
            let scenes = elements.compactMap(scene(in:))
            return scenes.isEmpty ? nil : scenes
        case .object(let members):
            for member in members {
                if case .array = member.value, labels[LabelledLine<Bool>.letters(member.key)] == nil,
                    let found = scenes(in: member.value, depth: depth + 1)
                {
                    return found
                }
            }
            let inner = members.compactMap { scene(in: $0.value) }
            if !inner.isEmpty { return inner }
            if let single = scene(in: value) { return [single] }
            return members.lazy.compactMap { scenes(in: $0.value, depth: depth + 1) }.first
        default: return nil
        }
    }

    /// The scene that an object is; nil where it has neither a scenario nor two other fields.
    private static func scene(in value: JSONValue) -> FoundScene? {
        guard case .object(let members) = value else { return nil }
        var scene = FoundScene()
        var fields = 0
        for member in members {
            let key = LabelledLine<Bool>.letters(member.key)
            if let field = labels[key] {
                fields += field == .scenario ? 2 : 1
                scene.take(field, of: member.value)
            } else if ["scene", "number", "scenenumber", "index", "keyframe", "id", "keyframenumber"]
                .contains(key)
            {
                let text = JSONText.line(of: member.value)
                if let number = Int(text.filter(\.isNumber)), text.count <= 12 {
                    scene.number = number
                } else if case .string = member.value {
                    scene.take(.title, [text])
                }
            }
        }
        return fields >= 2 ? scene : nil
    }

    private mutating func take(_ field: Field, of value: JSONValue) {
        guard field == .characters else { return take(field, JSONText.lines(of: value)) }
        switch value {
        case .array(let elements): for element in elements { takeCharacter(element) }
        case .object(let members):
            if members.contains(where: { $0.key.lowercased() == "name" }) {
                takeCharacter(value)
            } else {
                for member in members {
                    take(
                        .characters, ["\(ModelText.oneLine(member.key)): \(JSONText.line(of: member.value))"])
                }
            }
        default: take(.characters, JSONText.lines(of: value))
        }
    }

    private mutating func takeCharacter(_ value: JSONValue) {
        guard case .object(let members) = value else { return take(.characters, JSONText.lines(of: value)) }
        guard let name = members.first(where: { $0.key.lowercased() == "name" }) else {
            return take(.characters, JSONText.lines(of: value))
        }
        let rest = members.filter { $0.key != name.key }.map { JSONText.line(of: $0.value) }
        let text = JSONText.line(of: name.value).replacing(":", with: " ")
        take(.characters, ["\(text): \(rest.filter { !$0.isEmpty }.joined(separator: ", "))"])
    }
}
