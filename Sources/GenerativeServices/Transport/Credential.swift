/// A secret that authorises requests; it shows itself to nobody but the request that carries it.
public struct Credential: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// The secret itself, for the header of a request.
    let secret: String

    /// Takes a secret; nil for an empty one, and for one that no header can hold.
    public init?(_ secret: String) {
        let trimmed = secret.filter { !$0.isWhitespace }
        guard !trimmed.isEmpty, trimmed.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        self.secret = trimmed
    }

    /// Three dots.
    public var description: String { "…" }

    /// Three dots.
    public var debugDescription: String { "…" }

    /// Nothing to look into.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
