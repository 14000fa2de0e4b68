internal import Foundation

/// What a request is about.
struct SketchTopic: Sendable {
    /// The topic as it was given, on one line.
    let text: String

    /// The topic short enough to be sung: a few words without signs at their ends.
    let subject: String

    /// Reads a request: the first text behind `Topic:`, or all of it where nothing begins so.
    init(_ request: String) {
        let lines = request.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
        var found: String?
        if let index = lines.firstIndex(where: { $0.lowercased().hasPrefix("topic:") }) {
            let rest = lines[index].dropFirst("topic:".count).trimmingCharacters(in: .whitespaces)
            found = rest.isEmpty ? lines[(index + 1)...].first { !$0.isEmpty } : rest
        }
        let all = (found ?? lines.joined(separator: " ")).prefix(2_000)
        let words = all.split(whereSeparator: \.isWhitespace)
        text = words.isEmpty ? "a song" : words.joined(separator: " ")
        subject = Self.subject(of: text)
    }

    /// The number in a line `Scenes: N`, 1…60; 6 where there is none.
    static func sceneCount(_ request: String) -> Int {
        for line in request.split(whereSeparator: \.isNewline) {
            let line = line.trimmingCharacters(in: .whitespaces).lowercased()
            guard line.hasPrefix("scenes:") else { continue }
            let digits = line.dropFirst("scenes:".count).drop { !$0.isWholeNumber }.prefix {
                $0.isASCII && $0.isWholeNumber
            }
            if let count = Int(digits) { return min(max(count, 1), 60) }
        }
        return 6
    }

    /// The most words of a topic that is sung.
    private static let mostWords = 7

    /// The first clause of a topic, cut where it has too many words.
    private static func subject(of text: String) -> String {
        let asked = [
            "write a song about ", "a song about ", "song about ", "a video about ", "an advert for ",
            "about ",
        ]
        var rest = Substring(text)
        if let opening = asked.first(where: { text.lowercased().hasPrefix($0) }) {
            rest = rest.dropFirst(opening.count)
        }
        let clause = rest.prefix { !".,;:!?()[]{}\n\"“”—".contains($0) }
        let weak: Set<String> = [
            "a", "an", "the", "of", "in", "on", "at", "and", "or", "to", "with", "who", "that", "for", "by",
        ]
        let all = clause.split(separator: " ").map(String.init)
        var words = Array(all.prefix(mostWords))
        if all.count > mostWords, !weak.contains(all[mostWords].lowercased()),
            let cut = words.lastIndex(where: { weak.contains($0.lowercased()) }), cut > 1
        {
            // Better a short whole than half of what follows “of” or “on”.
            words.removeLast(words.count - cut)
        }
        while words.count > 1, let last = words.last, weak.contains(last.lowercased()) { words.removeLast() }
        guard let first = words.first else { return "this song" }
        // In the middle of a line a topic does not begin with a capital, unless that is its own.
        if weak.contains(first.lowercased()) { words[0] = first.lowercased() }
        return words.joined(separator: " ")
    }

    /// The topic as a title: its main words with capitals.
    var title: String {
        let weak: Set<String> = ["a", "an", "the"]
        var words = subject.split(separator: " ").map(String.init)
        if words.count > 1, weak.contains(words[0].lowercased()) { words.removeFirst() }
        let small: Set<String> = [
            "of", "in", "on", "at", "and", "or", "to", "with", "the", "a", "an", "for", "by", "from",
        ]
        return words.enumerated().map { index, word in
            index > 0 && small.contains(word.lowercased())
                ? word.lowercased() : word.prefix(1).uppercased() + word.dropFirst()
        }.joined(separator: " ")
    }
}
