internal import EditModel
internal import Foundation

/// Takes a credential out of what a server says, which may repeat what it was sent.
struct Redaction: Sendable {
    /// Shorter secrets are no secrets, and would tear holes into words.
    private static let shortestSecret = 6

    /// Kept as what it is, so that it shows itself to nobody.
    private let credential: Credential?

    private var secret: String? { credential?.secret }

    /// Creates a redaction of a credential; of nothing where there is none.
    init(_ credential: Credential?) {
        self.credential = credential.flatMap { $0.secret.utf8.count < Self.shortestSecret ? nil : $0 }
    }

    /// A text with three dots for each occurrence.
    func callAsFunction(_ text: String) -> String {
        guard let secret else { return text }
        return text.replacing(secret, with: "…")
    }

    /// Bytes with three dots for each occurrence; those of media are left as they are.
    func callAsFunction(_ bytes: Data) -> Data {
        guard let secret, MediaKind(firstBytes: [UInt8](bytes.prefix(16))) == nil else { return bytes }
        let pattern = Data(secret.utf8)
        guard bytes.range(of: pattern) != nil else { return bytes }
        return bytes.replacing(pattern, with: Data("…".utf8))
    }

    /// A value with three dots for each occurrence in its strings and keys.
    func callAsFunction(_ value: JSONValue) -> JSONValue {
        guard secret != nil else { return value }
        return switch value {
        case .string(let text): .string(self(text))
        case .array(let elements): .array(elements.map { self($0) })
        case .object(let members):
            .object(members.map { JSONValue.Member(key: self($0.key), value: self($0.value)) })
        default: value
        }
    }

    /// How many characters at a text's end may be the beginning of the secret.
    func openEnd(of text: String) -> Int {
        guard let secret else { return 0 }
        return (1..<secret.count).reversed().first { text.hasSuffix(secret.prefix($0)) } ?? 0
    }
}

/// Takes a credential out of a text that comes piece by piece.
struct StreamedRedaction {
    private let redaction: Redaction
    private var held = ""

    /// Creates a redaction of a text that is to come.
    init(_ redaction: Redaction) {
        self.redaction = redaction
    }

    /// Takes a piece.
    ///
    /// - Returns: What can be shown: all but an end that may be the beginning of the secret.
    mutating func take(_ piece: String) -> String {
        let text = redaction(held + piece)
        let count = redaction.openEnd(of: text)
        held = String(text.suffix(count))
        return String(text.dropLast(count))
    }

    /// Ends the text.
    ///
    /// - Returns: What was held back.
    mutating func finish() -> String {
        defer { held = "" }
        return held
    }
}
