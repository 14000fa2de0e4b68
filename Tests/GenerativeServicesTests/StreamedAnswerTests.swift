import Foundation
import Testing

@testable import GenerativeServices

struct StreamedAnswerTests {
    private static let text = "Zwölf Möwen 🕊️ – \"los\""

    private func chunk(_ content: String?, finish: String? = nil) -> String {
        let delta = content.map { "{\"content\":\"\($0.replacing("\"", with: "\\\""))\"}" } ?? "{}"
        let reason = finish.map { "\"\($0)\"" } ?? "null"
        return "{\"choices\":[{\"index\":0,\"delta\":\(delta),\"finish_reason\":\(reason)}]}"
    }

    private func stream(_ events: [String], lineEnd: String = "\n") -> Data {
        Data(events.map { "data: \($0)\(lineEnd)\(lineEnd)" }.joined().utf8)
    }

    private func read(_ bytes: Data, cutAt cut: Int? = nil, key: String? = nil) throws -> (
        StreamedAnswer, shown: String
    ) {
        var answer = StreamedAnswer(Redaction(key.flatMap(Credential.init)))
        let cut = cut ?? bytes.count
        var shown = try answer.take(bytes.prefix(cut)) ?? ""
        shown += try answer.take(Data(bytes.suffix(from: cut))) ?? ""
        shown += answer.finish()
        return (answer, shown)
    }

    @Test("an answer is the same wherever its stream is cut", arguments: ["\n", "\r\n"])
    func anyCut(lineEnd: String) throws {
        let pieces = Self.text.map { chunk(String($0)) }
        let bytes = stream(
            [chunk("")] + pieces + [chunk(nil, finish: "stop"), "{\"choices\":[],\"usage\":{}}", "[DONE]"],
            lineEnd: lineEnd)
        for cut in 0...bytes.count {
            let (answer, shown) = try read(bytes, cutAt: cut)
            try #require(answer.text == Self.text, "cut at \(cut)")
            try #require(shown == Self.text)
            try #require(answer.isComplete && answer.reason == "stop" && answer.failure == nil)
        }
    }

    @Test("an answer is complete with an end or with a reason to end, and not without both")
    func endings() throws {
        #expect(try read(stream([chunk("a"), "[DONE]"])).0.isComplete)
        #expect(try read(stream([chunk("a", finish: "length")])).0.reason == "length")
        #expect(try !read(stream([chunk("a")])).0.isComplete)
        #expect(try read(stream(["[DONE]", chunk("a")])).0.text == "")
    }

    @Test("an error in the middle is told, as an object and as a text")
    func errors() throws {
        let object = try read(stream([chunk("a"), "{\"error\":{\"message\":\"no\\nmemory\"}}"])).0
        #expect(object.failure == "no\\nmemory")
        #expect(object.text == "a")
        #expect(try read(stream(["{\"error\":\"full\"}"])).0.failure == "full")
        #expect(try read(stream([chunk("a"), "{\"choices\":[{\"delta\"", "[DONE]"])).0.failure != nil)
    }

    @Test("null, missing and foreign members are nothing")
    func oddPieces() throws {
        let odd = [
            "{\"choices\":null}", "{}", "[]", "null", "keep-alive", "",
            "{\"choices\":[{\"delta\":{\"content\":null,\"reasoning\":\"hm\"},\"finish_reason\":\"\"}]}",
            "{\"error\":null,\"choices\":[{\"delta\":{\"content\":\"x\"}}]}",
        ]
        let (answer, shown) = try read(stream(odd))
        #expect(shown == "x")
        #expect(answer.failure == nil)
        #expect(!answer.isComplete)
    }

    @Test("one object of JSON is no stream, also behind blanks")
    func noStream() throws {
        var answer = StreamedAnswer(Redaction(nil))
        #expect(try answer.take(Data("\r\n ".utf8)) == "")
        #expect(try answer.take(Data("{\"choices\":[]}".utf8)) == nil)
    }

    @Test("a credential that the model repeats is taken out, however it is cut into pieces")
    func secrets() throws {
        let said = "the key is \(Record.key)! key-7f3 \(Record.key)"
        for size in 1...said.count {
            let characters = Array(said)
            let pieces = stride(from: 0, to: characters.count, by: size).map {
                chunk(String(characters[$0..<min($0 + size, characters.count)]))
            }
            let (answer, shown) = try read(stream(pieces + ["[DONE]"]), key: Record.key)
            try #require(shown == "the key is …! key-7f3 …")
            try #require(answer.text == shown)
        }
    }
}
