internal import EditModel
public import Foundation

/// Clips by Luma's Agents API (https://docs.agents.lumalabs.ai), which takes pictures to start from.
public struct LumaAgents: MediaService {
    /// Clips.
    public typealias Order = ClipOrder

    /// `luma-agents`.
    public var name: String { client.service }

    let client: ServiceClient
    private let model: String

    private static let aspects = [
        (3, 1), (2, 1), (21, 9), (16, 9), (4, 3), (3, 2), (1, 1), (3, 4), (2, 3), (9, 16), (1, 2), (1, 3),
    ]

    /// How often an uploaded picture is asked about before it is given up.
    private static let mostUploadPolls = 40

    /// Creates a service.
    package init(model: String, client: ServiceClient) {
        self.model = model
        var client = client
        client.exception = { $0.mentions("budget_exhausted") ? .quota : nil }
        self.client = client
    }

    /// Sends the picture to start from, where there is one in a file, and submits the order.
    public func submit(_ order: ClipOrder, nonce: String, file: String) async throws -> Submission {
        var start: JSONValue = .null
        switch order.image {
        case nil: break
        case .url(let url): start = .object(of: ["url": .string(url)])
        case .file(let path): start = .object(of: ["file_id": .string(try await upload(path))])
        }
        let answer = try await client.json(
            "POST", "/generations", body(order, startingFrom: start), effect: .creates)
        return try client.submission([answer["id"]?.filled])
    }

    /// What is sent for an order.
    public func request(for order: ClipOrder) -> String? {
        body(order, startingFrom: .null).text + (order.image.map { "\($0)" } ?? "")
    }

    /// Asks about a job by its name.
    public func status(of job: String) async throws -> JobStatus {
        guard let answer = try await client.answer(aboutJob: client.path("/generations/", job)) else {
            return client.lost(job)
        }
        switch answer["state"]?.string {
        case "completed":
            let clips = (answer["output"]?.elements ?? []).compactMap { item in
                item["type"]?.string ?? "video" == "video" ? item["url"]?.filled : nil
            }
            return try client.finished(clips.map { MediaResult(address: $0, id: job) })
        case "failed": return .failed(failure(answer))
        case let word: return .running(fraction: nil, word: visible(word ?? "waiting"))
        }
    }

    /// Nothing: the service has no list of jobs.
    public func find(_ order: ClipOrder, nonce: String, since: Date) async throws -> Finding { .unsearchable }

    /// Fetches a clip from its signed address, which works for an hour.
    public func fetch(_ result: MediaResult, to file: String) async throws {
        try await client.download(result.address, to: file)
    }

    private func failure(_ answer: JSONValue) -> ServiceError {
        let reason = answer["failure_reason"]?.string
        let code: ServiceError.Code? =
            switch answer["failure_code"]?.string {
            case "content_moderated": .moderated
            case "budget_exhausted": .quota
            case "image_too_large", "unsupported_format", "corrupt_input", "invalid_request": .refused
            case "generation_failed", "output_not_found", "rate_limited": .failed
            default: nil
            }
        return client.givenUp(reason ?? answer["failure_code"]?.string, code: code)
    }

    private func body(_ order: ClipOrder, startingFrom start: JSONValue) -> JSONValue {
        let aspect = order.nearestAspect(of: Self.aspects)
        return .object(of: [
            "model": .string(model),
            "type": .string("video"),
            "prompt": .string(order.promptWithNegative),
            "aspect_ratio": .string("\(aspect.0):\(aspect.1)"),
            "video": .object(of: [
                "resolution": .string(order.resolution(of: [360, 540, 720, 1080])),
                "duration": .string(order.seconds < 7.5 ? "5s" : "10s"),
                "start_frame": start,
            ]),
        ])
    }

    /// Sends a picture to the service's storage.
    ///
    /// - Returns: The name of the stored file.
    private func upload(_ path: String) async throws -> String {
        let picture = try client.picture(path)
        let made = try await client.json(
            "POST", "/files",
            .object(of: [
                "mime_type": .string(picture.type), "size_bytes": .number(picture.bytes.count),
                "purpose": .string("input"),
            ]), effect: .none)
        guard let id = made["id"]?.filled ?? made["file"]?["id"]?.filled,
            let url = made["upload"]?["url"]?.filled, let target = Origin(url),
            let own = Origin(client.address.text),
            own.scheme == "http" || target.scheme == "https"
        else { throw client.failure(.malformed, "did not say where a picture is to be sent") }
        var request = HTTPRequest("PUT", url, body: picture.bytes, timeout: 300)
        request.headers = (made["upload"]?["headers"]?.members ?? []).compactMap { member in
            member.value.string.map { (member.key, $0) }
        }
        _ = try await client.persisting("PUT of a picture", effect: .none) { [request] in
            let refusal = Collected()
            let head = try await client.transport.exchange(request) { _, bytes in refusal.append(bytes) }
            return HTTPAnswer(head: head, body: refusal.bytes)
        }
        let completed = try await client.data("POST", client.path("/files/", id, "/complete"), effect: .none)
        // It may be answered with nothing; the state is asked for then.
        var state = (try? JSONValue(parsing: completed.body)) ?? .null
        for attempt in 0..<Self.mostUploadPolls {
            switch state["state"]?.string ?? state["file"]?["state"]?.string {
            case "ready": return id
            case "failed", "deleted":
                throw client.failure(.refused, "did not take the picture “\(visible(path))”")
            default:
                try await client.patience.sleep(min(0.5 * Double(attempt + 1), 5))
                state = try await client.json("GET", client.path("/files/", id), effect: .none)
            }
        }
        throw client.failure(.unavailable, "does not finish taking a picture in")
    }
}

extension ServiceClient {
    /// A picture to be sent.
    ///
    /// - Throws: `ServiceError` for a file that is no picture, or is larger than 20 MiB.
    func picture(_ path: String) throws -> (bytes: Data, type: String, ending: String) {
        let most = 20 << 20
        guard let kind = MediaKind(at: path), kind.use == .image, case .file(let file) = OpenedFile(path)
        else {
            throw failure(.refused, "cannot be sent “\(visible(path))”, which is no picture")
        }
        defer { try? file.close() }
        guard let bytes = try? file.read(upToCount: most + 1), bytes.count <= most else {
            throw failure(.refused, "cannot be sent “\(visible(path))”, which is larger than 20 MiB")
        }
        return (bytes, "image/\(kind.rawValue)", kind.ending)
    }
}
