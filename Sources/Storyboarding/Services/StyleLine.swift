/// The style of a song in one line of tags, as services that make songs want it.
package struct StyleLine: Sendable, Equatable {
    /// What the shorter lines of services have room for, in characters.
    package static let short = 200
    /// What the longer lines of services have room for, in characters.
    package static let long = 1000

    /// The tags in the order of the line.
    package let tags: [String]
    /// For each tag, how soon it may be left out: the higher, the sooner.
    private let ranks: [Int]

    /// Makes the tags of a song: `electronic rock, 118 BPM, C Major, 4/4, female voice, warm`.
    ///
    /// - Parameters:
    ///   - sheet: The song.
    ///   - extra: Further tags, which are the first to be left out.
    package init(_ sheet: SongSheet, extra: [String] = []) {
        var tags: [String] = []
        var ranks: [Int] = []
        var seen: Set<String> = []
        func add(_ text: String, rank: Int) {
            for part in text.split(separator: ",") {
                let tag = Self.tidied(part)
                guard !tag.isEmpty, seen.insert(tag.lowercased()).inserted else { continue }
                tags.append(tag)
                ranks.append(rank)
            }
        }
        add(sheet.genre, rank: 0)
        add(sheet.tempoText, rank: 1)
        add(sheet.key.description, rank: 3)
        add(sheet.timeSignature.description, rank: 4)
        for (index, voice) in sheet.vocals.enumerated() {
            add(Self.voice(voice), rank: index == 0 ? 2 : 20 + index)
        }
        for (index, mood) in sheet.recording.enumerated() { add(mood, rank: 40 + index) }
        for (index, tag) in extra.enumerated() { add(tag, rank: 100 + index) }
        self.tags = tags
        self.ranks = ranks
    }

    /// The line in at most so many characters, and what was left out.
    package func text(limit: Int = StyleLine.short) -> (text: String, dropped: [String]) {
        var kept = Array(tags.indices)
        var dropped: [String] = []
        func line() -> String { kept.map { tags[$0] }.joined(separator: ", ") }
        while line().count > limit, let last = kept.max(by: { (ranks[$0], $0) < (ranks[$1], $1) }) {
            kept.removeAll { $0 == last }
            dropped.append(tags[last])
        }
        return (line(), dropped)
    }

    /// What a word says of a voice: `female` is `female voice`, `soft` is `soft vocals`.
    private static func voice(_ text: String) -> String {
        let lower = text.lowercased()
        let named = [
            "voice", "vocal", "sing", "rap", "choir", "harmon", "duet", "whisper", "spoken", "falsetto",
        ]
        guard !lower.contains(","), !named.contains(where: { lower.contains($0) }) else { return text }
        let people: Set<String> = [
            "female", "male", "girl", "boy", "woman", "man", "child", "feminine", "masculine",
        ]
        return people.contains(lower) ? "\(text) voice" : "\(text) vocals"
    }

    private static func tidied(_ text: some StringProtocol) -> String {
        var tag = ModelText.oneLine(Markup.plain(text)).filter { !"[]{}<>\"“”;|".contains($0) }
        while let last = tag.last, ".!:".contains(last) { tag.removeLast() }
        tag = Markup.trimmed(tag)
        return tag.count <= 80 ? tag : TextFitting.prefix(of: tag, characters: 80)
    }
}

extension StyleLine {
    /// The tags of a language model's answer to `style`: commas, lines and numbers may divide them.
    ///
    /// - Parameter words: So many words are kept in all; a tag with more than is left ends the list.
    package static func tags(in answer: String, words: Int = 10) -> [String] {
        var lines: [String] = []
        for line in ModelText.cleaned(answer).text.split(separator: "\n") {
            var text = Markup.plain(Markup.unlisted(line).text)
            if let colon = text.lastIndex(of: ":") {
                let behind = Markup.trimmed(text[text.index(after: colon)...])
                guard !behind.isEmpty else { continue }
                text = behind
            }
            guard !Chatter.isAny(text), !Markup.isRule(text) else { continue }
            lines.append(Markup.unquoted(text))
        }
        var left = words
        var tags: [String] = []
        for tag in PhraseList.phrases(in: lines) {
            let count = tag.split(separator: " ").count
            guard count <= 4 else { continue }
            guard count <= left else { break }
            left -= count
            tags.append(tag)
        }
        return tags
    }
}
