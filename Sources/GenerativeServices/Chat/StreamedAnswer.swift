internal import EditModel
internal import Foundation

/// An answer of a language model that comes piece by piece.
struct StreamedAnswer {
    private let redaction: Redaction
    private var shown: StreamedRedaction
    private var events = EventStream()
    private var isOver = false
    private var isStream: Bool?

    /// The text so far, without the credential, as far as it can be shown.
    private(set) var text = ""

    /// Why it ended: `stop`, `eos`, `length` and others; nil where it has not.
    private(set) var reason: String?

    /// What the server says went wrong on the way; nil where nothing did.
    private(set) var failure: String?

    /// Creates an answer that is to come.
    init(_ redaction: Redaction) {
        self.redaction = redaction
        shown = StreamedRedaction(redaction)
    }

    /// Whether the server said that this is all.
    var isComplete: Bool { isOver || reason != nil }

    /// Takes bytes of the stream.
    ///
    /// - Returns: The text in them that can be shown; nil where this is no stream but one object of JSON.
    mutating func take(_ bytes: Data) throws -> String? {
        if isStream == nil {
            isStream = bytes.first { ![9, 10, 13, 32].contains($0) }.map { $0 != UInt8(ascii: "{") }
        }
        guard isStream ?? true else { return nil }
        return try events.take(bytes).map { read($0) }.joined()
    }

    /// Ends the stream.
    ///
    /// - Returns: The last text that can be shown.
    mutating func finish() -> String {
        var last = events.finish().map { read($0) } ?? ""
        let held = shown.finish()
        text += held
        last += held
        return last
    }

    private mutating func read(_ event: String) -> String {
        let event = event.trimmingCharacters(in: .whitespaces)
        if event == "[DONE]" {
            isOver = true
            return ""
        }
        guard !isOver else { return "" }
        guard let json = try? JSONValue(parsing: event.utf8) else {
            // A piece that cannot be read is a piece that is missing.
            if event.hasPrefix("{") { failure = failure ?? "a piece of the answer is no JSON" }
            return ""
        }
        if let error = json["error"] {
            let said = error["message"]?.string ?? error.string ?? "no reason given"
            failure = visible(String(redaction(said).prefix(300)))
            return ""
        }
        guard let choice = json["choices"]?.elements.first else { return "" }
        reason = choice["finish_reason"]?.filled ?? reason
        guard let piece = choice["delta"]?["content"]?.filled else { return "" }
        let new = shown.take(piece)
        text += new
        return new
    }
}
