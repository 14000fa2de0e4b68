package import Foundation
internal import Synchronization

extension Process {
    /// Starts the process while no other one is being started.
    ///
    /// Foundation's `run()` was seen to read beyond its memory where many tests started programs at the same moment.
    package func start() throws { try startLock.withLock { _ in try run() } }
}

/// Held while a process is started.
private let startLock = Mutex(())
