/// The template of a storyboard as text, divided into its scenes.
struct SceneTemplate {
    /// The scenes in the order of the answer, with or without all that they need.
    private(set) var scenes: [FoundScene] = []

    /// Labels as they are written within a row.
    private static let names = [
        "title", "section", "scenario", "characters actions", "character actions", "character's actions",
        "characters' actions", "actions", "characters", "negative prompt", "plot",
    ]

    private var scene: FoundScene?
    private var field: FoundScene.Field?
    private var lines: [String] = []
    private var hasHeaders = false

    /// Reads an answer.
    mutating func read(_ text: String) {
        let rows = text.split(separator: "\n", omittingEmptySubsequences: false)
        hasHeaders = rows.contains { SceneHeader($0) != nil }
        for row in rows {
            for line in LabelledLine<FoundScene.Field>.divided(row, at: Self.names) { read(line: line) }
        }
        endScene()
    }

    private mutating func read(line: String) {
        if let header = SceneHeader(line) {
            endScene()
            scene = FoundScene(number: header.number, title: header.title, section: header.section)
        } else if let labelled = LabelledLine(line, labels: FoundScene.labels), isLabel(labelled) {
            endField()
            if scene == nil
                || (scene?.scenario.isEmpty == false && [.title, .scenario].contains(labelled.field))
            {
                guard scene != nil || !hasHeaders || labelled.field == .scenario else { return }
                endScene()
                scene = FoundScene()
            }
            field = labelled.field
            if !labelled.value.isEmpty { lines.append(labelled.value) }
        } else if !hasHeaders, let title = Self.numbered(line) {
            endScene()
            scene = FoundScene(number: title.number, title: title.title, section: title.section)
        } else if scene != nil, !Markup.isRule(line), !Markup.trimmed(line).isEmpty, !Chatter.isEnding(line) {
            takeLoose(line)
        }
    }

    /// Within a scene's text “Story - …” is no label.
    private func isLabel(_ line: LabelledLine<FoundScene.Field>) -> Bool {
        line.hasColon || line.isMarked || (line.value.isEmpty && !line.label.isEmpty)
            || [
                "scenario", "charactersactions", "characters", "plot", "negativeprompt", "actions", "action",
            ].contains(
                line.label)
    }

    /// A line without a label: more of the field before it, the title behind a header, or the scenario.
    private mutating func takeLoose(_ line: String) {
        // The head of a table.
        guard Markup.trimmed(line).first != "|" else { return }
        if field == nil, lines.isEmpty, scene?.title.isEmpty == true {
            let plain = Markup.plain(Markup.unlisted(line).text)
            let isTitle = Markup.unquoted(plain) != plain || Markup.isEmphasised(Markup.trimmed(line))
            if plain.count <= 100, isTitle {
                scene?.take(.title, [plain])
                return
            }
        }
        lines.append(line)
    }

    /// The number and title of `1. **"First Light"**`, which is no label.
    private static func numbered(_ line: String) -> (number: Int, title: String, section: String)? {
        let plain = Markup.plain(line.drop { $0 == "#" || $0 == " " || $0 == "*" })
        let digits = plain.prefix { $0.isASCII && $0.isNumber }
        guard !digits.isEmpty, digits.count <= 2, let number = Int(digits), number > 0,
            let mark = plain.dropFirst(digits.count).first, ".):".contains(mark), plain.count <= 120
        else { return nil }
        let read = SceneHeader.title(String(plain.dropFirst(digits.count + 1)))
        return read.title.isEmpty ? nil : (number, read.title, read.section)
    }

    private mutating func endField() {
        // A word or two behind a header are the beginning of a label that breaks off.
        let words = lines.reduce(0) { $0 + $1.split(separator: " ").count }
        if field != nil || words >= 4 { scene?.take(field ?? .prompt, lines) }
        lines = []
        field = nil
    }

    private mutating func endScene() {
        endField()
        if let scene { scenes.append(scene) }
        scene = nil
    }
}
