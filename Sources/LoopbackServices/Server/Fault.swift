/// Something that goes wrong with one exchange.
public enum Fault: Sendable {
    /// This is answered; the service is not asked.
    case answer(LoopbackAnswer)
    /// The service is asked, and may create a job; then this is answered instead of what it says.
    case afterwards(LoopbackAnswer)
    /// The connection is reset; the service is not asked.
    case resetBefore
    /// The service is asked, and may create a job; then the connection is reset without an answer.
    case resetAfterwards
    /// Nothing is answered until the client goes away; the service is asked before, or not.
    case silence(afterAsking: Bool)
    /// The service's answer is cut off after so many bytes of its body, though its head promises all; then the connection is closed.
    case truncated(keeping: Int)
    /// The connection is reset after so many bytes of the body of the service's answer.
    case resetMidBody(after: Int)
    /// The body of the service's answer comes slowly.
    case slow(bytesPerSecond: Int)
    /// The service's answer goes on without end: blanks follow its body until the client goes away.
    case endless
    /// Bytes come that are no HTTP; the service is not asked.
    case garbage

    /// Whether the service gets to see the request.
    var asksService: Bool {
        switch self {
        case .answer, .resetBefore, .silence(afterAsking: false), .garbage: false
        default: true
        }
    }
}
