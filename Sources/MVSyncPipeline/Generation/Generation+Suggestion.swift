package import EditModel
internal import Foundation
internal import GenerativeServices
package import Storyboarding

/// What further scenes a job would want.
extension Generation {
    /// More scenes than this are not asked for at once.
    private static let mostScenes = 12

    /// Reads the edit of this job's last video, whole or with stand-ins.
    ///
    /// - Throws: `PipelineError` where there is none.
    package func lastEdit() throws -> Edit {
        for name in ["video.mvsync.json", "preview.mvsync.json", "video-1.mvsync.json"] where folder.has(name)
        {
            return try EditFile.read(from: folder.file(name))
        }
        throw PipelineError(
            .inputMissing,
            "\(quoted(folder.path)) has no video yet, whose sections could be looked at; make one with mvsync generate --resume."
        )
    }

    /// Says what footage the last video lacks, and has the language model write scenes for it.
    ///
    /// - Parameter asksForScenes: Whether the language model is asked.
    /// - Throws: `ServiceError`, `PipelineError`, `EditError`, `CancellationError`.
    package func suggest(asksForScenes: Bool) async throws -> (suggestion: Suggestion, scenes: [Keyframe]) {
        let edit = try lastEdit()
        let standIns = edit.clips.indices.filter {
            edit.clips[$0].path.hasPrefix(folder.file(JobFolder.Name.standIns))
        }
        var suggestion = Suggestion(edit, standIns: Set(standIns))
        guard folder.has(JobFolder.Name.storyboard) else { return (suggestion, []) }
        let storyboard = try read(JobFolder.Name.storyboard, Storyboard.init(file:))
        let open = try storyboard.scenes.filter { scene in
            let name = name(of: scene, in: JobFolder.Name.clips) + ".json"
            return try folder.record(UnitRecord.self, name)?.state != .done
        }
        if !open.isEmpty, suggestion.count > 0 {
            note(
                "\(open.count) scenes of the storyboard have no clip yet, and are taken off what is lacking.")
            suggestion.remove(open.map(\.section))
        }
        guard asksForScenes, suggestion.count > 0 else { return (suggestion, []) }
        let sheet = try await sheet()
        let count = min(suggestion.count, Self.mostScenes)
        let chat = try services.chat()
        let answer = try await ask(
            chat, .suggestion,
            sheet.promptValues.merging([
                "topic": job.title, "count": "\(count)", "sections": suggestion.sections,
                "scenes": storyboard.scenes.map { "- \($0.title): \($0.scenario)" }.joined(separator: "\n"),
                "characters": storyboard.characterList,
            ]) { $1 }, mostTokens: 6000)
        let reading = Storyboard.reading(answer.text, expecting: count)
        for sentence in reading.notes { note(sentence) }
        let first = (storyboard.scenes.map(\.number).max() ?? 0) + 1
        // Each wish's share, the greatest first, whatever section the language model named.
        let places = suggestion.wishes.flatMap { wish in
            Array(repeating: (label: wish.need.label, seconds: wish.clipSeconds), count: wish.count)
        }
        var added: [Keyframe] = []
        for (index, scene) in reading.storyboard.scenes.enumerated() {
            var scene = scene
            scene.number = first + index
            let isTaken = storyboard.scenes.contains { $0.title.lowercased() == scene.title.lowercased() }
            if isTaken { scene.title += " (\(scene.number))" }
            if index < places.count {
                (scene.section, scene.seconds) = (places[index].label, places[index].seconds)
            }
            added.append(scene)
        }
        // The descriptions of those who are there already count for the new scenes, too.
        let (all, notes) = Storyboard(scenes: storyboard.scenes + added).withCharacterCards()
        for sentence in notes { note(sentence) }
        added = Array(all.scenes.suffix(added.count))
        suggestion.scenes = added.map { scene in
            .init(
                number: scene.number, section: scene.section, seconds: scene.seconds ?? job.clipSeconds,
                title: scene.title, prompt: ScenePrompt(scene).text)
        }
        return (suggestion, added)
    }

    /// Adds scenes to the storyboard, so that the next run makes them.
    ///
    /// - Throws: `PipelineError`.
    package func add(_ scenes: [Keyframe]) throws {
        var storyboard = try read(JobFolder.Name.storyboard, Storyboard.init(file:))
        storyboard.scenes += scenes
        try folder.write(storyboard.json.text, as: JobFolder.Name.storyboard)
    }
}
