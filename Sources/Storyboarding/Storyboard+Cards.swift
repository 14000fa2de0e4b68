extension Storyboard {
    /// The storyboard in which each character looks the same in all scenes, and a full sentence for each change.
    ///
    /// The first full description of a character is its card; a later one that has all of its words and more takes its
    /// place. Where a scene abbreviates it or says nothing, the card is put in as it is.
    package func withCharacterCards() -> (storyboard: Storyboard, notes: [String]) {
        var cards: [String: CharacterCard] = [:]
        for character in scenes.flatMap(\.characters) {
            cards[character.cardKey, default: CharacterCard(character)].take(character.description)
        }
        var result = self
        var notes: [String] = []
        for scene in result.scenes.indices {
            for index in result.scenes[scene].characters.indices {
                let character = result.scenes[scene].characters[index]
                guard let card = cards[character.cardKey] else { continue }
                result.scenes[scene].characters[index] = Keyframe.Character(
                    name: card.name, description: card.description)
                if let note = card.note(on: character.description, scene: scenes[scene].number) {
                    notes.append(note)
                }
            }
        }
        return (result, notes)
    }
}

extension Keyframe.Character {
    /// What makes it the same character in another scene: the letters of its name, without what stands in brackets.
    var cardKey: String {
        var words = name.prefix { $0 != "(" && $0 != "[" }.lowercased()
            .split { !$0.isLetter && !$0.isNumber }.map(String.init)
        if words.count > 1, let first = words.first, ["the", "a", "an"].contains(first) {
            words.removeFirst()
        }
        return words.isEmpty ? name.lowercased() : words.joined(separator: " ")
    }
}

/// The one description of a character.
private struct CharacterCard {
    var name: String
    var description = ""
    private var inName = ""

    /// Fewer words than this are no description but a reminder of one.
    private static let fewestWords = 4
    private static let references = [
        "same as", "as before", "as above", "see scene", "as described", "described above", "described in",
        "described earlier", "previously described", "same description", "same appearance", "as in scene",
        "same character", "as previously",
    ]
    private static let fillers: Set<String> = [
        "a", "an", "the", "with", "and", "in", "of", "her", "his", "their", "is", "has", "wearing", "wears",
        "who",
        "she", "he", "they", "same", "at", "on", "to", "as", "from", "it", "its",
    ]

    init(_ character: Keyframe.Character) {
        let bare = Markup.trimmed(character.name.prefix { $0 != "(" && $0 != "[" })
        name = bare.isEmpty ? character.name : bare
    }

    /// Takes a description where it says more than the card.
    mutating func take(_ other: String) {
        guard !Self.isReference(other) else { return }
        let isFull = Self.isFull(description)
        if !isFull, Self.isFull(other) || other.count > description.count {
            description = other
        } else if isFull, other.count > description.count,
            Self.words(other).isSuperset(of: Self.words(description))
        {
            description = other
        }
    }

    /// What was changed in a scene; nil where its description was the card's, or nothing was known.
    func note(on other: String, scene: Int) -> String? {
        guard other != description else { return nil }
        if Markup.trimmed(other).isEmpty {
            return "Scene \(scene) does not describe \(name); the description of another scene is used."
        }
        if Self.isReference(other) || Self.words(other).isSubset(of: Self.words(description)) {
            return "Scene \(scene) describes \(name) in short; the full description is used."
        }
        return
            "Scene \(scene) describes \(name) differently (“\(TextFitting.prefix(of: other, characters: 80))”); “\(TextFitting.prefix(of: description, characters: 80))” is used in all scenes."
    }

    private static func isFull(_ text: String) -> Bool {
        text.split(separator: " ").count >= fewestWords && !isReference(text)
    }

    private static func isReference(_ text: String) -> Bool {
        let lower = text.lowercased()
        return lower == "same" || references.contains { lower.contains($0) }
    }

    private static func words(_ text: String) -> Set<String> {
        Set(text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)).subtracting(fillers)
    }
}
