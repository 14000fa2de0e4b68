internal import EditModel
internal import Foundation

/// Requests to one service: its address, its credential, and how its answers are to be understood.
package struct ServiceClient: Sendable {
    /// What a request does on the other side.
    package enum Effect: Sendable {
        /// It may be repeated.
        case none
        /// It may create something that costs: it is sent once, unless it certainly created nothing.
        case creates
    }

    /// The service as users name it.
    package var service: String
    /// Its address.
    package var address: ServiceAddress
    /// What authorises; nil where nothing does.
    package var authorization: HTTPRequest.Authorization?
    /// Headers that each request carries.
    package var headers: [(name: String, value: String)] = []
    /// What carries the requests.
    package var transport: any HTTPTransport
    /// How long it is waited for.
    package var patience: Patience
    /// Told of each exchange.
    package var observe: @Sendable (ServiceEvent) -> Void
    /// Where this service means something else by an answer than most do; nil for what most mean.
    var exception: @Sendable (Refusal) -> ServiceError.Code? = { _ in nil }

    /// When a used-up allowance comes back; nil where nobody knows.
    var renewal: @Sendable (Date) -> Date? = { _ in nil }

    /// The most attempts for a request.
    private static let mostAttempts = 4

    /// Creates a client.
    package init(
        service: String, address: ServiceAddress, authorization: HTTPRequest.Authorization?,
        transport: any HTTPTransport, patience: Patience,
        observe: @escaping @Sendable (ServiceEvent) -> Void
    ) {
        self.service = service
        self.address = address
        self.authorization = authorization
        self.transport = transport
        self.patience = patience
        self.observe = observe
    }

    /// Sends a request and reads its answer as JSON.
    ///
    /// - Throws: `ServiceError`, `CancellationError`.
    func json(
        _ method: String, _ path: String, _ body: JSONValue? = nil, effect: Effect, timeout: Double = 60,
        mostBytes: Int = 16 << 20
    ) async throws -> JSONValue {
        let answer = try await data(
            method, path, body.map { Data($0.text.utf8) }, effect: effect, timeout: timeout,
            mostBytes: mostBytes)
        do {
            return redaction(try JSONValue(parsing: answer.body))
        } catch {
            // What was answered to a request that creates is lost with its answer.
            throw failure(
                effect == .creates ? .unknownOutcome : .malformed,
                "answered \(described(method, path)) with what is no JSON")
        }
    }

    /// Sends a request, as often as it may be sent, until it succeeds.
    ///
    /// - Throws: `ServiceError`, `CancellationError`.
    func data(
        _ method: String, _ path: String, _ body: Data? = nil, type: String = "application/json",
        effect: Effect, timeout: Double = 60, mostBytes: Int = 16 << 20
    ) async throws -> HTTPAnswer {
        var request = self.request(method, path, body, type: type)
        request.timeout = timeout
        request.mostBytes = mostBytes
        return try await persisting(described(method, path), effect: effect) { [request] in
            let collected = Collected()
            let head = try await transport.exchange(request) { _, bytes in collected.append(bytes) }
            return HTTPAnswer(head: head, body: collected.bytes)
        }
    }

    /// A request to the service, with its credential.
    func request(_ method: String, _ path: String, _ body: Data? = nil, type: String = "application/json")
        -> HTTPRequest
    {
        var request = HTTPRequest(method, address.joined(path), body: body)
        request.headers = headers + [("Accept", "application/json, */*")]
        if body != nil { request.headers.append(("Content-Type", type)) }
        request.authorization = authorization
        return request
    }

    /// Writes a result that came with an answer to its file.
    ///
    /// - Throws: `ServiceError` for what is no media, and where it cannot be written.
    func deposit(_ bytes: Data, in file: String, as use: MediaKind.Use) throws {
        guard MediaKind(firstBytes: [UInt8](bytes.prefix(16)))?.use == use else {
            throw failure(.malformed, "gave something that is no \(use)")
        }
        do {
            try NewFile.write(bytes, to: file, overwriting: true)
        } catch let error as POSIXError {
            throw cannotWrite(file, error.code.rawValue)
        }
    }

    /// A path with a name of the service's own in it, escaped.
    func path(_ before: String, _ id: String, _ after: String = "") -> String {
        let kept = CharacterSet.alphanumerics.intersection(CharacterSet(charactersIn: "\u{0}"..."~"))
            .union(CharacterSet(charactersIn: "-._~,"))
        return before + (id.addingPercentEncoding(withAllowedCharacters: kept) ?? "") + after
    }

    /// Makes attempts until one succeeds, or none may follow.
    ///
    /// - Parameters:
    ///   - what: The request, for people and logs.
    ///   - effect: What it does on the other side.
    ///   - attempt: Sends it; an answer that says no is an answer.
    func persisting(
        _ what: String, effect: Effect, attempt: () async throws -> HTTPAnswer
    ) async throws -> HTTPAnswer {
        var number = 0
        while true {
            let error: ServiceError
            var status: Int?
            do {
                var answer = try await attempt()
                status = answer.head.status
                guard let refusal = refusal(in: answer) else {
                    observe(ServiceEvent(service: service, request: what, status: status))
                    answer.body = redaction(answer.body)
                    return answer
                }
                error = refused(refusal, what, effect)
            } catch let broken as TransportError {
                error = lost(broken, what, effect)
            }
            number += 1
            let wait = try self.wait(after: error, attempt: number)
            observe(
                ServiceEvent(
                    service: service, request: what, status: status, failure: error.description, wait: wait))
            guard let wait else { throw error }
            try await patience.sleep(wait)
        }
    }

    /// Seconds until the next attempt; nil where there is none.
    private func wait(after error: ServiceError, attempt: Int) throws -> Double? {
        guard attempt < Self.mostAttempts, [.busy, .unavailable, .unreachable].contains(error.code) else {
            return nil
        }
        let wait = error.retryAfter ?? Patience.backoff(attempt: attempt - 1)
        return wait <= patience.mostWait ? wait : nil
    }

    /// What takes the credential out of what the service says.
    var redaction: Redaction { Redaction(authorization?.credential) }

    /// How the service says no; nil where it does not.
    private func refusal(in answer: HTTPAnswer) -> Refusal? {
        answer.head.isSuccess
            ? Refusal(inSuccess: answer, now: patience.now(), redaction: redaction)
            : Refusal(answer, now: patience.now(), redaction: redaction)
    }

    private func refused(_ refusal: Refusal, _ what: String, _ effect: Effect) -> ServiceError {
        var code = exception(refusal) ?? Self.usual(refusal, effect)
        if code == .unavailable, effect == .creates, refusal.status >= 500, refusal.status != 503,
            refusal.status != 529
        {
            code = .unknownOutcome
        }
        let said = refusal.message.isEmpty ? "" : ": “\(refusal.message)”"
        return failure(
            code, "answered \(what) with status \(refusal.status)\(said)", retryAfter: refusal.retryAfter,
            resumeAt: code == .quota ? renewal(patience.now()) : nil, status: refusal.status)
    }

    /// What most services mean by an answer.
    private static func usual(_ refusal: Refusal, _ effect: Effect) -> ServiceError.Code {
        switch refusal.status {
        case 401, 403: .unauthorized
        case 402: .quota
        case 413: .tooLarge
        // Somebody on the way may have waited in vain for what was passed on.
        case 408: effect == .none ? .unavailable : .unknownOutcome
        case 409: effect == .none ? .unavailable : .refused
        case 425, 429: .busy
        case 400..<500: refusal.mentions("moderat", "blacklist", "content policy") ? .moderated : .refused
        case 500...: .unavailable
        // “See other” is said after something was done; a success that says no may have been one in part.
        case 200..<300, 303: effect == .none ? .malformed : .unknownOutcome
        default: .malformed
        }
    }

    private func lost(_ error: TransportError, _ what: String, _ effect: Effect) -> ServiceError {
        switch error.kind {
        case .notSent: failure(.unreachable, "cannot be reached: \(error.description)")
        case .tooLarge:
            failure(
                effect == .creates ? .unknownOutcome : .tooLarge, "sent too much: \(error.description)")
        case .interrupted:
            failure(
                effect == .creates ? .unknownOutcome : .unavailable,
                "did not finish answering \(what): \(error.description)")
        }
    }

    /// An error of this service, whose sentence begins with its name.
    func failure(
        _ code: ServiceError.Code, _ clause: String, retryAfter: Double? = nil, resumeAt: Date? = nil,
        status: Int? = nil
    ) -> ServiceError {
        let end = clause.hasSuffix(".") ? "" : "."
        return ServiceError(
            code, service: service,
            redaction("\(service) (\(address.host)) \(clause)\(end)\(Self.advice(code, service))"),
            retryAfter: retryAfter, resumeAt: resumeAt, status: status)
    }

    private static func advice(_ code: ServiceError.Code, _ service: String) -> String {
        switch code {
        case .unauthorized: " Check the key of \(service); mvsync generate --help says where it is read from."
        case .quota: " Its allowance is used up."
        case .unreachable: " Check that it runs, and its address."
        default: ""
        }
    }

    private func described(_ method: String, _ path: String) -> String {
        "\(method) \(path.prefix { $0 != "?" })"
    }
}
