internal import EditModel
public import Foundation
internal import Synchronization

/// Luma's Dream Machine API, below `/dream-machine/v1`.
public final class LumaDreamMachineService: LoopbackService {
    /// Where the service lies on its server.
    public static let basePath = "/dream-machine/v1"

    /// The jobs.
    public let book = JobBook()

    /// Where results lie.
    public let shelf: MediaShelf

    private let key: String
    private let clip: Data
    private let image: Data
    private let mediaURL: String?
    private let credits: Mutex<Double>

    /// Creates a service.
    ///
    /// - Parameters:
    ///   - key: What requests must carry.
    ///   - clip: The bytes of all clips.
    ///   - image: The bytes of all pictures.
    ///   - credits: The balance in US cents.
    ///   - shelf: Where results are put.
    ///   - mediaURL: The address of the server of the shelf; nil for the service's own.
    public init(
        key: String, clip: Data, image: Data = Data(), credits: Double = 5000,
        shelf: MediaShelf = MediaShelf(), mediaURL: String? = nil
    ) {
        self.key = key
        self.clip = clip
        self.image = image
        self.shelf = shelf
        self.mediaURL = mediaURL
        self.credits = Mutex(credits)
    }

    /// How many jobs were created.
    public var creates: Int { book.creates }

    /// The prompt of the newest job; nil where there is none.
    public var lastPrompt: String? { book.jobs.last?.request["prompt"]?.word }

    /// Sets the balance, in US cents.
    public func setCredits(_ cents: Double) { credits.withLock { $0 = cents } }

    /// An error in the service's shape.
    public static func refusal(
        _ status: Int, _ detail: String, headers: [LoopbackAnswer.Header] = []
    ) -> LoopbackAnswer {
        .json(status, ["detail": .string(detail)], headers: headers)
    }

    /// Answers a request.
    public func answer(_ request: SeenRequest, at baseURL: String) async -> LoopbackAnswer {
        if MediaShelf.holds(request) { return shelf.answer(request, at: baseURL) }
        guard request.path.hasPrefix(Self.basePath + "/") else { return Self.refusal(404, "Not Found") }
        guard request.bearer == key else { return Self.refusal(401, "Not authenticated") }
        let path = request.path.dropFirst(Self.basePath.count)
        switch (request.method, path) {
        case ("GET", "/ping"):
            return .json(["message": "pong"])
        case ("GET", "/credits"):
            return .json(["credit_balance": .number(credits.withLock { $0 })])
        case ("GET", "/generations/concepts/list"):
            return .json(["dolly_zoom", "orbit_left", "orbit_right", "push_in", "pull_out", "static"])
        case ("GET", "/generations/camera_motion/list"):
            return .json(["camera orbit left", "camera push in", "camera static"])
        case ("GET", "/generations"):
            return list(request, at: baseURL)
        case ("POST", "/generations/video"), ("POST", "/generations"):
            return create(request, type: "video", at: baseURL)
        case ("POST", "/generations/image"):
            return create(request, type: "image", at: baseURL)
        case ("GET", _) where path.hasPrefix("/generations/"):
            guard let (job, phase) = book.ask(String(path.dropFirst(13))) else {
                return Self.refusal(404, "Generation not found")
            }
            return .json(generation(job, phase, at: baseURL))
        case ("DELETE", _) where path.hasPrefix("/generations/"):
            return book.remove(String(path.dropFirst(13)))
                ? LoopbackAnswer(status: 204) : Self.refusal(404, "Generation not found")
        default:
            return Self.refusal(404, "Not Found")
        }
    }

    private func create(_ request: SeenRequest, type: String, at baseURL: String) -> LoopbackAnswer {
        guard let order = request.json, order.members != nil else {
            return Self.refusal(400, "Invalid request: the body is no JSON object")
        }
        if let fault = LumaDreamMachineRules.fault(in: order, type: type) { return Self.refusal(400, fault) }
        return .json(201, generation(book.create(order), .queued, at: baseURL))
    }

    private func list(_ request: SeenRequest, at baseURL: String) -> LoopbackAnswer {
        let limit = request.query["limit"].flatMap(Int.init) ?? 100
        let offset = request.query["offset"].flatMap(Int.init) ?? 0
        let newestFirst = Array(book.jobs.reversed())
        let page = newestFirst.dropFirst(max(0, offset)).prefix(max(0, limit))
        let generations = page.map { generation($0, JobBook.phase(of: $0), at: baseURL) }
        return .json([
            "generations": .array(generations), "count": .number(generations.count),
            "limit": .number(limit), "offset": .number(offset),
            "has_more": .bool(offset + generations.count < newestFirst.count),
        ])
    }

    private func generation(_ job: JobBook.Job, _ phase: JobBook.Phase, at baseURL: String) -> JSONValue {
        var state: JSONValue
        var reason: JSONValue = nil
        var assets: JSONValue = nil
        switch phase {
        case .queued: state = "queued"
        case .unknown: state = "warming_up"
        case .running: state = "dreaming"
        case .failed(let failure):
            state = "failed"
            reason = .string(failure.text)
        case .done:
            state = "completed"
            assets = self.assets(of: job, at: baseURL)
        }
        return [
            "id": .string(job.id), "generation_type": .string(type(of: job)), "state": state,
            "failure_reason": reason, "created_at": .string(job.createdAt),
            "model": job.request["model"] ?? nil, "assets": assets, "request": job.request,
        ]
    }

    private func type(of job: JobBook.Job) -> String {
        job.request["model"]?.word?.hasPrefix("photon") == true ? "image" : "video"
    }

    private func assets(of job: JobBook.Job, at baseURL: String) -> JSONValue {
        guard !job.script.isWithoutURL else { return ["video": nil, "image": nil, "progress_video": nil] }
        let isExpired = book.nextLinkIsExpired(of: job.id)
        let isImage = type(of: job) == "image"
        let path = shelf.put(
            isImage ? image : clip, as: "\(job.number).\(isImage ? "png" : "mp4")", isExpired: isExpired)
        let url = JSONValue.string((mediaURL ?? baseURL) + path)
        return isImage
            ? ["video": nil, "image": url, "progress_video": nil]
            : ["video": url, "image": nil, "progress_video": nil]
    }
}
