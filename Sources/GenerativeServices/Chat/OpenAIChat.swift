internal import EditModel
internal import Foundation
internal import Synchronization

/// A language model behind any server that speaks OpenAI's chat completions: Together, Ollama, llama.cpp, vLLM and others.
public struct OpenAIChat: ChatModel {
    /// The service and the model.
    public let name: String

    /// The model, as the server calls it.
    let model: String

    let client: ServiceClient

    /// How a server holds a model to a form; the best that works is found once.
    private let form = FormSupport()

    /// Seconds that a model may think without a word: on the processor it reads a long request for minutes.
    private static let silence = 600.0

    /// Creates a model.
    ///
    /// - Parameters:
    ///   - model: The model, as the server calls it.
    ///   - client: How its server is reached; its address has `/v1`, or what takes its place, at the end.
    package init(model: String, client: ServiceClient) {
        self.model = model
        var client = client
        client.exception = { refusal in
            // Together says 403 where request and answer are too long together.
            if [400, 403].contains(refusal.status), refusal.mentions("context", "max_tokens", "tokens") {
                return .refused
            }
            return nil
        }
        self.client = client
        name = "\(client.service) (\(model))"
    }

    /// Asks the model, in the strictest form that its server understands.
    public func answer(_ request: ChatRequest, onText: (@Sendable (String) -> Void)?) async throws
        -> ChatAnswer
    {
        guard request.schema != nil else { return try await ask(request, form: .text, onText) }
        var form = self.form.best
        while true {
            do {
                let answer = try await ask(request, form: form, onText)
                self.form.best = form
                return answer
            } catch let error as ServiceError where form != .text && Self.mayBeOfForm(error) {
                form = form.next
            }
        }
    }

    /// The models that the server has.
    ///
    /// - Throws: `ServiceError`, `CancellationError`.
    public func models() async throws -> [String] {
        let answer = try await client.json("GET", "/models", effect: .none)
        let list = answer["data"]?.elements ?? answer.elements
        return list.compactMap { $0["id"]?.filled }
    }

    /// Whether a server may have said no because of the form that was wanted.
    private static func mayBeOfForm(_ error: ServiceError) -> Bool {
        let isOfLength = ["context", "max_tokens"].contains { error.description.lowercased().contains($0) }
        return error.code == .refused && ![403, 404].contains(error.status) && !isOfLength
    }

    private func ask(_ request: ChatRequest, form: Form, _ onText: (@Sendable (String) -> Void)?) async throws
        -> ChatAnswer
    {
        var client = client
        if form != .text {
            // Some servers fall over a form that they do not know; asking again does not help.
            client.exception = { [usual = client.exception] in $0.status == 500 ? .refused : usual($0) }
        }
        do {
            let body = body(request, form: form, streams: onText != nil)
            if let onText { return try await stream(body, with: client, onText) }
            // A language model on the processor may take minutes.
            let answer = try await client.json(
                "POST", "/chat/completions", body, effect: .none, timeout: 600)
            return try whole(answer)
        } catch let error as ServiceError where error.status == 404 {
            throw await unknownModel(error)
        }
    }

    /// The same error with the models that there are.
    private func unknownModel(_ error: ServiceError) async -> ServiceError {
        guard let models = try? await models(), !models.isEmpty, !models.contains(model) else { return error }
        let some = models.prefix(8).map(visible).joined(separator: ", ")
        let more = models.count > 8 ? " and \(models.count - 8) others" : ""
        return client.failure(.refused, "has no model “\(visible(model))”; it has \(some)\(more)")
    }

    private func body(_ request: ChatRequest, form: Form, streams: Bool) -> JSONValue {
        func message(_ role: String, _ text: String) -> JSONValue {
            .object(of: ["role": .string(role), "content": .string(text)])
        }
        return .object(of: [
            "model": .string(model),
            "messages": .array([message("system", request.system), message("user", request.user)]),
            "max_tokens": .number(request.mostTokens),
            "temperature": .number(request.temperature),
            "seed": request.seed.map { .number(Int($0 & 0x7FFF_FFFF)) } ?? .null,
            "stream": streams ? .bool(true) : .null,
            "response_format": request.schema.flatMap { form.value($0) } ?? .null,
        ])
    }

    /// An answer that came at once.
    private func whole(_ answer: JSONValue) throws -> ChatAnswer {
        guard let choice = answer["choices"]?.elements.first,
            let text = choice["message"]?["content"]?.string
        else { throw client.failure(.malformed, "answered without a text") }
        return ChatAnswer(text: text, isCutOff: choice["finish_reason"]?.string == "length")
    }

    private func stream(
        _ body: JSONValue, with client: ServiceClient, _ onText: @escaping @Sendable (String) -> Void
    ) async throws -> ChatAnswer {
        var request = client.request("POST", "/chat/completions", Data(body.text.utf8))
        request.timeout = nil
        request.silence = Self.silence
        let reading = Mutex(StreamedAnswer(client.redaction))
        let answer = try await client.persisting("POST /chat/completions", effect: .none) { [request] in
            reading.withLock { $0 = StreamedAnswer(client.redaction) }
            let rest = Collected()
            do {
                let head = try await client.transport.exchange(request) { head, bytes in
                    guard head.isSuccess else { return rest.append(bytes) }
                    // A server that cannot stream answers at once, with an object.
                    guard let piece = try reading.withLock({ try $0.take(bytes) }) else {
                        return rest.append(bytes)
                    }
                    if !piece.isEmpty { onText(piece) }
                }
                return HTTPAnswer(head: head, body: rest.bytes)
            } catch let error as TransportError where !reading.withLock(\.text).isEmpty {
                // What was shown cannot be taken back, so that nothing is asked anew.
                throw client.failure(
                    .unavailable, "broke off in the middle of its answer: \(error.description)")
            }
        }
        if !answer.body.isEmpty {
            guard let json = try? JSONValue(parsing: answer.body) else {
                throw client.failure(.malformed, "answered POST /chat/completions with what is no JSON")
            }
            let whole = try whole(client.redaction(json))
            onText(whole.text)
            return whole
        }
        let last = reading.withLock { $0.finish() }
        if !last.isEmpty { onText(last) }
        return try reading.withLock { reading in
            if let said = reading.failure { throw client.failure(.unavailable, "gave up: “\(said)”") }
            guard reading.isComplete else {
                throw client.failure(.unavailable, "broke off in the middle of its answer")
            }
            return ChatAnswer(text: reading.text, isCutOff: reading.reason == "length")
        }
    }
}
