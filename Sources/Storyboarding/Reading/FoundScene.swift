/// What an answer says of a scene, empty for what it does not say.
struct FoundScene: Equatable {
    /// A field of the template.
    enum Field { case title, section, scenario, characters, actions, plot, negative, prompt, number }

    /// Longer texts of a field, in characters, are cut at a word.
    static let longest = 2500

    var number: Int?
    var title = ""
    var section = ""
    var scenario = ""
    var characters: [Keyframe.Character] = []
    var actions = ""
    var plot = ""
    var negative = ""

    static let labels: [String: Field] = [
        "title": .title, "scenetitle": .title, "name": .title, "keyframetitle": .title,
        "titleofthescene": .title,
        "section": .section, "songsection": .section, "part": .section, "sectionofthesong": .section,
        "lyricssection": .section, "songpart": .section, "scenario": .scenario, "scenarios": .scenario,
        "setting": .scenario, "location": .scenario, "scenedescription": .scenario, "environment": .scenario,
        "scenery": .scenario, "background": .scenario, "description": .scenario, "visual": .scenario,
        "visuals": .scenario, "characters": .characters, "character": .characters, "cast": .characters,
        "characterdescription": .characters, "characterdescriptions": .characters,
        "charactersdescription": .characters, "charactersdescriptions": .characters,
        "charactersactions": .actions, "charactersaction": .actions, "characteractions": .actions,
        "characteraction": .actions, "actions": .actions, "action": .actions,
        "actionsofthecharacters": .actions,
        "charactersactionsandemotions": .actions, "plot": .plot, "story": .plot, "narrative": .plot,
        "plotsummary": .plot, "negativeprompt": .negative, "negative": .negative,
        "negativeprompts": .negative, "overallnegativeprompt": .negative, "generalnegativeprompt": .negative,
        "avoid": .negative, "prompt": .prompt, "videoprompt": .prompt, "imageprompt": .prompt,
    ]

    /// Takes the lines of a field that is empty so far.
    mutating func take(_ field: Field, _ lines: [String]) {
        let filled = lines.filter { !Unfilled.isUnfilled($0) }
        func add(to text: inout String) {
            guard text.isEmpty else { return }
            let joined = filled.map { Markup.plain(Markup.unlisted($0).text) }.joined(separator: " ")
            text = TextFitting.prefix(
                of: ModelText.oneLine(Markup.unquoted(joined)), characters: Self.longest)
        }
        switch field {
        case .title:
            let read = SceneHeader.title(filled.first.map { Markup.plain($0) } ?? "")
            if title.isEmpty { title = TextFitting.prefix(of: read.title, characters: 120) }
            if section.isEmpty { section = read.section }
        case .section:
            let text = Markup.plain(filled.first ?? "")
            let name =
                SectionTag(Markup.bracketed(text) ?? text)?.name
                ?? TextFitting.prefix(of: text, characters: 60)
            if section.isEmpty { section = name.lowercased() }
        case .scenario, .prompt: add(to: &scenario)
        case .characters: characters += CharacterLines.characters(in: filled)
        case .actions: add(to: &actions)
        case .plot: add(to: &plot)
        case .negative: add(to: &negative)
        case .number: number = number ?? filled.first.flatMap { Int(Markup.trimmed($0)) }
        }
    }
}
