internal import EditModel
public import Foundation
internal import Synchronization

/// The unofficial Suno API in the shape of `gcui-art/suno-api`.
///
/// Each call makes two songs, which are jobs of their own: a script of the book is for one song.
public final class SunoService: LoopbackService {
    /// The songs.
    public let book = JobBook(prefix: "c")

    /// Where songs lie.
    public let shelf: MediaShelf

    private let song: Data
    private let seconds: Double
    private let mediaURL: String?
    private let words: [Word]
    private let written: MadeWords
    private let state: Mutex<State>

    private struct State {
        var credits: Int
        var calls = 0
    }

    /// A sung word.
    public struct Word: Sendable, Equatable {
        /// The word as it stands in the lyrics, blanks and tags with it.
        public var text: String
        /// When it begins, in seconds of the song.
        public var start: Double
        /// When it ends.
        public var end: Double

        /// Creates a word.
        public init(_ text: String, start: Double, end: Double) {
            self.text = text
            self.start = start
            self.end = end
        }
    }

    /// Creates a service.
    ///
    /// - Parameters:
    ///   - song: The bytes of all songs.
    ///   - seconds: How long songs are said to be.
    ///   - credits: How many credits are left; a song costs five.
    ///   - words: When the words of all songs are sung.
    ///   - written: What it writes of its own, where it is given a description.
    ///   - shelf: Where songs are put.
    ///   - mediaURL: The address of the server of the shelf; nil for the service's own.
    public init(
        song: Data, seconds: Double = 120, credits: Int = 50, words: [Word] = [],
        written: MadeWords = MadeWords(), shelf: MediaShelf = MediaShelf(), mediaURL: String? = nil
    ) {
        self.song = song
        self.seconds = seconds
        self.words = words
        self.written = written
        self.shelf = shelf
        self.mediaURL = mediaURL
        state = Mutex(State(credits: credits))
    }

    /// How many calls made songs.
    public var creates: Int { state.withLock { $0.calls } }

    /// How many credits are left.
    public var credits: Int { state.withLock { $0.credits } }

    /// Sets how many credits are left.
    public func setCredits(_ credits: Int) { state.withLock { $0.credits = credits } }

    /// An error in the service's shape.
    public static func refusal(_ status: Int, _ error: String) -> LoopbackAnswer {
        .json(status, ["error": .string(error)])
    }

    /// Answers a request.
    public func answer(_ request: SeenRequest, at baseURL: String) async -> LoopbackAnswer {
        if MediaShelf.holds(request) { return shelf.answer(request, at: baseURL) }
        let routes = [
            "/api/custom_generate": "POST", "/api/generate": "POST", "/api/get": "GET",
            "/api/get_limit": "GET",
            "/api/get_aligned_lyrics": "GET",
        ]
        guard let method = routes[request.path] else {
            return .text(404, "<html>Not found</html>", type: "text/html")
        }
        guard request.method == method else { return LoopbackAnswer(status: 405) }
        switch request.path {
        case "/api/custom_generate":
            return create(request, required: ["prompt", "tags", "title"], at: baseURL)
        case "/api/generate":
            for key in ["make_instrumental", "wait_audio"] {
                guard let flag = request.json?[key], flag == true || flag == false else {
                    return Self.refusal(500, "\(key) must be a boolean")
                }
            }
            return create(request, required: ["prompt"], at: baseURL)
        case "/api/get": return get(request, at: baseURL)
        case "/api/get_limit": return limit()
        default: return aligned(request)
        }
    }

    private func limit() -> LoopbackAnswer {
        let credits = credits
        return .json([
            "credits_left": .number(credits), "period": "day", "monthly_limit": 50,
            "monthly_usage": .number(50 - credits),
        ])
    }

    private func create(_ request: SeenRequest, required: [String], at baseURL: String) -> LoopbackAnswer {
        guard let order = request.json, order.members != nil else {
            return Self.refusal(500, "Unexpected token in JSON")
        }
        for key in required where order[key]?.word == nil {
            return Self.refusal(500, "\(key) must be a string")
        }
        let isPaid = state.withLock { state in
            guard state.credits >= 10 else { return false }
            state.credits -= 10
            state.calls += 1
            return true
        }
        guard isPaid else { return Self.refusal(402, "Insufficient credits. You have no credits left.") }
        let songs = (0..<2).map { _ in book.create(order) }
        guard order["wait_audio"]?.isTrue == true else {
            return .json(.array(songs.map { info($0, .queued, at: baseURL, isAsked: false) }))
        }
        return .json(.array(songs.map { info($0, .running, at: baseURL, isAsked: false) }))
    }

    private func get(_ request: SeenRequest, at baseURL: String) -> LoopbackAnswer {
        guard let ids = request.query["ids"] else {
            return .json(
                .array(
                    book.jobs.reversed().map { info($0, JobBook.phase(of: $0), at: baseURL, isAsked: true) }))
        }
        let found = ids.split(separator: ",").compactMap { book.ask(String($0)) }
        return .json(.array(found.map { info($0.job, $0.phase, at: baseURL, isAsked: true) }))
    }

    private func aligned(_ request: SeenRequest) -> LoopbackAnswer {
        guard let id = request.query["song_id"], book.jobs.contains(where: { $0.id == id }) else {
            return Self.refusal(400, "Song ID is required")
        }
        let list = words.map { word -> JSONValue in
            [
                "word": .string(word.text), "start_s": .number(word.start), "end_s": .number(word.end),
                "success": true, "p_align": 0.98,
            ]
        }
        return .json(.array(list))
    }

    private func info(
        _ job: JobBook.Job, _ phase: JobBook.Phase, at baseURL: String, isAsked: Bool
    ) -> JSONValue {
        let order = job.request
        let isDescribed = order["tags"] == nil
        var audio = ""
        var length: JSONValue = nil
        var error: String?
        let status: String
        switch phase {
        case .queued: status = "submitted"
        case .unknown: status = "warming_up"
        case .running:
            status = "streaming"
            audio = (mediaURL ?? baseURL) + shelf.put(Data(song.prefix(song.count / 2)), as: "\(job.id).mp3")
        case .failed(let failure):
            status = "error"
            error = failure.text
            audio = (mediaURL ?? baseURL) + "/media/None.mp3"
        case .done:
            status = "complete"
            length = .number(seconds)
            if !job.script.isWithoutURL {
                audio =
                    (mediaURL ?? baseURL)
                    + shelf.put(song, as: "\(job.id).mp3", isExpired: book.nextLinkIsExpired(of: job.id))
            }
        }
        var (title, lyrics, style) = (order["title"] ?? "", order["prompt"] ?? "", order["tags"] ?? "")
        if isDescribed {
            // What it writes is there when something can be heard.
            let isWritten = !audio.isEmpty && error == nil
            title = .string(isWritten ? written.title : "")
            lyrics = .string(isWritten ? written.lyrics : "")
            style = .string(isWritten ? written.style : "")
        }
        // Where it is asked about, the words have no empty lines.
        let lines = lyrics.word?.split(separator: "\n").joined(separator: "\n")
        let info: [(String, JSONValue)] = [
            ("id", .string(job.id)), ("title", title), ("image_url", ""),
            ("lyric", isAsked ? JSONValue(lines) : lyrics), ("audio_url", .string(audio)),
            ("video_url", ""), ("created_at", .string(job.createdAt)),
            ("model_name", order["model"] ?? "chirp-v3-5"), ("status", .string(status)),
            ("gpt_description_prompt", isDescribed ? order["prompt"] ?? nil : nil),
            ("prompt", lyrics), ("type", "gen"), ("tags", style),
            ("negative_tags", order["negative_tags"] ?? ""),
            ("duration", length),
        ]
        let last: [(String, JSONValue)] = isAsked ? [("error_message", JSONValue(error))] : []
        return .object((info + last).map { .init(key: $0.0, value: $0.1) })
    }
}
