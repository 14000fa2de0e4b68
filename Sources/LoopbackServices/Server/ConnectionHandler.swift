internal import Foundation
internal import NIOCore
internal import NIOHTTP1

/// Collects the requests of one connection, and has them answered one after the other.
final class ConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = ByteBuffer

    private let exchanges: Exchanges
    private let executor: LoopExecutor
    private var head: HTTPRequestHead?
    private var body = ByteBuffer()
    private var answering: Task<Void, Never>?

    init(exchanges: Exchanges, loop: any EventLoop) {
        self.exchanges = exchanges
        executor = LoopExecutor(loop)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body.clear()
            if head.headers["expect"].contains(where: { $0.lowercased() == "100-continue" }) {
                let line = ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n")
                context.writeAndFlush(wrapOutboundOut(line), promise: nil)
            }
        case .body(var part):
            body.writeBuffer(&part)
        case .end:
            guard let head else { return }
            let request = SeenRequest(
                method: head.method.rawValue, target: head.uri,
                headers: head.headers.map { ($0.name, $0.value) }, body: Data(body.readableBytesView))
            answer(request, on: context.channel)
        }
    }

    private func answer(_ request: SeenRequest, on channel: any Channel) {
        let fault = exchanges.arrived(request)
        answering = Task(executorPreference: executor) { [exchanges, answering] in
            await answering?.value
            do {
                try await exchanges.respond(to: request, fault: fault, on: channel)
            } catch {
                channel.close(promise: nil)
            }
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        answering?.cancel()
        exchanges.closed(context.channel)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
