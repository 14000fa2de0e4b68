internal import Foundation
internal import Hummingbird
internal import Logging
package import MVSyncPipeline
internal import NIOCore

/// Serves the studio on this machine, and works at its jobs.
package struct StudioServer: Sendable {
    private let board: JobBoard
    private let routes: StudioRoutes
    private let address: LoopbackAddress
    private let port: Int

    /// Seconds after which a connection that asks for nothing is closed.
    private static let idleSeconds: Int64 = 60

    /// Prepares a server.
    ///
    /// - Parameters:
    ///   - board: The jobs.
    ///   - usual: The job that is made of a request that says nothing but a topic.
    ///   - address: Where it listens.
    ///   - port: At which port; 0 for any that is free.
    package init(board: JobBoard, usual: JobOptions, address: LoopbackAddress, port: Int) {
        self.board = board
        self.address = address
        self.port = port
        routes = StudioRoutes(board: board, usual: usual)
    }

    /// Serves and works until the calling task is cancelled; the job that is worked at then is stopped at its last saved state.
    ///
    /// - Parameter onListening: Told the page's address once it can be opened; what it throws ends the server.
    /// - Throws: `StudioError`, `CancellationError`, what `onListening` throws.
    package func run(onListening: @escaping @Sendable (String) throws -> Void) async throws {
        let (ports, found) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            responder: routes.responder,
            server: .http1(configuration: .init(idleTimeout: .seconds(Self.idleSeconds))),
            configuration: ApplicationConfiguration(address: .hostname(address.host, port: port)),
            onServerRunning: { channel in
                found.yield(channel.localAddress?.port ?? 0)
                found.finish()
            }, logger: .silent)
        let (address, port) = (address, port)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [board] in await board.work() }
            group.addTask {
                do {
                    try await application.run()
                } catch let error as IOError {
                    throw StudioError(error, at: address.url(port: port))
                }
                throw CancellationError()
            }
            group.addTask {
                for await port in ports { try onListening(address.url(port: port)) }
            }
            // Whatever ends first ends the others.
            while try await group.next() != nil {}
        }
    }
}

/// Why the studio cannot be opened.
package struct StudioError: Error, Sendable, CustomStringConvertible {
    /// A full sentence: what is in the way, and what to do.
    package let description: String

    init(_ error: IOError, at url: String) {
        description =
            error.errnoCode == EADDRINUSE
            ? "Another program listens at \(url) already; name another port with --port, or 0 for any that is free."
            : "Nothing can be served at \(url): \(String(cString: strerror(error.errnoCode)))."
    }
}
