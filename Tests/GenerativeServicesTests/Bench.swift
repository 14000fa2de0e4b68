import Foundation
import LoopbackServices
import Synchronization
import Testing

@testable import GenerativeServices

/// A service that answers as a test says.
struct Answering: LoopbackService {
    let reply: @Sendable (SeenRequest) -> LoopbackAnswer

    init(_ reply: @escaping @Sendable (SeenRequest) -> LoopbackAnswer) { self.reply = reply }

    func answer(_ request: SeenRequest, at baseURL: String) async -> LoopbackAnswer { reply(request) }
}

/// What a client waited and said; the waits pass at once.
final class Record: Sendable {
    /// The key that may be seen nowhere.
    static let key = "key-7f3a9c1e5b2d"

    /// The time by all clocks: 25 November 2026, noon in Greenwich.
    static let now = Date(timeIntervalSince1970: 1_795_608_000)

    private let state = Mutex<(waits: [Double], events: [ServiceEvent])>(([], []))

    var waits: [Double] { state.withLock { $0.waits } }
    var events: [ServiceEvent] { state.withLock { $0.events } }

    func patience(mostWait: Double = 120, now: @escaping @Sendable () -> Date = { Record.now }) -> Patience {
        Patience(mostWait: mostWait, now: now) { seconds in
            try Task.checkCancellation()
            self.state.withLock { $0.waits.append(seconds) }
        }
    }

    func client(
        _ url: String, key: String? = Record.key, transport: any HTTPTransport = CurlTransport(),
        mostWait: Double = 120, now: @escaping @Sendable () -> Date = { Record.now }
    ) throws -> ServiceClient {
        let address = try #require(ServiceAddress(url))
        return ServiceClient(
            service: "test", address: address,
            authorization: key.flatMap(Credential.init).map { HTTPRequest.Authorization(credential: $0) },
            transport: transport, patience: patience(mostWait: mostWait, now: now)
        ) { event in self.state.withLock { $0.events.append(event) } }
    }

    /// Whether the key is in anything that was told.
    var hasKey: Bool { events.contains { "\($0)".contains(Self.key) } }
}

/// libcurl with a shorter patience than services are given.
struct Hasty: HTTPTransport {
    var seconds: Double

    func exchange(
        _ request: HTTPRequest, receive: @escaping @Sendable (HTTPHead, Data) throws -> Void
    ) async throws -> HTTPHead {
        var request = request
        request.timeout = seconds
        return try await CurlTransport().exchange(request, receive: receive)
    }
}

/// A port of this machine that is taken, and where nobody listens.
final class ClosedPort: Sendable {
    let url: String
    private let descriptor: Int32

    init() throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        try #require(isBound)
        url = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))"
    }

    deinit { close(descriptor) }
}

/// Small files that begin like media, and are told by nothing else.
enum Sample {
    static let clip = Data([0, 0, 0, 24]) + Data("ftypisom".utf8) + filling(30_000)
    static let song = Data("ID3".utf8) + filling(40_000)
    static let image =
        Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]) + Data("IHDR".utf8)
        + filling(9000)

    private static func filling(_ count: Int) -> Data {
        Data((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) })
    }
}

/// The error that a piece of work throws; nil where it throws none.
func failure(_ work: () async throws -> Void) async -> (any Error)? {
    do {
        try await work()
        return nil
    } catch {
        return error
    }
}

/// The error of a service that a piece of work throws.
func refusal<Value>(_ work: () async throws -> Value) async -> ServiceError? {
    await failure { _ = try await work() } as? ServiceError
}
