public import Foundation

/// How long a service is waited for, and by which clock.
public struct Patience: Sendable {
    /// The longest single wait that a service may ask for, in seconds; it is come back to another time where it wants longer.
    public var mostWait: Double

    /// The time.
    public var now: @Sendable () -> Date

    /// Waits some seconds; throws when the task is cancelled.
    public var sleep: @Sendable (Double) async throws -> Void

    /// Creates patience; by the system's clock where nothing else is said.
    public init(
        mostWait: Double = 120, now: @escaping @Sendable () -> Date = { Date() },
        sleep: @escaping @Sendable (Double) async throws -> Void = {
            try await Task.sleep(for: .seconds($0))
        }
    ) {
        self.mostWait = mostWait
        self.now = now
        self.sleep = sleep
    }

    /// Seconds before another attempt where a service says nothing: 1, 2, 4 … up to a minute, a quarter more or less by chance.
    static func backoff(attempt: Int) -> Double {
        min(Double(1 << min(attempt, 6)), 60) * Double.random(in: 0.75...1.25)
    }
}
