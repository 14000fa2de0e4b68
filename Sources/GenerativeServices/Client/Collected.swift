internal import Foundation
internal import Synchronization

/// Bytes that come in on another thread, one piece after the other.
final class Collected: Sendable {
    private let data = Mutex(Data())

    /// Takes a piece.
    func append(_ piece: Data) { data.withLock { $0.append(piece) } }

    /// All of them so far.
    var bytes: Data { data.withLock { $0 } }
}
