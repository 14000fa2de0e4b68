internal import EditModel
public import Foundation
internal import Synchronization

/// A service of chat completions and pictures: Together's, and the servers that speak as OpenAI's does.
public final class ChatService: LoopbackService {
    /// How the service behaves.
    public struct Manner: Sendable {
        /// Which structured answers it can give.
        public var schemas = Schemas.full
        /// Whether `/v1/models` answers with a bare list, as Together does, or with an object that holds one.
        public var listsModelsBare = false
        /// The models, requests for others than which answer 404; empty for any.
        public var models: [String] = []
        /// The model of pictures.
        public var imageModels: [String] = []
        /// Whether pictures are answered without `type`, as formerly.
        public var omitsImageType = false
        /// Whether a wrong key is answered as llama-cpp-python does, with `detail`.
        public var refusesAsFastAPI = false
        /// Where pictures lie, when their address is asked for; nil for the service's own server.
        public var mediaURL: String?

        /// Creates the usual manner.
        public init() {}
    }

    /// Which structured answers a server can give.
    public enum Schemas: Sendable {
        /// `json_schema` and `json_object`.
        case full
        /// `json_object` only: `json_schema` ends in a server error.
        case objectOnly
        /// None: a `response_format` is a bad request.
        case none
    }

    /// Where pictures lie.
    public let shelf: MediaShelf

    private let key: String?
    private let image: Data
    private let manner: Mutex<Manner>
    private let reply: @Sendable (SeenRequest) -> ChatScript?
    private let state = Mutex(State())

    private struct State {
        var queue: [ChatScript] = []
        var completions = 0
        var images = 0
    }

    /// Creates a service.
    ///
    /// - Parameters:
    ///   - key: What requests must carry; nil for nothing.
    ///   - image: The bytes of all pictures.
    ///   - manner: How it behaves.
    ///   - shelf: Where pictures are put.
    ///   - reply: What it answers once its queue is empty; nil of it is a server error.
    public init(
        key: String?, image: Data = Data(), manner: Manner = Manner(), shelf: MediaShelf = MediaShelf(),
        reply: @escaping @Sendable (SeenRequest) -> ChatScript? = { _ in ChatScript("Hello.") }
    ) {
        self.key = key
        self.image = image
        self.manner = Mutex(manner)
        self.shelf = shelf
        self.reply = reply
    }

    /// Adds answers to the queue, which is used up before anything else is answered.
    public func queue(_ scripts: ChatScript...) { state.withLock { $0.queue += scripts } }

    /// How many completions were answered.
    public var completions: Int { state.withLock { $0.completions } }

    /// How many pictures were made.
    public var images: Int { state.withLock { $0.images } }

    /// Changes how the service behaves.
    public func behave(_ change: (inout Manner) -> Void) { manner.withLock { change(&$0) } }

    /// An error in the shape of OpenAI and Together.
    public static func refusal(
        _ status: Int, _ message: String, type: String = "invalid_request_error", code: String? = nil,
        headers: [LoopbackAnswer.Header] = []
    ) -> LoopbackAnswer {
        .json(status, error(message, type: type, code: code), headers: headers)
    }

    /// Too many requests, as Together says it.
    public static func tooMany(after seconds: Double? = nil) -> LoopbackAnswer {
        var body = error("Request rate above your current dynamic limit.", type: "rate_limit", code: nil)
        if case .object(let members) = body {
            body = .object(members + [.init(key: "error_type", value: "dynamic_request_limited")])
        }
        let reset = seconds.map { [LoopbackAnswer.Header("x-ratelimit-reset", JSONValue.number($0).line)] }
        return .json(429, body, headers: reset ?? [])
    }

    static func error(_ message: String, type: String, code: String?) -> JSONValue {
        [
            "error": [
                "message": .string(message), "type": .string(type), "param": nil, "code": JSONValue(code),
            ]
        ]
    }

    /// Answers a request.
    public func answer(_ request: SeenRequest, at baseURL: String) async -> LoopbackAnswer {
        if MediaShelf.holds(request) { return shelf.answer(request, at: baseURL) }
        let manner = manner.withLock { $0 }
        if let key, request.bearer != key {
            return manner.refusesAsFastAPI
                ? .json(401, ["detail": "Invalid API key"])
                : Self.refusal(401, "Invalid API key provided.", code: "invalid_api_key")
        }
        switch (request.method, request.path) {
        case ("GET", "/v1/models"): return models(manner)
        case ("POST", "/v1/chat/completions"): return completion(request, manner)
        case ("POST", "/v1/images/generations"): return picture(request, manner, at: baseURL)
        default: return Self.refusal(404, "Unknown request URL: \(request.method) \(request.path).")
        }
    }

    private func models(_ manner: Manner) -> LoopbackAnswer {
        func list(_ names: [String], _ type: String) -> [JSONValue] {
            names.map {
                ["id": .string($0), "object": "model", "created": 0, "type": .string(type), "owned_by": "me"]
            }
        }
        let all = list(manner.models, "chat") + list(manner.imageModels, "image")
        return .json(manner.listsModelsBare ? .array(all) : ["object": "list", "data": .array(all)])
    }

    private func completion(_ request: SeenRequest, _ manner: Manner) -> LoopbackAnswer {
        if let refusal = ChatRules.refusal(of: request, manner) { return refusal }
        let script = state.withLock { state in
            state.completions += 1
            return state.queue.isEmpty ? nil : state.queue.removeFirst()
        }
        guard let script = script ?? reply(request) else {
            return Self.refusal(500, "There is nothing to answer.", type: "server_error")
        }
        let writer = ChatWriter(
            id: "req-\(completions)", model: request.text("model") ?? "", script: script,
            promptLength: request.body.count)
        return request.field("stream") == true ? writer.stream : writer.whole
    }

    private func picture(_ request: SeenRequest, _ manner: Manner, at baseURL: String) -> LoopbackAnswer {
        if let refusal = ChatRules.refusalOfPicture(request, manner) { return refusal }
        let number = state.withLock { state in
            state.images += 1
            return state.images
        }
        let count = request.field("n")?.whole ?? 1
        let items: [JSONValue] = (0..<count).map { index in
            let isInline = request.text("response_format") == "base64"
            let type: JSONValue = isInline ? "b64_json" : "url"
            let value =
                isInline
                ? image.base64EncodedString()
                : (manner.mediaURL ?? baseURL) + shelf.put(image, as: "\(number)-\(index).png")
            let key = isInline ? "b64_json" : "url"
            return manner.omitsImageType
                ? [key: .string(value)] : ["index": .number(index), "type": type, key: .string(value)]
        }
        return .json([
            "id": .string("img-\(number)"), "model": request.field("model") ?? nil, "object": "list",
            "data": .array(items),
        ])
    }
}
