/// A service that answers requests, as a published contract says.
public protocol LoopbackService: Sendable {
    /// Answers a request.
    ///
    /// - Parameters:
    ///   - request: What arrived.
    ///   - baseURL: The server's own address, such as `http://127.0.0.1:8000`, without a slash at its end.
    func answer(_ request: SeenRequest, at baseURL: String) async -> LoopbackAnswer
}
