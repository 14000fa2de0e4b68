internal import EditModel
public import Foundation

/// The API server of ACE-Step 1.5.
public final class AceStepService: LoopbackService {
    /// The jobs.
    public let book = JobBook()

    private let key: String?
    private let song: Data
    private let written: MadeWords
    private static let audioPath = "/v1/audio"
    private static let wordFields = [
        "prompt", "caption", "lyrics", "vocal_language", "key_scale", "model", "sample_query",
    ]
    private static let wholeFields = ["bpm", "batch_size", "inference_steps", "seed"]
    private static let flagFields = ["thinking", "use_format", "sample_mode", "use_random_seed"]

    /// Creates a service.
    ///
    /// - Parameters:
    ///   - key: What requests must carry; nil for nothing.
    ///   - song: The bytes of all songs.
    ///   - written: What it writes of its own, where it is given a description.
    public init(key: String? = nil, song: Data, written: MadeWords = MadeWords()) {
        self.key = key
        self.song = song
        self.written = written
    }

    /// How many jobs were created.
    public var creates: Int { book.creates }

    /// An error in the service's shape.
    public static func refusal(
        _ status: Int, _ detail: String, headers: [LoopbackAnswer.Header] = []
    ) -> LoopbackAnswer {
        .json(status, ["detail": .string(detail)], headers: headers)
    }

    /// Answers a request.
    public func answer(_ request: SeenRequest, at baseURL: String) async -> LoopbackAnswer {
        if request.method == "GET", request.path == "/health" {
            return Self.wrapped(["status": "ok", "service": "ACE-Step API"])
        }
        if let key, request.bearer != key, request.text("ai_token") != key {
            return Self.refusal(401, "Invalid API key")
        }
        switch (request.method, request.path) {
        case ("GET", "/v1/models"):
            return Self.wrapped([
                "models": [["name": "acestep-v15-turbo", "is_default": true]],
                "default_model": "acestep-v15-turbo",
            ])
        case ("GET", "/v1/stats"):
            return Self.wrapped(["jobs": ["total": .number(book.creates)], "queue_size": 0])
        case ("POST", "/release_task"): return release(request)
        case ("POST", "/query_result"): return query(request)
        case ("GET", Self.audioPath): return audio(request)
        default: return Self.refusal(404, "Not Found")
        }
    }

    private static func wrapped(_ data: JSONValue) -> LoopbackAnswer {
        let now = Int(Date.now.timeIntervalSince1970 * 1000)
        return .json(["data": data, "code": 200, "error": nil, "timestamp": .number(now), "extra": nil])
    }

    private func release(_ request: SeenRequest) -> LoopbackAnswer {
        guard request.headers["content-type"]?.hasPrefix("application/json") == true else {
            return Self.refusal(415, "Unsupported Content-Type")
        }
        guard let order = request.json, order.members != nil else {
            return Self.refusal(400, "Invalid JSON body")
        }
        if let fault = Self.fault(in: order) { return Self.refusal(400, fault) }
        let job = book.create(order)
        return Self.wrapped([
            "task_id": .string(job.id), "status": "queued", "queue_position": .number(job.number),
        ])
    }

    /// The first thing that is wrong with an order; nil where nothing is.
    private static func fault(in order: JSONValue) -> String? {
        for key in wordFields where order[key] != nil && order[key]?.word == nil {
            return "\(key) must be a string"
        }
        for key in wholeFields where order[key] != nil && order[key]?.whole == nil {
            return "\(key) must be an integer"
        }
        for key in flagFields {
            if let flag = order[key], flag != true, flag != false { return "\(key) must be a boolean" }
        }
        if let bpm = order["bpm"]?.whole, !(30...300).contains(bpm) { return "bpm must be from 30 to 300" }
        if let signature = order["time_signature"], !["2", "3", "4", "6"].contains(signature.word ?? "") {
            return "time_signature must be 2, 3, 4 or 6"
        }
        if let format = order["audio_format"], !["mp3", "wav", "flac"].contains(format.word ?? "") {
            return "audio_format must be mp3, wav or flac"
        }
        if let duration = order["audio_duration"] {
            guard case .number(let digits) = duration, let seconds = Double(digits),
                (10...600).contains(seconds)
            else { return "audio_duration must be from 10 to 600" }
        }
        guard (1...8).contains(order["batch_size"]?.whole ?? 2) else {
            return "batch_size must be from 1 to 8"
        }
        return nil
    }

    private func query(_ request: SeenRequest) -> LoopbackAnswer {
        guard let ids = request.field("task_id_list")?.list else {
            return Self.refusal(400, "task_id_list must be a list")
        }
        return Self.wrapped(.array(ids.map { state(of: $0.word ?? "") }))
    }

    private func state(of id: String) -> JSONValue {
        guard let (job, phase) = book.ask(id) else {
            return ["task_id": .string(id), "result": "[]", "status": 0]
        }
        let status: Int
        let items: [JSONValue]
        switch phase {
        case .queued, .running:
            (status, items) = (0, [Self.progress(0.5, stage: "generating", status: 0, error: nil)])
        case .unknown:
            (status, items) = (7, [Self.progress(0, stage: "warming up", status: 7, error: nil)])
        case .failed(let failure):
            (status, items) = (2, [Self.progress(0, stage: "failed", status: 2, error: failure.text)])
        case .done:
            let count = job.request["batch_size"]?.whole ?? 2
            (status, items) = (1, (0..<count).map { result(of: job, $0) })
        }
        return [
            "task_id": .string(id), "result": .string(JSONValue.array(items).line), "status": .number(status),
            "progress_text": status == 0 ? "50%" : "",
        ]
    }

    private static func progress(
        _ fraction: Double, stage: String, status: Int, error: String?
    ) -> JSONValue {
        [
            "file": "", "wave": "", "status": .number(status), "create_time": 1_795_430_000,
            "env": "development", "progress": .number(fraction), "stage": .string(stage),
            "error": JSONValue(error),
        ]
    }

    private func result(of job: JobBook.Job, _ index: Int) -> JSONValue {
        let order = job.request
        let format = order["audio_format"]?.word ?? "mp3"
        // A description has words, style, tempo, key and metre written for it, where they are not named.
        let isDescribed = order["sample_query"] != nil
        func made(_ key: String, _ value: JSONValue) -> JSONValue {
            order[key] ?? (isDescribed ? value : "N/A")
        }
        let file = "\(Self.audioPath)?path=%2Ftmp%2F\(job.id)-\(index).\(format)"
        return [
            "file": job.script.isWithoutURL ? "" : .string(file), "wave": "", "status": 1,
            "create_time": 1_795_430_000, "env": "development",
            "prompt": isDescribed ? .string(written.style) : order["prompt"] ?? "",
            "lyrics": isDescribed ? .string(written.lyrics) : order["lyrics"] ?? "",
            "metas": [
                "bpm": made("bpm", 96), "duration": made("audio_duration", 30), "genres": "N/A",
                "keyscale": made("key_scale", "A Minor"), "timesignature": made("time_signature", "3"),
            ],
            "seed_value": .string(order["seed"]?.string ?? "-1"), "progress": 1.0, "stage": "succeeded",
        ]
    }

    private func audio(_ request: SeenRequest) -> LoopbackAnswer {
        guard let path = request.query["path"], path.hasPrefix("/tmp/"), !path.contains("..") else {
            return Self.refusal(403, "Access denied")
        }
        guard let job = book.jobs.first(where: { path.hasPrefix("/tmp/\($0.id)-") }) else {
            return Self.refusal(404, "Audio file not found")
        }
        if book.nextLinkIsExpired(of: job.id) { return Self.refusal(404, "Audio file not found") }
        return MediaShelf.file(song, type: MediaShelf.type(of: path), for: request)
    }
}
