import Foundation
import Testing

@testable import GenerativeServices

struct EventStreamTests {
    private func events(_ pieces: [Data]) throws -> [String] {
        var stream = EventStream()
        var events = try pieces.flatMap { try stream.take($0) }
        if let last = stream.finish() { events.append(last) }
        return events
    }

    @Test("events are the same wherever their bytes are cut", arguments: ["\n", "\r\n", "\r"])
    func anyCut(lineEnd: String) throws {
        let lines = [
            ": a comment", "data: één – 🎵", "", "event: x", "data:two", "data:  three", "id: 4", "", "",
            "data", "data:", "", "retry: 5", ":", "data: last",
        ]
        let bytes = Data(lines.joined(separator: lineEnd).utf8)
        let expected = ["één – 🎵", "two\n three", "", "last"]
        for first in 0...bytes.count {
            for second in stride(from: first, through: bytes.count, by: 7) {
                let pieces = [
                    bytes.prefix(first), bytes[first..<second], bytes.suffix(from: second),
                ].map { Data($0) }
                try #require(try events(pieces) == expected, "\(first), \(second)")
            }
        }
        #expect(try events(bytes.map { Data([$0]) }) == expected)
    }

    @Test("a colon belongs to the name, whatever mark combines with it")
    func combiningMark() throws {
        #expect(try events([Data("data:\u{301}x\n\n".utf8)]) == ["\u{301}x"])
    }

    @Test("a line of more than a mebibyte is refused")
    func longLines() throws {
        var stream = EventStream()
        _ = try stream.take(Data(repeating: 65, count: EventStream.longestLine))
        #expect(throws: TransportError.self) { try stream.take(Data([65])) }
    }
}
