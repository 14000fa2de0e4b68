internal import EditModel
public import Foundation
internal import Synchronization

/// ElevenLabs' music, which is answered with the sound itself.
public final class ElevenLabsService: LoopbackService {
    private let key: String
    private let song: Data
    private let made = Mutex(0)

    /// Creates a service.
    ///
    /// - Parameters:
    ///   - key: What requests must carry.
    ///   - song: The bytes of all songs.
    public init(key: String, song: Data) {
        self.key = key
        self.song = song
    }

    /// How many songs were made.
    public var creates: Int { made.withLock { $0 } }

    /// An error in the service's shape.
    public static func refusal(
        _ status: Int, _ kind: String, _ message: String, headers: [LoopbackAnswer.Header] = []
    ) -> LoopbackAnswer {
        .json(
            status, ["detail": ["status": .string(kind), "message": .string(message)]], headers: headers)
    }

    /// The allowance is used up, which the service says with the status 401.
    public static var quotaExceeded: LoopbackAnswer {
        refusal(401, "quota_exceeded", "This request exceeds your quota. You have 0 credits remaining.")
    }

    /// Answers a request.
    public func answer(_ request: SeenRequest, at baseURL: String) async -> LoopbackAnswer {
        guard request.headers["xi-api-key"] == key else {
            return Self.refusal(401, "invalid_api_key", "Invalid API key")
        }
        guard request.method == "POST", request.path == "/v1/music" else {
            return .json(404, ["detail": "Not Found"])
        }
        if let fault = Self.fault(in: request) {
            return .json(
                422, ["detail": [["loc": ["body"], "msg": .string(fault), "type": "value_error"]]])
        }
        let number = made.withLock { made in
            made += 1
            return made
        }
        let format = request.query["output_format"] ?? "auto"
        let type =
            format.hasPrefix("pcm") ? "audio/pcm" : format.hasPrefix("opus") ? "audio/opus" : "audio/mpeg"
        // The service sends the sound as it comes.
        let chunks = stride(from: 0, to: song.count, by: 1 << 14).map {
            Data(song.dropFirst($0).prefix(1 << 14))
        }
        return LoopbackAnswer(
            headers: [.init("Content-Type", type), .init("song-id", "song-\(number)")],
            body: .chunks(chunks, pause: 0))
    }

    /// The first thing that is wrong with an order; nil where nothing is.
    private static func fault(in request: SeenRequest) -> String? {
        guard let order = request.json, order.members != nil else { return "The body is no JSON object" }
        guard (order["prompt"] == nil) != (order["composition_plan"] == nil) else {
            return "Exactly one of prompt and composition_plan must be given"
        }
        guard ["music_v1", "music_v2"].contains(order["model_id"]?.word ?? "music_v1") else {
            return "model_id is not known"
        }
        if let plan = order["composition_plan"] {
            guard order["music_length_ms"] == nil, order["force_instrumental"] == nil else {
                return "music_length_ms and force_instrumental are for prompt only"
            }
            return fault(inPlan: plan)
        }
        guard order["prompt"]?.word != nil else { return "prompt must be a string" }
        if order["seed"] != nil { return "seed cannot be used with prompt" }
        if let length = order["music_length_ms"], !(3000...600_000).contains(length.whole ?? 0) {
            return "music_length_ms must be from 3000 to 600000"
        }
        return nil
    }

    private static func fault(inPlan plan: JSONValue) -> String? {
        func areTexts(_ value: JSONValue?) -> Bool { value?.list?.allSatisfy { $0.word != nil } ?? false }
        guard areTexts(plan["positive_global_styles"]), areTexts(plan["negative_global_styles"]) else {
            return "The plan needs its global styles"
        }
        guard let sections = plan["sections"]?.list, !sections.isEmpty else {
            return "The plan needs sections"
        }
        for section in sections {
            guard (1...100).contains(section["section_name"]?.word?.count ?? 0) else {
                return "section_name must have 1 to 100 characters"
            }
            guard areTexts(section["positive_local_styles"]), areTexts(section["negative_local_styles"])
            else {
                return "A section needs its local styles"
            }
            guard (3000...120_000).contains(section["duration_ms"]?.whole ?? 0) else {
                return "duration_ms must be from 3000 to 120000"
            }
            guard areTexts(section["lines"]), let lines = section["lines"]?.list, lines.count <= 30,
                lines.allSatisfy({ ($0.word?.count ?? 0) <= 200 })
            else { return "A section has at most 30 lines of at most 200 characters" }
        }
        return nil
    }
}
