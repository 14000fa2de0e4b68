internal import EditModel
public import Foundation

/// Songs by ElevenLabs Music (https://elevenlabs.io/docs): an order is answered with the song.
///
/// There is no job to ask about: where the answer is lost, the song is, too.
public struct ElevenLabsMusic: MediaService {
    /// Songs.
    public typealias Order = SongOrder

    /// `elevenlabs`.
    public var name: String { client.service }

    let client: ServiceClient
    private let model: String

    /// Creates a service.
    package init(model: String, client: ServiceClient) {
        self.model = model
        var client = client
        client.exception = { refusal in
            if refusal.mentions("quota_exceeded") { return .quota }
            return refusal.mentions("system_busy", "too_many_concurrent_requests") ? .busy : nil
        }
        self.client = client
    }

    /// Orders a song, which comes with the answer.
    public func submit(_ order: SongOrder, nonce: String, file: String) async throws -> Submission {
        let answer = try await client.data(
            "POST", "/v1/music?output_format=mp3_44100_128", Data(body(order).text.utf8), effect: .creates,
            timeout: 900, mostBytes: 256 << 20)
        try client.deposit(answer.body, in: file, as: .song)
        return .delivered
    }

    /// What is sent for an order.
    public func request(for order: SongOrder) -> String? { body(order).text }

    /// Nothing: there are no jobs.
    public func status(of job: String) async throws -> JobStatus {
        .failed(client.failure(.lost, "keeps no jobs"))
    }

    /// Nothing: there are no jobs.
    public func find(_ order: SongOrder, nonce: String, since: Date) async throws -> Finding { .unsearchable }

    /// It does, but does not tell them.
    public var writesWords: Bool { true }

    /// Fetches a song from an address.
    public func fetch(_ result: MediaResult, to file: String) async throws {
        try await client.download(result.address, to: file, mostBytes: 256 << 20)
    }

    private func body(_ order: SongOrder) -> JSONValue {
        guard !order.sections.isEmpty, order.description == nil else {
            let milliseconds = order.seconds.map { Int(bounded($0, 3...600) * 1000) }
            return .object(of: [
                "prompt": .string(order.description ?? "\(order.title): \(order.style)"),
                "music_length_ms": milliseconds.map { .number($0) } ?? .null,
                "force_instrumental": .bool(order.isInstrumental),
                "model_id": .string(model),
            ])
        }
        let styles = order.style.split(separator: ",").map { piece in
            JSONValue.string(piece.trimmingCharacters(in: .whitespaces))
        }
        let sections = order.sections.map { section in
            JSONValue.object(of: [
                "section_name": .string(section.name.isEmpty ? "Part" : String(section.name.prefix(100))),
                "positive_local_styles": .array([]),
                "negative_local_styles": .array([]),
                "duration_ms": .number(Int(bounded(section.seconds, 3...120) * 1000)),
                "lines": .array(section.lines.prefix(30).map { .string(String($0.prefix(200))) }),
            ])
        }
        return .object(of: [
            "composition_plan": .object(of: [
                "positive_global_styles": .array(styles),
                "negative_global_styles": .array([]),
                "sections": .array(sections),
            ]),
            "model_id": .string(model),
        ])
    }
}
