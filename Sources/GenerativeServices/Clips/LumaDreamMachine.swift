internal import EditModel
public import Foundation

/// Clips by Luma's Dream Machine API (https://docs.lumalabs.ai).
public struct LumaDreamMachine: MediaService {
    /// Clips.
    public typealias Order = ClipOrder

    /// `luma`.
    public var name: String { client.service }

    let client: ServiceClient
    private let model: String

    private static let aspects = [(1, 1), (16, 9), (9, 16), (4, 3), (3, 4), (21, 9), (9, 21)]
    private static let promptLength = 3...5000
    private static let mostPages = 10

    /// How far the service's clock may be off this machine's, in seconds.
    private static let clockTolerance = 120.0

    /// Creates a service.
    package init(model: String, client: ServiceClient) {
        self.model = model
        var client = client
        client.exception = { refusal in
            guard [400, 402, 403, 422].contains(refusal.status) else { return nil }
            return refusal.mentions("credit", "insufficient", "usage limit") ? .quota : nil
        }
        self.client = client
    }

    /// Submits an order; a picture to start from must have an address of its own.
    public func submit(_ order: ClipOrder, nonce: String, file: String) async throws -> Submission {
        let body = try body(order)
        let answer = try await client.json("POST", "/generations/video", body, effect: .creates)
        return try client.submission([answer["id"]?.filled])
    }

    /// What is sent for an order.
    public func request(for order: ClipOrder) -> String? { try? body(order).text }

    /// Asks about a job by its name.
    public func status(of job: String) async throws -> JobStatus {
        guard let answer = try await client.answer(aboutJob: client.path("/generations/", job)) else {
            return client.lost(job)
        }
        switch answer["state"]?.string {
        case "completed":
            let url = answer["assets"]?["video"]?.filled
            return try client.finished([url].compactMap { $0.map { MediaResult(address: $0, id: job) } })
        case "failed": return .failed(client.givenUp(answer["failure_reason"]?.string))
        case let word: return .running(fraction: nil, word: visible(word ?? "waiting"))
        }
    }

    /// Looks through the newest jobs for one of the same prompt.
    public func find(_ order: ClipOrder, nonce: String, since: Date) async throws -> Finding {
        let prompt = try Self.prompt(order, client)
        var found: [String] = []
        var count = 0
        var isCertain = true
        // The list is the newest first; nobody orders a thousand clips in the meantime.
        for _ in 0..<Self.mostPages {
            let answer = try await client.json(
                "GET", "/generations?limit=100&offset=\(count)", effect: .none)
            guard case .array(let jobs) = answer["generations"] else {
                throw client.failure(.malformed, "answered without a list of jobs")
            }
            for job in jobs {
                guard let created = job["created_at"]?.string.flatMap(date),
                    let asked = job["request"]?["prompt"]?.string, let id = job["id"]?.filled
                else {
                    // It may be the one, and nothing of it says so.
                    isCertain = false
                    continue
                }
                if asked == prompt, created.timeIntervalSince(since) > -Self.clockTolerance {
                    found.append(id)
                }
            }
            count += jobs.count
            let oldest = jobs.last?["created_at"]?.string.flatMap(date)
            let isPast = oldest.map { $0.timeIntervalSince(since) < -Self.clockTolerance } ?? false
            guard !jobs.isEmpty, !isPast, answer["has_more"] == .bool(true) || jobs.count == 100 else {
                return found.isEmpty && !isCertain ? .unsearchable : .jobs(found)
            }
        }
        return found.isEmpty ? .unsearchable : .jobs(found)
    }

    /// Fetches a clip from its signed address.
    public func fetch(_ result: MediaResult, to file: String) async throws {
        try await client.download(result.address, to: file)
    }

    /// The balance, in US dollars.
    public func allowance() async throws -> Allowance? {
        let answer = try await client.json("GET", "/credits", effect: .none)
        guard let cents = answer["credit_balance"]?.number else { return nil }
        return Allowance(orders: nil, words: String(format: "US$ %.2f left", cents / 100))
    }

    private func body(_ order: ClipOrder) throws -> JSONValue {
        var frames: JSONValue = .null
        switch order.image {
        case nil: break
        case .url(let url):
            frames = .object(of: [
                "frame0": .object(of: ["type": .string("image"), "url": .string(url)])
            ])
        case .file:
            throw client.failure(
                .unsupported,
                "takes pictures by their address only, and cannot be sent one. Use --clips luma-agents, or leave --images out"
            )
        }
        let aspect = order.nearestAspect(of: Self.aspects)
        return .object(of: [
            "model": .string(model),
            "prompt": .string(try Self.prompt(order, client)),
            "aspect_ratio": .string("\(aspect.0):\(aspect.1)"),
            "resolution": .string(order.resolution(of: [540, 720, 1080, 2160])),
            "duration": .string(order.seconds < 7 ? "5s" : "9s"),
            "loop": .bool(false),
            "keyframes": frames,
        ])
    }

    private static func prompt(_ order: ClipOrder, _ client: ServiceClient) throws -> String {
        let prompt = order.promptWithNegative
        guard promptLength.contains(prompt.count) else {
            throw client.failure(
                .refused,
                "takes prompts of \(promptLength.lowerBound) to \(promptLength.upperBound) characters")
        }
        return prompt
    }
}

/// The time of a text such as `2026-11-23T12:00:00.000Z`, with or without fractions.
func date(_ text: String) -> Date? {
    (try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
        ?? (try? Date(text, strategy: .iso8601))
}

extension ClipOrder {
    /// The prompt for services that know no negative one.
    var promptWithNegative: String { negative.isEmpty ? prompt : "\(prompt) Without: \(negative)" }

    /// The nearest of the shapes that a service has.
    func nearestAspect(of shapes: [(Int, Int)]) -> (Int, Int) {
        func distance(_ shape: (Int, Int)) -> Double {
            abs(log(Double(shape.0 * aspect.height) / Double(shape.1 * aspect.width)))
        }
        return shapes.min { distance($0) < distance($1) } ?? (16, 9)
    }

    /// The name of the smallest size that has the wanted lines, or of the largest there is.
    func resolution(of sizes: [Int]) -> String {
        let size = sizes.first { $0 >= lines } ?? sizes.last ?? 720
        return size == 2160 ? "4k" : "\(size)p"
    }
}
