internal import Foundation
internal import Synchronization

/// Whether the task that waits for a piece of blocking work has been cancelled; the work asks now and then.
package final class CancellationFlag: Sendable {
    private let flag = Mutex(false)

    /// Throws `CancellationError` once the waiting task is cancelled.
    package func check() throws {
        if flag.withLock({ $0 }) { throw CancellationError() }
    }

    fileprivate func raise() { flag.withLock { $0 = true } }
}

/// Runs long, blocking work on a thread of its own, so that the shared pool of task threads stays free.
package func onThreadOfItsOwn<Value: Sendable>(
    _ work: @escaping @Sendable (CancellationFlag) throws -> Value
) async throws -> Value {
    let flag = CancellationFlag()
    return try await withTaskCancellationHandler {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Value, any Error>) in
            let thread = Thread {
                continuation.resume(with: Result { try work(flag) })
            }
            thread.stackSize = 8 << 20
            thread.start()
        }
    } onCancel: {
        flag.raise()
    }
}
