internal import EditModel

/// What a chat service refuses.
enum ChatRules {
    private static let roles = ["system", "user", "assistant", "tool"]

    /// The answer to a wrong request for a completion; nil where nothing is wrong.
    static func refusal(of request: SeenRequest, _ manner: ChatService.Manner) -> LoopbackAnswer? {
        guard let body = request.json, body.members != nil else {
            return ChatService.refusal(400, "The body is no JSON object.")
        }
        guard let model = body["model"]?.word else { return ChatService.refusal(400, "model is required.") }
        if !manner.models.isEmpty, !manner.models.contains(model) { return unknown(model) }
        guard let messages = body["messages"]?.list, !messages.isEmpty else {
            return ChatService.refusal(400, "messages is required.")
        }
        for message in messages {
            guard let role = message["role"]?.word, roles.contains(role), message["content"]?.word != nil
            else {
                return ChatService.refusal(400, "A message needs a role and a content.")
            }
        }
        for key in ["max_tokens", "seed", "n"] {
            if let value = body[key], value.whole == nil {
                return ChatService.refusal(400, "\(key) must be an integer.")
            }
        }
        if let stop = body["stop"], stop.list == nil {
            return ChatService.refusal(400, "stop must be a list.")
        }
        return body["response_format"].flatMap { refusal(ofFormat: $0, manner) }
    }

    private static func refusal(ofFormat format: JSONValue, _ manner: ChatService.Manner) -> LoopbackAnswer? {
        switch format["type"]?.word {
        case "text":
            return nil
        case "json_object":
            return manner.schemas == .none
                ? ChatService.refusal(400, "response_format is not supported.") : nil
        case "json_schema":
            switch manner.schemas {
            case .full: break
            case .objectOnly:
                return ChatService.refusal(500, "response_format", type: "internal_server_error")
            case .none:
                return ChatService.refusal(400, "response_format is not supported.")
            }
            let name = format["json_schema"]?["name"]?.word ?? ""
            guard (1...64).contains(name.utf8.count), name.utf8.allSatisfy(isWordByte) else {
                return ChatService.refusal(
                    400, "json_schema.name must have 1 to 64 of A-Z, a-z, 0-9, _ and -.")
            }
            return format["json_schema"]?["schema"]?.members == nil
                ? ChatService.refusal(400, "json_schema.schema is required.") : nil
        default:
            return ChatService.refusal(400, "response_format.type is not known.")
        }
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// The answer to a wrong request for a picture; nil where nothing is wrong.
    static func refusalOfPicture(_ request: SeenRequest, _ manner: ChatService.Manner) -> LoopbackAnswer? {
        guard let body = request.json, body.members != nil else {
            return ChatService.refusal(400, "The body is no JSON object.")
        }
        guard let model = body["model"]?.word, let prompt = body["prompt"]?.word, !prompt.isEmpty else {
            return ChatService.refusal(400, "model and prompt are required.")
        }
        if !manner.imageModels.isEmpty, !manner.imageModels.contains(model) { return unknown(model) }
        for key in ["width", "height", "steps", "n", "seed"] {
            if let value = body[key], (value.whole ?? -1) < 0 {
                return ChatService.refusal(400, "\(key) must be a whole number that is not negative.")
            }
        }
        guard (1...4).contains(body["n"]?.whole ?? 1) else {
            return ChatService.refusal(400, "n is too large.")
        }
        for (key, allowed) in ["response_format": ["base64", "url"], "output_format": ["jpeg", "png"]] {
            if let value = body[key], !allowed.contains(value.word ?? "") {
                return ChatService.refusal(400, "\(key) must be one of \(allowed.joined(separator: ", ")).")
            }
        }
        return nil
    }

    private static func unknown(_ model: String) -> LoopbackAnswer {
        ChatService.refusal(
            404, "The model `\(model)` does not exist or you do not have access to it.",
            code: "model_not_found"
        )
    }
}
