extension Storyboard {
    /// The scenes as a language model is asked to write them, which `reading(_:expecting:)` reads again.
    package var template: String {
        scenes.map(\.template).joined(separator: "\n\n") + "\n"
    }

    /// The characters with their first descriptions, a line each, for a prompt.
    package var characterList: String {
        var seen: Set<String> = []
        var lines: [String] = []
        for character in scenes.flatMap(\.characters) where seen.insert(character.cardKey).inserted {
            lines.append("\(character.name): \(character.description)")
        }
        return lines.joined(separator: "\n")
    }
}

extension Keyframe {
    /// The scene as a language model is asked to write it.
    package var template: String {
        var lines = ["Scene \(number)", "Title: \(title)"]
        if !section.isEmpty { lines.append("Section: \(section)") }
        lines.append("Scenario: \(scenario)")
        if characters.isEmpty { lines.append("Characters: none") } else { lines.append("Characters:") }
        lines += characters.map { "- \($0.name): \($0.description)" }
        lines.append("Characters actions: \(actions)")
        lines.append("Plot: \(plot)")
        if !negative.isEmpty { lines.append("Negative prompt: \(negative)") }
        return lines.joined(separator: "\n")
    }
}

extension Keyframe {
    /// The values that prompts have for a scene: `title`, `scenario`, `characters`, `actions` and `plot`.
    package var promptValues: [String: String] {
        [
            "title": title, "scenario": scenario, "actions": actions, "plot": plot,
            "characters": characters.map { "\($0.name): \($0.description)" }.joined(separator: "; "),
        ]
    }
}
