internal import NIOCore
internal import Synchronization

/// The exchanges of a server: what arrived, what shall go wrong, and the connections that are open.
final class Exchanges: Sendable {
    private let service: any LoopbackService
    private let log: (@Sendable (SeenRequest) -> Void)?
    private let state = Mutex(State())

    private struct State {
        var url = ""
        var requests: [SeenRequest] = []
        var faults: [Injected] = []
        var channels: [ObjectIdentifier: any Channel] = [:]
        var isClosed = false
    }

    private struct Injected {
        var fault: Fault
        var method: String
        var pathPrefix: String
        var times: Int
    }

    init(service: any LoopbackService, log: (@Sendable (SeenRequest) -> Void)?) {
        self.service = service
        self.log = log
    }

    var requests: [SeenRequest] { state.withLock { $0.requests } }

    func serve(at url: String) { state.withLock { $0.url = url } }

    func inject(_ fault: Fault, on method: String, _ pathPrefix: String, times: Int) {
        let injected = Injected(fault: fault, method: method, pathPrefix: pathPrefix, times: times)
        state.withLock { if times > 0 { $0.faults.append(injected) } }
    }

    func opened(_ channel: any Channel) {
        let isClosed = state.withLock {
            $0.channels[ObjectIdentifier(channel)] = channel
            return $0.isClosed
        }
        if isClosed { channel.close(promise: nil) }
    }

    func closed(_ channel: any Channel) {
        state.withLock { _ = $0.channels.removeValue(forKey: ObjectIdentifier(channel)) }
    }

    func closeAll() async {
        let channels = state.withLock {
            $0.isClosed = true
            return Array($0.channels.values)
        }
        for channel in channels { try? await channel.close() }
    }

    /// Notes a request, in the order of arrival, and picks what shall go wrong with it.
    func arrived(_ request: SeenRequest) -> Fault? {
        log?(request)
        return state.withLock { state in
            state.requests.append(request)
            let fitting = state.faults.firstIndex {
                $0.method == request.method && request.path.hasPrefix($0.pathPrefix)
            }
            guard let index = fitting else { return nil }
            let fault = state.faults[index].fault
            state.faults[index].times -= 1
            if state.faults[index].times == 0 { state.faults.remove(at: index) }
            return fault
        }
    }

    /// Answers a request, as well or badly as it shall be.
    ///
    /// - Throws: An error where the client has gone away.
    func respond(to request: SeenRequest, fault: Fault?, on channel: any Channel) async throws {
        var answer = LoopbackAnswer()
        if fault?.asksService ?? true {
            answer = await service.answer(request, at: state.withLock { $0.url })
        }
        let writer = AnswerWriter(
            channel: channel, closes: request.headers["connection"]?.lowercased() == "close")
        try await writer.write(answer, fault: fault)
    }
}
