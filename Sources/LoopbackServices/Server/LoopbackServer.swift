internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import Synchronization

/// A server of HTTP/1.1 that this machine alone can reach, for tests of clients.
///
/// It keeps all that arrives, and makes exchanges go wrong where it is told to.
public final class LoopbackServer: Sendable {
    /// Its address, `http://127.0.0.1:PORT`, without a slash at its end.
    public let url: String

    private let exchanges: Exchanges
    private let listener: any Channel

    /// Starts to listen on 127.0.0.1.
    ///
    /// - Parameters:
    ///   - service: What answers.
    ///   - port: The port; 0 for one that is free.
    ///   - log: Called with each request as it has arrived, before it is answered.
    /// - Throws: An error of the system's where the port is taken.
    public init(
        _ service: any LoopbackService, port: Int = 0, log: (@Sendable (SeenRequest) -> Void)? = nil
    ) async throws {
        let exchanges = Exchanges(service: service, log: log)
        self.exchanges = exchanges
        listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(ChannelOptions.backlog, value: 64)
            .serverChannelOption(ChannelOptions.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(ChannelOptions.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    exchanges.opened(channel)
                    try channel.pipeline.syncOperations.addHandlers([
                        ByteToMessageHandler(HTTPRequestDecoder()),
                        ConnectionHandler(exchanges: exchanges, loop: channel.eventLoop),
                    ])
                }
            }
            .bind(host: "127.0.0.1", port: port).get()
        url = "http://127.0.0.1:\(listener.localAddress?.port ?? port)"
        exchanges.serve(at: url)
    }

    /// Stops listening, and closes all connections.
    public func stop() async {
        try? await listener.close()
        await exchanges.closeAll()
    }

    /// Everything that arrived, in the order in which it did.
    public var requests: [SeenRequest] { exchanges.requests }

    /// Makes exchanges to come go wrong.
    ///
    /// Of several faults that fit a request, the one injected first is used up first.
    ///
    /// - Parameters:
    ///   - fault: What goes wrong.
    ///   - method: The method of the requests that it is for.
    ///   - pathPrefix: What their path begins with, such as `/v1/chat`.
    ///   - times: How many exchanges it is for.
    public func inject(_ fault: Fault, on method: String, _ pathPrefix: String, times: Int = 1) {
        exchanges.inject(fault, on: method, pathPrefix, times: times)
    }
}
