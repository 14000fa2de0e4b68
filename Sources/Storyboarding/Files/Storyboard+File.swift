package import EditModel

extension Storyboard {
    /// What the files of storyboards say of their form.
    package static let schema = "mvsync.storyboard/1"

    /// The storyboard as JSON, as docs/formats/storyboard.md has it.
    package var json: JSONValue {
        .object(of: ["schema": .string(Self.schema), "scenes": .array(scenes.map(\.json))])
    }

    /// Reads the text of a file, strictly.
    ///
    /// - Throws: `StoryboardError` with the path of the value at fault and what was expected there.
    package init(file text: String) throws(StoryboardError) {
        do {
            let members = try JSONReader(parsing: text).members(["schema", "scenes"])
            try members["schema"].constant(Self.schema)
            var scenes: [Keyframe] = []
            for element in try members["scenes"].elements(limit: Self.mostScenes) {
                scenes.append(try Keyframe(element, after: scenes.last?.number ?? 0))
            }
            self.init(scenes: scenes)
        } catch {
            throw StoryboardError(error)
        }
    }
}

extension Keyframe {
    /// A scene has at most this many characters.
    private static let mostCharacters = 50

    fileprivate var json: JSONValue {
        .object(of: [
            "number": .number(number), "seconds": seconds.map { .number($0) } ?? .null,
            "title": .string(title), "section": .string(section),
            "scenario": .string(scenario),
            "characters": .array(
                characters.map {
                    .object(of: ["name": .string($0.name), "description": .string($0.description)])
                }), "actions": .string(actions), "plot": .string(plot), "negativePrompt": .string(negative),
        ])
    }

    fileprivate init(_ reader: JSONReader, after previous: Int) throws(EditError) {
        let members = try reader.members(
            [
                "number", "title", "section", "scenario", "characters", "actions", "plot", "negativePrompt",
            ], optional: ["seconds"])
        var characters: [Character] = []
        for element in try members["characters"].elements(limit: Self.mostCharacters) {
            let inner = try element.members(["name", "description"])
            characters.append(
                Character(name: try inner["name"].text(1...200), description: try inner["description"].text())
            )
        }
        let number = try members["number"].integer(1...9999)
        guard number > previous else {
            throw members["number"].mismatch("a number above that of the scene before (\(previous))")
        }
        self.init(
            number: number, title: try members["title"].text(1...200),
            scenario: try members["scenario"].text(1...4000), characters: characters,
            actions: try members["actions"].text(), plot: try members["plot"].text(),
            negative: try members["negativePrompt"].text(), section: try members["section"].text(0...200),
            seconds: try members.optional("seconds")?.decimal(Self.clipLengths))
    }
}
