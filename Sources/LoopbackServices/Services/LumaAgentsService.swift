internal import EditModel
public import Foundation
internal import Synchronization

/// Luma's Agents API, below `/v1`.
public final class LumaAgentsService: LoopbackService {
    /// The jobs.
    public let book = JobBook()

    /// Where results lie, and where files are sent.
    public let shelf: MediaShelf

    /// The files that were sent.
    let files: LumaFiles

    private let key: String
    private let clip: Data
    private let image: Data
    private let mediaURL: String?

    /// Creates a service.
    ///
    /// - Parameters:
    ///   - key: What requests must carry.
    ///   - clip: The bytes of all clips.
    ///   - image: The bytes of all pictures.
    ///   - shelf: Where results are put, and files are sent.
    ///   - mediaURL: The address of the server of the shelf; nil for the service's own.
    public init(
        key: String, clip: Data, image: Data = Data(), shelf: MediaShelf = MediaShelf(),
        mediaURL: String? = nil
    ) {
        self.key = key
        self.clip = clip
        self.image = image
        self.shelf = shelf
        self.mediaURL = mediaURL
        files = LumaFiles(shelf: shelf)
    }

    /// How many jobs were created.
    public var creates: Int { book.creates }

    /// Makes the next files that are sent fail when they are looked at.
    public func failFiles(_ reason: String, times: Int = 1) { files.fail(reason, times: times) }

    /// The bytes of the files that are ready, in the order in which their places were asked for.
    public var readyFiles: [Data] { files.ready }

    /// An error in the service's shape.
    public static func refusal(
        _ status: Int, _ detail: String, headers: [LoopbackAnswer.Header] = []
    ) -> LoopbackAnswer {
        .json(status, ["detail": .string(detail)], headers: headers)
    }

    /// Answers a request.
    public func answer(_ request: SeenRequest, at baseURL: String) async -> LoopbackAnswer {
        if MediaShelf.holds(request) { return shelf.answer(request, at: baseURL) }
        var answer = answered(request, at: baseURL)
        answer.headers += [
            .init("X-Request-Id", request.headers["x-request-id"] ?? "request-\(UUID())"),
            .init("X-API-Version", "2026-08-01"),
        ]
        if request.method == "POST", answer.status < 300 {
            answer.headers += [.init("X-RateLimit-Limit", "60"), .init("X-RateLimit-Remaining", "59")]
        }
        return answer
    }

    private func answered(_ request: SeenRequest, at baseURL: String) -> LoopbackAnswer {
        guard request.bearer == key else { return Self.refusal(401, "Invalid or missing API key") }
        let parts = request.path.split(separator: "/").map(String.init)
        switch (request.method, parts.count, parts.prefix(2).joined(separator: "/")) {
        case ("POST", 2, "v1/generations"):
            return create(request)
        case ("GET", 3, "v1/generations"):
            guard let (job, phase) = book.ask(parts[2]) else {
                return Self.refusal(404, "Generation not found")
            }
            return .json(generation(job, phase, at: baseURL))
        case (_, _, "v1/files"):
            return files.answer(request, Array(parts.dropFirst(2)), at: mediaURL ?? baseURL)
        default:
            return Self.refusal(404, "Not Found")
        }
    }

    private func create(_ request: SeenRequest) -> LoopbackAnswer {
        guard let order = request.json, order.members != nil else {
            return Self.refusal(422, "The body is no JSON object")
        }
        if let fault = LumaAgentsRules.fault(in: order, files: files) { return Self.refusal(422, fault) }
        return .json(201, generation(book.create(order), .queued, at: ""))
    }

    private func generation(_ job: JobBook.Job, _ phase: JobBook.Phase, at baseURL: String) -> JSONValue {
        let type = job.request["type"]?.word ?? "image"
        let state: String
        var output: JSONValue = []
        var failure: JobScript.Failure?
        switch phase {
        case .queued: state = "queued"
        case .unknown: state = "warming_up"
        case .running: state = "processing"
        case .failed(let why):
            state = "failed"
            failure = why
        case .done:
            state = "completed"
            if !job.script.isWithoutURL { output = [result(of: job, type: type, at: baseURL)] }
        }
        return [
            "id": .string(job.id), "created_at": .string(job.createdAt),
            "model": job.request["model"] ?? "uni-1", "type": .string(type), "state": .string(state),
            "output": output, "failure_reason": JSONValue(failure?.text),
            "failure_code": JSONValue(failure.flatMap { $0.code.isEmpty ? nil : $0.code }),
        ]
    }

    private func result(of job: JobBook.Job, type: String, at baseURL: String) -> JSONValue {
        let isVideo = type.hasPrefix("video")
        let path = shelf.put(
            isVideo ? clip : image, as: "\(job.number).\(isVideo ? "mp4" : "png")",
            isExpired: book.nextLinkIsExpired(of: job.id))
        return ["type": isVideo ? "video" : "image", "url": .string((mediaURL ?? baseURL) + path)]
    }
}
