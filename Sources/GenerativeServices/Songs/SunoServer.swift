internal import EditModel
public import Foundation

/// Songs by a server in the manner of gcui-art/suno-api (https://github.com/gcui-art/suno-api), which uses an account at Suno.
///
/// It is no interface of Suno's own; whether its use is allowed is between its user and Suno.
public struct SunoServer: MediaService {
    /// Songs.
    public typealias Order = SongOrder

    /// `suno`.
    public var name: String { client.service }

    let client: ServiceClient
    private let model: String?

    /// What one order costs: two songs of five credits each.
    private static let creditsOfOrder = 10.0

    private static let clockTolerance = 120.0

    /// Creates a service.
    package init(model: String?, client: ServiceClient) {
        self.model = model
        var client = client
        client.exception = { refusal in
            // The server says 500 for nearly everything.
            if refusal.mentions("insufficient", "credits") { return .quota }
            return refusal.mentions("cookie", "session", "captcha", "unauthorized") ? .unauthorized : nil
        }
        client.renewal = Self.midnight
        self.client = client
    }

    /// Orders two songs, where the credits are enough for them.
    public func submit(_ order: SongOrder, nonce: String, file: String) async throws -> Submission {
        if let left = try await allowance(), left.orders == 0 {
            throw client.failure(
                .quota, "has \(left.words), which is not enough for a song", resumeAt: left.renewsAt)
        }
        let path = order.description == nil ? "/api/custom_generate" : "/api/generate"
        let answer = try await client.json("POST", path, body(order), effect: .creates)
        return try client.submission(answer.elements.map { $0["id"]?.filled })
    }

    /// What is sent for an order.
    public func request(for order: SongOrder) -> String? { body(order).text }

    /// Asks about both songs of an order, which end together.
    public func status(of job: String) async throws -> JobStatus {
        let answer = try await client.json("GET", client.path("/api/get?ids=", job), effect: .none)
        let wanted = Set(job.split(separator: ",").map(String.init))
        let songs = answer.elements.filter { $0["id"]?.string.map(wanted.contains) ?? false }
        guard !songs.isEmpty else {
            guard case .array = answer else {
                throw client.failure(.malformed, "answered without the state of the songs")
            }
            return client.lost(job)
        }
        let states = songs.map { $0["status"]?.string ?? "" }
        // What is streaming can be heard already, but not to its end.
        guard states.allSatisfy({ ["complete", "error"].contains($0) }) else {
            let open = states.first { !["complete", "error"].contains($0) } ?? ""
            return .running(fraction: nil, word: visible(open.isEmpty ? "waiting" : open))
        }
        let done = songs.filter { $0["status"]?.string == "complete" }
        guard !done.isEmpty else {
            return .failed(client.givenUp(songs.compactMap { $0["error_message"]?.filled }.first))
        }
        let results = done.compactMap { song in
            song["audio_url"]?.filled.map {
                MediaResult(
                    address: $0, id: song["id"]?.string ?? "", seconds: song["duration"]?.number,
                    written: WrittenSong(
                        title: song["title"]?.filled, lyrics: song["lyric"]?.filled ?? song["prompt"]?.filled,
                        style: song["tags"]?.filled))
            }
        }
        return try client.finished(results)
    }

    /// Looks for the newest songs of the same title or, where the words were left to the service, of the same description.
    public func find(_ order: SongOrder, nonce: String, since: Date) async throws -> Finding {
        let answer = try await client.json("GET", "/api/get", effect: .none)
        guard case .array(let all) = answer else {
            throw client.failure(.malformed, "answered without a list of songs")
        }
        let recent = all.compactMap { song -> (id: String, created: Date, song: JSONValue)? in
            guard let id = song["id"]?.filled, let created = song["created_at"]?.string.flatMap(date),
                created.timeIntervalSince(since) > -Self.clockTolerance
            else { return nil }
            return (id, created, song)
        }
        let songs = recent.filter { Self.isOf(order, $0.song) }
        // What tells neither its description nor its words may be what was ordered.
        if order.description != nil, songs.isEmpty,
            recent.contains(where: { $0.song["gpt_description_prompt"] == nil && $0.song["prompt"] == nil })
        {
            return .unsearchable
        }
        // The two songs of one order are made at the same time.
        guard let newest = songs.map(\.created).max() else { return .jobs([]) }
        let pair = songs.filter { abs($0.created.timeIntervalSince(newest)) < 30 }
        return .jobs([pair.map(\.id).joined(separator: ",")])
    }

    /// Whether a song is what an order asked for, as far as the service says.
    private static func isOf(_ order: SongOrder, _ song: JSONValue) -> Bool {
        guard let description = order.description else { return song["title"]?.string == order.title }
        return song["gpt_description_prompt"]?.string?.trimmingCharacters(in: .whitespacesAndNewlines)
            == description.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Fetches a song from its address.
    public func fetch(_ result: MediaResult, to file: String) async throws {
        try await client.download(result.address, to: file, mostBytes: 256 << 20)
    }

    /// The times of a song's words, as the server has them.
    public func words(of result: MediaResult) async throws -> Data? {
        guard !result.id.isEmpty else { return nil }
        let answer = try await client.data(
            "GET", client.path("/api/get_aligned_lyrics?song_id=", result.id), effect: .none)
        guard let words = try? JSONValue(parsing: answer.body),
            words.elements.contains(where: { $0["word"] != nil })
        else { return nil }
        return answer.body
    }

    /// The credits that are left, and when more come.
    public func allowance() async throws -> Allowance? {
        let answer = try await client.json("GET", "/api/get_limit", effect: .none)
        guard let left = answer["credits_left"]?.number else { return nil }
        return Allowance(
            orders: Int(bounded(left, 0...1e9) / Self.creditsOfOrder),
            words: "\(Int(bounded(left, 0...1e9))) credits left",
            renewsAt: answer["period"]?.string == "month" ? nil : Self.midnight(client.patience.now()))
    }

    /// It does, from a description.
    public var writesWords: Bool { true }

    /// Ten credits.
    public var price: String? { "10 credits for two songs" }

    /// The next midnight in Greenwich, when the day's credits come.
    private static func midnight(_ now: Date) -> Date? {
        Date(timeIntervalSince1970: (now.timeIntervalSince1970 / 86_400).rounded(.down) * 86_400 + 86_400)
    }

    private func body(_ order: SongOrder) -> JSONValue {
        let model: JSONValue = model.map { .string($0) } ?? .null
        if let description = order.description {
            return .object(of: [
                "prompt": .string(description), "make_instrumental": .bool(false), "model": model,
                "wait_audio": .bool(false),
            ])
        }
        return .object(of: [
            "prompt": .string(order.lyrics),
            "tags": .string(order.style),
            "title": .string(order.title),
            "make_instrumental": .bool(order.isInstrumental),
            "model": model,
            "wait_audio": .bool(false),
        ])
    }
}
