internal import EditModel
internal import Foundation
internal import GenerativeServices
internal import Storyboarding

/// The song sheet, the story, the scenes and their prompts.
extension Generation {
    /// Reads one of the job's files, whose errors then name it.
    ///
    /// - Throws: `PipelineError`.
    func read<Value>(_ name: String, _ reading: (String) throws(StoryboardError) -> Value) throws -> Value {
        let text = try folder.text(name)
        do {
            return try reading(text)
        } catch {
            throw PipelineError(.unreadable, "\(quoted(folder.file(name))): \(error.description)")
        }
    }

    // MARK: Song sheet

    /// The song sheet: the one that is there, or a new one.
    func sheet() async throws -> SongSheet {
        if folder.has(JobFolder.Name.sheet) {
            return try read(JobFolder.Name.sheet, SongSheet.init(file:))
        }
        let sheet: SongSheet
        if job.songFile != nil {
            // What is sung in a song of the user's own is not up to a language model.
            let lyrics = try job.lyricsFile.map { try TextFile.read($0, kind: "lyrics") } ?? ""
            sheet = SongSheet(title: job.title, lyrics: lyrics)
        } else if job.isDescribed {
            sheet = try await toldSheet()
        } else {
            sheet = try await writeSheet()
        }
        try folder.write(sheet.lyrics + "\n", as: JobFolder.Name.lyrics)
        try folder.write(sheet.json.text, as: JobFolder.Name.sheet)
        return sheet
    }

    private func writeSheet() async throws -> SongSheet {
        let chat = try services.chat()
        let step = sheetStep
        let first = try await ask(chat, step, sheetValues)
        try folder.write(first.text, as: JobFolder.Name.sheetAnswer)
        var reading = SongSheet.reading(first.text, topic: job.title)
        if job.instrumental, reading.sheet == nil {
            return SongSheet(title: job.title, lyrics: "")
        }
        let missing = reading.missing
        if !missing.isEmpty {
            let names = missing.map(\.rawValue).joined(separator: ", ")
            // Small models that are held to a form fill it with nothing; the template in plain text leads them better.
            let second =
                reading.sheet == nil
                ? try await ask(chat, step, sheetValues, asForm: false)
                : try await ask(chat, .repair, reading.repairValues(answer: first.text))
            try folder.write(
                first.text + "\n\n--- asked again for \(names) ---\n\n" + second.text,
                as: JobFolder.Name.sheetAnswer)
            reading = reading.completed(by: second.text)
        }
        for sentence in reading.notes { note(sentence) }
        guard let sheet = reading.sheet else {
            throw PipelineError(
                .unreadable,
                "\(chat.name) wrote no lyrics, though it was asked twice; what it wrote is in \(quoted(folder.file(JobFolder.Name.sheetAnswer))). Try another model, or another seed."
            )
        }
        return sheet
    }

    /// The question for the song sheet.
    var sheetStep: PromptStep { job.brief == nil ? .songSheet : .advertSheet }

    /// The values of that question.
    var sheetValues: [String: String] {
        [
            "topic": job.topic, "brief": job.brief ?? "",
            "wishes": job.instrumental ? "The song has no words: leave the lyrics out." : "",
        ]
    }

    /// The style in one line, as services want it.
    func styleLine(_ sheet: SongSheet) -> String {
        let extra = (try? folder.text(Self.tagsName)).map { StyleLine.tags(in: $0) } ?? []
        return StyleLine(sheet, extra: extra).text(
            limit: job.services["song"] == "suno" ? StyleLine.short : StyleLine.long
        ).text
    }

    /// Has the language model name further tags of the song's style, where its prompts are to be refined.
    func writeTags(_ sheet: SongSheet) async throws {
        guard job.refine, !folder.has(Self.tagsName) else { return }
        let answer = try await ask(services.chat(), .style, sheet.promptValues, mostTokens: 200)
        try folder.write(StyleLine.tags(in: answer.text).joined(separator: ", ") + "\n", as: Self.tagsName)
    }

    /// The file of the tags that a language model named.
    private static let tagsName = JobFolder.Name.prompts + "/style.txt"

    /// The sections of its lyrics, in their order.
    func sections(of sheet: SongSheet) -> [LyricSection] {
        LyricSection.sections(
            of: sheet.lyrics, tempo: sheet.tempo, beats: sheet.timeSignature.beats, total: job.songSeconds)
    }

    // MARK: Story

    /// How long a story is to be.
    private static let fewestWords = 200

    /// The story: the one that is there, or a new one; nil where none is wanted.
    func story(_ sheet: SongSheet) async throws -> String? {
        if folder.has(JobFolder.Name.story) { return try folder.text(JobFolder.Name.story) }
        guard job.story || run.until == .story else { return nil }
        let answer = try await ask(
            services.chat(), .story,
            sheet.promptValues.merging(["topic": job.title, "words": "\(Self.fewestWords)"]) { $1 })
        let (text, words) = PlainAnswer.story(answer.text)
        guard words > 0 else {
            throw PipelineError(
                .unreadable, "The language model wrote no story; try again, or leave --story out.")
        }
        if words < Self.fewestWords {
            note("The story has \(words) words; \(Self.fewestWords) were asked for.")
        }
        try folder.write(text + "\n", as: JobFolder.Name.story)
        return text
    }

    // MARK: Scenes

    /// The scenes: those that are there, or new ones.
    func keyframes(_ sheet: SongSheet, _ story: String?) async throws -> Storyboard {
        if folder.has(JobFolder.Name.storyboard) {
            return try read(JobFolder.Name.storyboard, Storyboard.init(file:))
        }
        let chat = try services.chat()
        let answer = try await ask(
            chat, .keyframes, keyframeValues(sheet, story), mostTokens: 6000)
        try folder.write(answer.text, as: JobFolder.Name.storyboardAnswer)
        let reading = Storyboard.reading(answer.text, expecting: job.scenes)
        for sentence in reading.notes { note(sentence) }
        guard !reading.storyboard.scenes.isEmpty else {
            throw PipelineError(
                .unreadable,
                "\(chat.name) wrote no scenes; what it wrote is in \(quoted(folder.file(JobFolder.Name.storyboardAnswer))). Try another model, or another seed."
            )
        }
        let (storyboard, notes) = reading.storyboard.withCharacterCards()
        for sentence in notes { note(sentence) }
        try folder.write(storyboard.json.text, as: JobFolder.Name.storyboard)
        return storyboard
    }

    /// The values of the question for the scenes.
    func keyframeValues(_ sheet: SongSheet, _ story: String?) -> [String: String] {
        let sections = sections(of: sheet).map(\.name)
        return sheet.promptValues.merging([
            "topic": job.title, "story": story ?? "", "sections": sections.joined(separator: ", "),
            "scenes": "\(job.scenes)",
        ]) { $1 }
    }

    // MARK: Prompts

    /// What a prompt is for.
    enum PromptKind: String {
        case clip, image
    }

    /// The most characters of a prompt that all services take.
    private static let promptLimit = 1500

    /// The final prompt of a scene: the one that a language model made of it where that was asked for, else the scene itself.
    func prompt(of scene: Keyframe, kind: PromptKind) -> String {
        let name = promptName(scene, kind)
        if folder.has(name), let text = try? folder.text(name), !text.allSatisfy(\.isWhitespace) {
            return text.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        return ScenePrompt(scene).fitted(toCharacters: Self.promptLimit).text
    }

    /// Has the language model make the prompts of scenes that it is wanted for.
    func writePrompts(_ storyboard: Storyboard, kind: PromptKind) async throws {
        guard let step = promptStep(kind) else { return }
        let chat = try services.chat()
        for scene in storyboard.scenes where !folder.has(promptName(scene, kind)) {
            let plain = ScenePrompt(scene)
            let people = scene.characters.map { "\($0.name): \($0.description)" }.joined(separator: "; ")
            let answer = try await ask(
                chat, step,
                [
                    "title": scene.title, "scenario": scene.scenario, "characters": people,
                    "actions": scene.actions, "plot": scene.plot, "prompt": plain.text,
                    "limit": "\(Self.promptLimit)",
                ], mostTokens: 800)
            // What a still shows already need not be said of its movement again.
            let (text, notes) = plain.refined(
                by: answer.text, scene: scene, keepsDescriptions: step != .animationPrompt,
                limit: Self.promptLimit)
            for sentence in notes { note("Scene \(scene.number): \(sentence)") }
            try folder.write(text + "\n", as: promptName(scene, kind))
        }
    }

    /// The question whose answer is the prompt; nil where the scene's own words are.
    private func promptStep(_ kind: PromptKind) -> PromptStep? {
        switch kind {
        case .image: job.refine ? .imagePrompt : nil
        case .clip: job.images ? .animationPrompt : job.refine ? .refinement : nil
        }
    }

    /// The file of a prompt that a language model made; another one for each wording of the scene.
    private func promptName(_ scene: Keyframe, _ kind: PromptKind) -> String {
        let number = scene.number < 10 ? "0\(scene.number)" : "\(scene.number)"
        let hash = ContentHash.of(Data(ScenePrompt(scene).text.utf8)).prefix(8)
        return "\(JobFolder.Name.prompts)/\(number)-\(kind.rawValue)-\(hash).txt"
    }

    // MARK: Asking

    /// Asks the language model.
    ///
    /// - Parameter asForm: Whether an answer that has a schema is asked for by it.
    func ask(
        _ chat: any ChatModel, _ step: PromptStep, _ values: [String: String], asForm: Bool = true,
        mostTokens: Int = 2400
    ) async throws -> ChatAnswer {
        let schema = asForm ? AnswerSchema.schema(for: step) : nil
        let (system, user) = prompts.messages(for: step, values, isJSON: schema != nil)
        guard let purpose = ChatRequest.Purpose(rawValue: step.rawValue) else {
            preconditionFailure("each step has a purpose")
        }
        pipeline.report(JobProgress(.writing, -1, step.rawValue.replacing("-", with: " ")))
        let answer = try await JobEvent.$currentPart.withValue(step.rawValue) {
            try await chat.answer(
                ChatRequest(
                    purpose, system: system, user: user,
                    schema: schema.map { ChatRequest.Schema(name: step.rawValue, value: $0) },
                    mostTokens: mostTokens, seed: job.seed), onText: onText)
        }
        if answer.isCutOff { note("\(chat.name) was cut off at \(mostTokens) tokens; what it had is used.") }
        return answer
    }
}
