internal import EditModel
internal import Synchronization

/// How a server is asked to hold a model to a form, from the strictest on.
enum Form: Sendable {
    case schema, object, text

    /// The next less strict one.
    var next: Form { self == .schema ? .object : .text }

    /// The value of `response_format`; nil for none.
    func value(_ schema: ChatRequest.Schema) -> JSONValue? {
        switch self {
        case .schema:
            .object(of: [
                "type": .string("json_schema"),
                "json_schema": .object(of: [
                    "name": .string(schema.name), "schema": schema.value, "strict": .bool(true),
                ]),
            ])
        case .object: .object(of: ["type": .string("json_object"), "schema": schema.value])
        case .text: nil
        }
    }
}

/// The strictest form that a server has been seen to understand.
final class FormSupport: Sendable {
    private let form = Mutex(Form.schema)

    /// The form to ask for.
    var best: Form {
        get { form.withLock { $0 } }
        set { form.withLock { $0 = newValue } }
    }
}
