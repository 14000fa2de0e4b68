internal import EditModel
internal import Foundation

/// An answer of a language model that comes piece by piece.
struct StreamedAnswer {
    private var events = EventStream()
    private var isOver = false

    /// The text so far.
    private(set) var text = ""

    /// Why it ended: `stop`, `eos`, `length` and others; nil where it has not.
    private(set) var reason: String?

    /// What the server says went wrong on the way; nil where nothing did.
    private(set) var failure: String?

    /// Whether the server said that this is all.
    var isComplete: Bool { isOver || reason != nil }

    /// Takes bytes of the stream.
    ///
    /// - Returns: The pieces of text in them.
    mutating func take(_ bytes: Data) throws -> [String] {
        try events.take(bytes).compactMap { read($0) }
    }

    /// Ends the stream.
    mutating func finish() throws {
        if let event = events.finish() { _ = read(event) }
    }

    private mutating func read(_ event: String) -> String? {
        if event == "[DONE]" {
            isOver = true
            return nil
        }
        guard !isOver, let json = try? JSONValue(parsing: event.utf8) else { return nil }
        if let error = json["error"] {
            failure = visible(
                String((error["message"]?.string ?? error.string ?? "no reason given").prefix(300)))
            return nil
        }
        guard let choice = json["choices"]?.elements.first else { return nil }
        reason = choice["finish_reason"]?.filled ?? reason
        guard let piece = choice["delta"]?["content"]?.filled else { return nil }
        text += piece
        return piece
    }
}
