internal import EditModel
public import Foundation

/// Songs by an ACE-Step 1.5 server of one's own (https://github.com/ace-step/ACE-Step-1.5).
public struct AceStep: MediaService {
    /// Songs.
    public typealias Order = SongOrder

    /// `acestep`.
    public var name: String { client.service }

    let client: ServiceClient

    /// Creates a service.
    package init(client: ServiceClient) {
        self.client = client
    }

    /// Puts an order into the server's queue.
    public func submit(_ order: SongOrder, nonce: String, file: String) async throws -> Submission {
        let answer = try await client.json("POST", "/release_task", body(order), effect: .creates)
        return try client.submission([answer["data"]?["task_id"]?.filled ?? answer["task_id"]?.filled])
    }

    /// What is sent for an order.
    public func request(for order: SongOrder) -> String? { body(order).text }

    /// Asks about a job; a server that was started anew knows none.
    public func status(of job: String) async throws -> JobStatus {
        let answer = try await client.json(
            "POST", "/query_result", .object(of: ["task_id_list": .array([.string(job)])]), effect: .none)
        guard let task = answer["data"]?.elements.first(where: { $0["task_id"]?.string == job }) else {
            guard case .array = answer["data"] else {
                throw client.failure(.malformed, "answered without the state of the job")
            }
            return client.lost(job)
        }
        // The result is JSON in a string of JSON.
        let result = task["result"]?.string.flatMap { try? JSONValue(parsing: $0.utf8) } ?? task["result"]
        // Of a job that it does not know the server says that it runs, and nothing else.
        if task["status"]?.number == 0, result == .array([]), task["progress_text"]?.filled == nil {
            return client.lost(job)
        }
        switch task["status"]?.number {
        case 1:
            let songs = (result?.elements ?? []).compactMap { song -> MediaResult? in
                guard let file = song["file"]?.filled else { return nil }
                return MediaResult(
                    address: file, id: song["seed_value"]?.string ?? "",
                    seconds: song["metas"]?["duration"]?.number, written: Self.written(song))
            }
            return try client.finished(songs)
        case 2:
            let error = result?["error"] ?? result?.elements.first?["error"]
            return .failed(client.givenUp(error?.string))
        default:
            let progress = result?["progress"] ?? result?.elements.first?["progress"]
            let stage = result?["stage"] ?? result?.elements.first?["stage"] ?? task["progress_text"]
            return .running(
                fraction: progress?.number.map { min(max($0, 0), 1) },
                word: visible(stage?.string ?? "running"))
        }
    }

    /// What a song says of itself: its style is called a prompt, and `N/A` stands for nothing.
    private static func written(_ song: JSONValue) -> WrittenSong? {
        func text(_ value: JSONValue?) -> String? { value?.filled.flatMap { $0 == "N/A" ? nil : $0 } }
        let metas = song["metas"]
        return WrittenSong(
            lyrics: text(song["lyrics"]), style: text(song["prompt"]), tempo: text(metas?["bpm"]),
            key: text(metas?["keyscale"]), timeSignature: text(metas?["timesignature"]))
    }

    /// Nothing: the server has no list of jobs.
    public func find(_ order: SongOrder, nonce: String, since: Date) async throws -> Finding { .unsearchable }

    /// Fetches a song from the server itself.
    public func fetch(_ result: MediaResult, to file: String) async throws {
        try await client.download(result.address, to: file, mostBytes: 512 << 20)
    }

    /// It does, by the language model beside it.
    public var writesWords: Bool { true }

    /// Nothing: it runs on a machine of the user's own.
    public var price: String? { client.address.isLocal ? "nothing, it runs here" : nil }

    private func body(_ order: SongOrder) -> JSONValue {
        // What is not named of words, style, tempo, key and metre is chosen by the server where it is given a description.
        func named(_ value: JSONValue) -> JSONValue { order.description == nil ? value : .null }
        return .object(of: [
            "sample_query": order.description.map { .string($0) } ?? .null,
            "prompt": named(.string(order.style)),
            "lyrics": named(.string(order.isInstrumental ? "[Instrumental]" : order.lyrics)),
            "bpm": named(.number(Int(bounded(order.bpm, 30...300).rounded()))),
            "key_scale": named(.string(order.key)),
            // The server knows a metre by its beats alone, and only these.
            "time_signature": [2, 3, 4, 6].contains(order.beatsPerBar)
                ? named(.string("\(order.beatsPerBar)")) : .null,
            "audio_duration": order.seconds.map { .number(bounded($0, 10...600).rounded()) } ?? .null,
            "audio_format": .string("mp3"),
            "batch_size": .number(1),
            "use_random_seed": .bool(false),
            "seed": .number(Int(order.seed & 0x7FFF_FFFF)),
            "thinking": .bool(true),
        ])
    }
}
