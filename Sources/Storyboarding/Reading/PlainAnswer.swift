/// Answers that are text alone: a prompt, a story.
package enum PlainAnswer {
    /// The answer in one paragraph, without what models say around it; nil where nothing is left.
    package static func paragraph(_ answer: String) -> String? {
        var lines: [String] = []
        for line in story(answer).text.split(separator: "\n") {
            var text = Markup.plain(Markup.unlisted(line).text)
            for label in [
                "prompt:", "improved prompt:", "video prompt:", "image prompt:", "animation prompt:",
            ]
            where text.lowercased().hasPrefix(label) {
                text = Markup.trimmed(text.dropFirst(label.count))
            }
            if !text.isEmpty { lines.append(text) }
        }
        let paragraph = Markup.unquoted(ModelText.oneLine(lines.joined(separator: " ")))
        return paragraph.contains(where: \.isLetter) ? paragraph : nil
    }

    /// The answer with its paragraphs, without what models say around it, and the number of its words.
    package static func story(_ answer: String) -> (text: String, words: Int) {
        var lines = ModelText.cleaned(answer).text.split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)[...]
        func isNone(_ line: String) -> Bool { Markup.trimmed(line).isEmpty || Markup.isRule(line) }
        while let first = lines.first, isNone(first) || isIntroduction(first) { lines = lines.dropFirst() }
        while let last = lines.last, isNone(last) || Chatter.isEnding(last) { lines = lines.dropLast() }
        let text = Markup.trimmed(lines.map { Markup.plain($0) }.joined(separator: "\n"))
        return (text, text.split(whereSeparator: \.isWhitespace).count)
    }

    /// Whether a line only says that something follows.
    private static func isIntroduction(_ line: String) -> Bool {
        guard Chatter.isOpening(line) else { return false }
        let plain = Markup.plain(line)
        return plain.count <= 160 && (plain.hasSuffix(":") || plain.hasSuffix("!"))
    }
}

extension ScenePrompt {
    /// The prompt as a language model improved it, with each character's description word for word.
    ///
    /// - Parameters:
    ///   - answer: The answer to `refinement`, `imagePrompt` or `animationPrompt`.
    ///   - scene: The scene that it is of.
    ///   - keepsDescriptions: Whether descriptions that the answer abbreviates are put behind it.
    ///   - limit: So many characters at most.
    /// - Returns: The prompt, and full sentences on what was mended; this prompt where the answer says nothing.
    package func refined(
        by answer: String, scene: Keyframe, keepsDescriptions: Bool = true, limit: Int
    ) -> (text: String, notes: [String]) {
        guard let paragraph = PlainAnswer.paragraph(answer) else {
            return (fitted(toCharacters: limit).text, ["The answer is no prompt; the one before it is used."])
        }
        var notes: [String] = []
        var tail = ""
        for character in scene.characters where keepsDescriptions && !character.description.isEmpty {
            let description = ModelText.oneLine(character.description)
            guard !paragraph.lowercased().contains(description.lowercased()) else { continue }
            let sentence =
                " \(ModelText.oneLine(character.name)): \(description)"
                + (description.hasSuffix(".") ? "" : ".")
            guard tail.count + sentence.count <= limit / 2 else {
                notes.append("The description of \(character.name) has no room in the prompt.")
                continue
            }
            tail += sentence
            notes.append(
                "The answer does not keep the description of \(character.name); it was put in again.")
        }
        let head = Self.shortened(paragraph, to: max(limit, 20) - tail.count)
        if head.count < paragraph.count { notes.append("The prompt was shortened to \(limit) characters.") }
        let text = Markup.trimmed(head + tail)
        guard text.count >= Self.shortest else { return (fitted(toCharacters: limit).text, notes) }
        return (text, notes)
    }
}
