internal import HTTPTypes
internal import Hummingbird

/// Lets requests of this machine's own user in, and no others that reach the port: pages of other sites, and names of the
/// internet that were made to lead here.
///
/// All errors leave here, as JSON with a sentence.
struct Gate: RouterMiddleware {
    typealias Context = StudioContext

    /// The most bytes of a request's body.
    static let mostBytes = 64 << 10

    /// What pages of the studio may load that say nothing else: nothing.
    static let policy = "default-src 'none'; frame-ancestors 'none'"

    private static let fetchSite = HTTPField.Name("Sec-Fetch-Site")
    private static let fetchMode = HTTPField.Name("Sec-Fetch-Mode")
    private static let fetchTarget = HTTPField.Name("Sec-Fetch-Dest")

    func handle(
        _ request: Request, context: StudioContext,
        next: @concurrent (Request, StudioContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            try admit(request)
            response = try await next(request, context)
        } catch {
            response = Refusal(error).response
        }
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.crossOriginResourcePolicy] = "same-origin"
        for (name, value) in [("Referrer-Policy", "no-referrer"), ("X-Frame-Options", "DENY")] {
            if let name = HTTPField.Name(name) { response.headers[name] = value }
        }
        if response.headers[.contentSecurityPolicy] == nil {
            response.headers[.contentSecurityPolicy] = Self.policy
        }
        return response
    }

    private func admit(_ request: Request) throws {
        guard let host = request.head.authority?.lowercased(), LoopbackAddress.isHost(host) else {
            throw Refusal(
                .misdirectedRequest,
                "This server answers to 127.0.0.1, [::1] and localhost only; open it by one of these.")
        }
        if let origin = request.headers[.origin], origin.lowercased() != "http://" + host {
            throw Refusal(.forbidden, "Pages of other sites cannot use this server.")
        }
        guard isOfThisSite(request) else {
            throw Refusal(.forbidden, "Pages of other sites cannot use this server.")
        }
        guard [.get, .head, .post].contains(request.method) else {
            throw Refusal(
                .methodNotAllowed, "This server takes GET, HEAD and POST.",
                headers: [.allow: "GET, HEAD, POST"])
        }
        if request.method == .post { try admitBody(of: request) }
    }

    /// Whether a browser says that a page of this server asks, or a person; what is no browser says nothing.
    ///
    /// Following a link of another site to a page here changes nothing, and is no secret's way out.
    private func isOfThisSite(_ request: Request) -> Bool {
        func value(_ name: HTTPField.Name?) -> String? { name.flatMap { request.headers[$0] } }
        switch value(Self.fetchSite) {
        case nil, "same-origin", "none": return true
        default:
            return request.method == .get && value(Self.fetchMode) == "navigate"
                && value(Self.fetchTarget) == "document"
        }
    }

    private func admitBody(of request: Request) throws {
        let type = request.headers[.contentType]?.split(separator: ";").first
        guard let type, type.trimmedOfBlanks.lowercased() == "application/json" else {
            throw Refusal(
                .unsupportedMediaType, "Send what is asked for with Content-Type: application/json.")
        }
        if let length = request.headers[.contentLength], let bytes = Int(length), bytes > Self.mostBytes {
            throw Self.tooLarge
        }
    }

    /// What is said of bodies that are too long.
    static let tooLarge = Refusal(
        .contentTooLarge, "The request is longer than \(mostBytes) bytes.", headers: [.connection: "close"])
}

extension Substring {
    /// The text without blanks around it.
    fileprivate var trimmedOfBlanks: Substring {
        let start = drop { $0 == " " || $0 == "\t" }
        return start.prefix(
            upTo: start.lastIndex { $0 != " " && $0 != "\t" }.map { start.index(after: $0) }
                ?? start.startIndex)
    }
}
