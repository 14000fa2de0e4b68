internal import Synchronization

/// How much may be ordered yet.
final class Budget: Sendable {
    private let left: Mutex<[JobUnitKind: Int]>
    private let whole: Budget?

    /// Creates a budget; what is not in it is not limited.
    ///
    /// - Parameters:
    ///   - most: How much may be ordered of what.
    ///   - whole: The budget of several jobs that this one is a part of; nil where it is none.
    init(_ most: [JobUnitKind: Int], within whole: Budget? = nil) {
        left = Mutex(most)
        self.whole = whole
    }

    /// Takes one order out; false where none is left.
    func take(_ kind: JobUnitKind) -> Bool {
        let isLeft = left.withLock { left in
            guard let count = left[kind] else { return true }
            guard count > 0 else { return false }
            left[kind] = count - 1
            return true
        }
        guard isLeft else { return false }
        guard whole?.take(kind) ?? true else {
            giveBackHere(kind)
            return false
        }
        return true
    }

    /// Puts an order back that came to nothing.
    func giveBack(_ kind: JobUnitKind) {
        giveBackHere(kind)
        whole?.giveBack(kind)
    }

    private func giveBackHere(_ kind: JobUnitKind) {
        left.withLock { left in
            if let count = left[kind] { left[kind] = count + 1 }
        }
    }
}
