internal import Synchronization

/// How much may be ordered yet.
final class Budget: Sendable {
    private let left: Mutex<[JobUnitKind: Int]>

    /// Creates a budget; what is not in it is not limited.
    init(_ most: [JobUnitKind: Int]) {
        left = Mutex(most)
    }

    /// Takes one order out; false where none is left.
    func take(_ kind: JobUnitKind) -> Bool {
        left.withLock { left in
            guard let count = left[kind] else { return true }
            guard count > 0 else { return false }
            left[kind] = count - 1
            return true
        }
    }

    /// Puts an order back that came to nothing.
    func giveBack(_ kind: JobUnitKind) {
        left.withLock { left in
            if let count = left[kind] { left[kind] = count + 1 }
        }
    }
}
