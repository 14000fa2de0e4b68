import Foundation
import GenerativeServices
import Sketching
import Testing

@Suite("Sketched words")
struct SketchChatTests {
    private func ask(
        _ purpose: ChatRequest.Purpose, _ user: String, seed: UInt64 = 1
    ) async throws -> String {
        try await SketchChat().answer(ChatRequest(purpose, system: "", user: user, seed: seed), onText: nil)
            .text
    }

    @Test("a song sheet has all its labels, in their order, and sings of the topic")
    func songSheet() async throws {
        let text = try await ask(
            .songSheet, "Please write.\nTopic: a paper boat on a long river, in autumn\nThanks.")
        var rest = text[...]
        for label in [
            "Song Title:", "Genre:", "Tempo:", "Time Signature:", "Key:", "Lyrics:", "[Intro]", "[Verse 1]",
            "[Pre-Chorus]", "[Chorus]", "[Verse 2]", "[Bridge]", "[Chorus]", "[Outro]", "Audio Recording:",
            "Vocal Performance:",
        ] {
            let place = try #require(rest.range(of: label), "\(label)")
            rest = rest[place.upperBound...]
        }
        #expect(text.contains("Song Title: Paper Boat on a Long River\n"))
        #expect(text.lowercased().components(separatedBy: "a paper boat on a long river").count > 4)
    }

    @Test("tempo and key are drawn by the seed, within bounds", arguments: 0..<20)
    func tempo(seed: UInt64) async throws {
        let text = try await ask(.songSheet, "Topic: rain", seed: seed)
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("Tempo: ") })
        let tempo = try #require(Int(line.dropFirst(7).prefix { $0.isNumber }))
        #expect((96...128).contains(tempo))
        #expect(text.contains(/\nKey: [A-G][#b]? (Major|Minor)\n/))
    }

    @Test("the same seed says the same, others say something else")
    func seeds() async throws {
        let first = try await ask(.songSheet, "Topic: rain", seed: 1)
        #expect(try await ask(.songSheet, "Topic: rain", seed: 1) == first)
        let others = try await [2, 3, 4].mapAsync { try await ask(.songSheet, "Topic: rain", seed: $0) }
        #expect(Set(others + [first]).count == 4)
    }

    @Test("lines are short enough to be sung")
    func lines() async throws {
        for seed in 0..<10 as Range<UInt64> {
            let text = try await ask(.songSheet, "Topic: the last tram", seed: seed)
            let lyrics = try #require(
                text.components(separatedBy: "Lyrics:").last?.components(separatedBy: "Audio").first)
            #expect(lyrics.split(separator: "\n").allSatisfy { $0.count < 60 })
        }
    }

    @Test("a topic stands behind its label, or on the next line, or is all that was said")
    func topics() async throws {
        for request in ["Topic: green tea", "Write!\n  topic:\n\n  green tea\nBye", "green tea"] {
            #expect(try await ask(.advertSheet, request).contains("Song Title: Green Tea\n"))
        }
    }

    @Test("a topic of many words is sung as far as it makes sense")
    func longTopics() async throws {
        let request = "Topic: an old man who feeds the pigeons at the station every day"
        #expect(try await ask(.songSheet, request).contains("Song Title: Old Man Who Feeds the Pigeons\n"))
    }

    @Test("a request without words is answered all the same")
    func nothing() async throws {
        for purpose in ChatRequest.Purpose.allCases {
            #expect(try await !ask(purpose, " \n ").isEmpty)
        }
    }

    @Test("there are as many scenes as were asked for, with the same person in each", arguments: [1, 3, 11])
    func scenes(count: Int) async throws {
        let text = try await ask(.keyframes, "Topic: a lost kite\nScenes: \(count)")
        let lines = text.split(separator: "\n")
        let numbers = lines.compactMap { line in
            line.wholeMatch(of: /Scene (\d+): .+/).flatMap { Int($0.1) }
        }
        #expect(numbers == Array(1...count))
        let people = lines.filter { $0.hasPrefix("Characters: ") }
        #expect(people.count == count)
        #expect(Set(people).count == 1)
        for label in ["Scenario: ", "Characters actions: ", "Plot: ", "Negative prompt: "] {
            #expect(lines.filter { $0.hasPrefix(label) }.count == count)
        }
    }

    @Test("six scenes where no number was said, and no more than sixty")
    func sceneCounts() async throws {
        #expect(try await ask(.keyframes, "Topic: a kite").components(separatedBy: "Scenario: ").count == 7)
        let many = try await ask(.keyframes, "Topic: a kite\nScenes: 99999999999")
        #expect(many.components(separatedBy: "Scenario: ").count <= 61)
    }

    @Test("a story has 200 words at least", arguments: 0..<6)
    func story(seed: UInt64) async throws {
        let text = try await ask(.story, "Topic: sea", seed: seed)
        #expect(text.split(whereSeparator: \.isWhitespace).count >= 200)
    }
}

extension Array {
    /// Maps one after the other.
    fileprivate func mapAsync<Value>(_ transform: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}
