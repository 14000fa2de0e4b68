/// All that language models are asked, as texts that users may replace.
package struct PromptBook: Sendable {
    private var texts: [PromptStep: PromptText]

    /// The built-in prompts.
    package init() {
        texts = Self.builtIn.mapValues { PromptText(system: $0.system, user: $0.user) }
    }

    /// The built-in prompts, some of them replaced.
    ///
    /// - Parameter files: The contents of prompt files by their names, such as `song-sheet.md`.
    /// - Throws: `StoryboardError` with the code `.prompt` for a name that no step has, a missing part or an unknown
    ///   placeholder.
    package init(overriding files: [String: String]) throws(StoryboardError) {
        self.init()
        for (name, text) in files.sorted(by: { $0.key < $1.key }) {
            guard let step = PromptStep.allCases.first(where: { $0.file == name }) else {
                let known = PromptStep.allCases.map(\.file).joined(separator: ", ")
                throw StoryboardError(
                    .prompt, "No prompt is called “\(ModelText.oneLine(name))”; the names are \(known).")
            }
            texts[step] = try PromptText(text, for: step, file: name)
        }
    }

    /// The built-in prompts as files, by their names.
    package static var files: [String: String] {
        Dictionary(
            uniqueKeysWithValues: builtIn.map { step, text in
                (step.file, "# System\n\n\(text.system)\n\n# User\n\n\(text.user)\n")
            })
    }

    /// The two messages of a step.
    ///
    /// - Parameters:
    ///   - step: What is asked.
    ///   - values: The values of placeholders by name, which are put in as they are: braces in them mean nothing. A line
    ///     whose placeholders have no value is left out.
    ///   - isJSON: Whether a step that has a schema is asked for JSON instead of its template.
    package func messages(
        for step: PromptStep, _ values: [String: String], isJSON: Bool = false
    ) -> (system: String, user: String) {
        guard var messages = texts[step]?.filled(values) else { return ("", "") }
        if isJSON, let keys = AnswerSchema.keys(of: step) {
            messages.user += """


                Answer with one JSON object instead of the filled-in template, and nothing else: \(keys).
                """
        }
        return messages
    }

    static let builtIn: [PromptStep: (system: String, user: String)] =
        songPrompts.merging(scenePrompts) { first, _ in first }
}
