import ArgumentParser
import MVSyncPipeline

/// A command that takes the steps up to one of its own.
protocol GenerationCommand: AsyncParsableCommand {
    /// The last step.
    static var step: GenerationStep { get }
    /// What is made, and how.
    var arguments: GenerateArguments { get }
}

extension GenerationCommand {
    /// Takes the steps.
    func run() async throws { try await arguments.run(until: Self.step) }
}

/// All steps.
struct GenerateVideo: GenerationCommand {
    static let step = GenerationStep.video
    static let configuration = CommandConfiguration(
        commandName: "video",
        abstract: "All steps, to the finished video; what generate does when no step is named.")
    @OptionGroup var arguments: GenerateArguments
}

/// The song sheet.
struct GenerateSheet: GenerationCommand {
    static let step = GenerationStep.sheet
    static let configuration = CommandConfiguration(
        commandName: "sheet", abstract: "Only the song sheet: title, genre, tempo, metre, key, lyrics, voice."
    )
    @OptionGroup var arguments: GenerateArguments
}

/// The story.
struct GenerateStory: GenerationCommand {
    static let step = GenerationStep.story
    static let configuration = CommandConfiguration(
        commandName: "story", abstract: "The song sheet, and a story that the scenes are taken from.")
    @OptionGroup var arguments: GenerateArguments
}

/// The scenes.
struct GenerateKeyframes: GenerationCommand {
    static let step = GenerationStep.keyframes
    static let configuration = CommandConfiguration(
        commandName: "keyframes", abstract: "The song sheet, and the scenes: what each clip shows.")
    @OptionGroup var arguments: GenerateArguments
}

/// The song.
struct GenerateSong: GenerationCommand {
    static let step = GenerationStep.song
    static let configuration = CommandConfiguration(
        commandName: "song", abstract: "The song sheet, and the song.")
    @OptionGroup var arguments: GenerateArguments
}

/// The stills.
struct GenerateImages: GenerationCommand {
    static let step = GenerationStep.images
    static let configuration = CommandConfiguration(
        commandName: "images", abstract: "The scenes, and a still of each.")
    @OptionGroup var arguments: GenerateArguments
}

/// The clips.
struct GenerateClips: GenerationCommand {
    static let step = GenerationStep.clips
    static let configuration = CommandConfiguration(
        commandName: "clips", abstract: "The scenes, and a clip of each.")
    @OptionGroup var arguments: GenerateArguments
}
