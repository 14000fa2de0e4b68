/// The prompt of a scene for a service that makes pictures or clips.
package struct ScenePrompt: Sendable, Equatable {
    /// Services want this many characters at least.
    package static let shortest = 3

    /// The prompt in one paragraph.
    package var text: String { Self.joined(parts.map(\.text)) }
    /// What must not be seen, on one line; empty for nothing.
    package let negative: String

    private let parts: [Part]
    private let number: Int

    /// A sentence or more, with what it is called and how soon it may be left out.
    private struct Part: Sendable, Equatable {
        var name: String
        var text: String
        /// What is left of it where it must be shorter; nil where it goes as a whole.
        var short: String?
        /// The higher, the sooner it is left out; 0 for what stays.
        var rank: Int
    }

    /// Makes the prompt of a scene: its place, its characters with their full descriptions, what they do, its plot, and
    /// a line on the look of all scenes.
    package init(_ scene: Keyframe, style: String = "") {
        number = scene.number
        negative = ModelText.oneLine(scene.negative)
        var parts: [Part] = []
        func add(_ name: String, _ text: String, short: String? = nil, rank: Int) {
            let sentence = Self.sentence(text)
            if !sentence.isEmpty { parts.append(Part(name: name, text: sentence, short: short, rank: rank)) }
        }
        add("the scenario", scene.scenario, rank: 0)
        for (index, character) in scene.characters.enumerated() {
            let name = ModelText.oneLine(character.name)
            let description = ModelText.oneLine(character.description)
            add(
                "the description of \(name)", description.isEmpty ? name : "\(name): \(description)",
                short: description.isEmpty ? nil : Self.sentence(name), rank: 10 + index)
        }
        add("the actions", scene.actions, rank: 5)
        add("the plot", scene.plot, rank: 40)
        add("the style", style, rank: 30)
        if parts.isEmpty { add("the title", scene.title, rank: 0) }
        if Self.joined(parts.map(\.text)).count < Self.shortest {
            parts = [Part(name: "the number", text: "Scene \(scene.number).", rank: 0)]
        }
        self.parts = parts
    }

    /// The prompt in at most so many characters, and what was left out, least important first.
    ///
    /// Plot and style go first, then descriptions of characters from the last (their names stay while they can), then
    /// actions; at last the scenario is shortened, never inside a word.
    ///
    /// - Parameter limit: A limit below 20 counts as 20.
    package func fitted(toCharacters limit: Int) -> (text: String, dropped: [String]) {
        let limit = max(limit, 20)
        var parts = parts
        var dropped: [String] = []
        func length() -> Int { Self.joined(parts.map(\.text)).count }
        while length() > limit, let index = Self.next(parts) {
            let part = parts[index]
            let over = length() - limit
            let kept = part.rank == 5 ? Self.shortened(part.text, to: part.text.count - over) : ""
            if let short = part.short {
                parts[index] = Part(
                    name: part.name.replacing("the description of ", with: ""), text: short, rank: 7)
            } else if kept.isEmpty {
                parts.remove(at: index)
            } else {
                parts[index].text = kept
            }
            dropped.append(
                kept.isEmpty ? part.name : "the end of \(part.name)")
        }
        let text = Self.joined(parts.map(\.text))
        guard text.count > limit else { return (text, dropped) }
        let cut = Self.shortened(text, to: limit)
        guard cut.count >= Self.shortest else { return ("Scene \(number).", dropped + ["the scenario"]) }
        return (cut, dropped + ["the end of the scenario"])
    }

    /// The part that is left out next; nil where only what stays is there.
    private static func next(_ parts: [Part]) -> Int? {
        parts.indices.filter { parts[$0].rank > 0 }.max { (parts[$0].rank, $0) < (parts[$1].rank, $1) }
    }

    /// Whole sentences of a text, else its first words, in at most so many characters.
    static func shortened(_ text: String, to limit: Int) -> String {
        guard limit > 0 else { return "" }
        let cut = TextFitting.prefix(of: text, characters: limit)
        if let end = cut.lastIndex(where: { ".!?。！？".contains($0) }), cut[...end].count * 2 >= cut.count {
            return String(cut[...end])
        }
        return cut
    }

    private static func joined(_ texts: [String]) -> String {
        texts.filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// The text on one line with a full stop at its end.
    private static func sentence(_ text: String) -> String {
        var line = ModelText.oneLine(text)
        while let last = line.last, ",;:-–—".contains(last) { line = Markup.trimmed(line.dropLast()) }
        guard let last = line.last else { return "" }
        return ".!?…。！？\"”'’)".contains(last) ? line : line + "."
    }
}
