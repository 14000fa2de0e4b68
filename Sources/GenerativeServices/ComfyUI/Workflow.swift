internal import EditModel
internal import Foundation

/// A workflow of ComfyUI in the form of its API, with places such as `%prompt%` that orders fill.
package struct Workflow: Sendable {
    private let nodes: JSONValue

    /// Reads a workflow.
    ///
    /// - Throws: `ServiceError` for what is no workflow, and for one in the form of its editor.
    package init(parsing text: String, file: String) throws {
        func refusal(_ clause: String) -> ServiceError {
            ServiceError(.refused, service: "comfyui", "“\(visible(file))” \(clause)")
        }
        let json: JSONValue
        do {
            json = try JSONValue(parsing: text.utf8)
        } catch {
            throw refusal("is no workflow: \(error.description)")
        }
        guard json["nodes"] == nil else {
            throw refusal("is a workflow as ComfyUI's editor saves it; save it with Export (API) instead.")
        }
        guard !json.members.isEmpty, json.members.allSatisfy({ $0.value["class_type"]?.filled != nil }) else {
            throw refusal("is no workflow: each of its members should be a node with a class_type.")
        }
        nodes = json
    }

    /// The places that the workflow has.
    package var places: Set<String> {
        Set(nodes.members.flatMap { $0.value["inputs"].map(Self.places) ?? [] })
    }

    private static func places(in value: JSONValue) -> [String] {
        switch value {
        case .string(let text): text.matches(of: /%([a-z]+)%/).map { String($0.1) }
        case .array(let elements): elements.flatMap(places)
        case .object(let members): members.flatMap { places(in: $0.value) }
        default: []
        }
    }

    /// The workflow with its places filled: a text that is nothing but a place takes the value as it is, a number a number.
    func filled(with values: [String: JSONValue]) -> JSONValue {
        .object(
            nodes.members.map { node in
                guard case .object(var parts) = node.value,
                    let index = parts.firstIndex(where: { $0.key == "inputs" })
                else { return node }
                parts[index].value = Self.filled(parts[index].value, values)
                return JSONValue.Member(key: node.key, value: .object(parts))
            })
    }

    private static func filled(_ value: JSONValue, _ values: [String: JSONValue]) -> JSONValue {
        switch value {
        case .string(let text):
            if text.hasPrefix("%"), text.hasSuffix("%"),
                let whole = values[String(text.dropFirst().dropLast())]
            {
                return whole
            }
            return .string(
                text.replacing(/%([a-z]+)%/) { match in
                    values[String(match.1)]?.string ?? String(match.0)
                })
        case .array(let elements): return .array(elements.map { filled($0, values) })
        case .object(let members):
            return .object(members.map { JSONValue.Member(key: $0.key, value: filled($0.value, values)) })
        default: return value
        }
    }
}
