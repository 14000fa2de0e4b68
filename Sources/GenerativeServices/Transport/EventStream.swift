internal import Foundation

/// Reads a stream of server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html) as its bytes
/// come, wherever they are cut.
struct EventStream {
    /// A line longer than this is refused.
    static let longestLine = 1 << 20

    private var line: [UInt8] = []
    private var data: [String] = []
    private var endedByReturn = false

    /// Whether nothing is left that had no end.
    var isAtEnd: Bool { line.isEmpty && data.isEmpty }

    /// Takes bytes.
    ///
    /// - Returns: The data of the events that they complete.
    /// - Throws: `TransportError` for a line that is too long.
    mutating func take(_ bytes: Data) throws -> [String] {
        var events: [String] = []
        for byte in bytes {
            // A line ends with CR, LF, or both.
            defer { endedByReturn = byte == 13 }
            switch byte {
            case 10 where endedByReturn: continue
            case 10, 13:
                if let event = endLine() { events.append(event) }
            default:
                guard line.count < Self.longestLine else {
                    throw TransportError(.tooLarge, "a line of the stream is longer than a mebibyte")
                }
                line.append(byte)
            }
        }
        return events
    }

    /// Ends the stream: what came last counts, though nothing stands behind it.
    mutating func finish() -> String? {
        if !line.isEmpty { _ = endLine() }
        return endLine()
    }

    private mutating func endLine() -> String? {
        defer { line = [] }
        guard !line.isEmpty else {
            defer { data = [] }
            return data.isEmpty ? nil : data.joined(separator: "\n")
        }
        // Compared as bytes: a mark that combines with the colon is part of the value.
        guard line.starts(with: "data:".utf8) else { return nil }
        let value = line.dropFirst(5)
        data.append(String(decoding: value.first == 32 ? value.dropFirst() : value, as: UTF8.self))
        return nil
    }
}
