/// A question to a language model on the way from a topic to a video.
package enum PromptStep: String, Sendable, CaseIterable {
    /// A song from a topic.
    case songSheet = "song-sheet"
    /// A song that advertises a product, from its brief.
    case advertSheet = "advert-sheet"
    /// A story to a song.
    case story
    /// The scenes of a video to a song.
    case keyframes
    /// The prompt of a still picture of a scene.
    case imagePrompt = "image-prompt"
    /// The prompt of a clip that sets a still picture of a scene in motion.
    case animationPrompt = "animation-prompt"
    /// A better prompt of the same scene.
    case refinement
    /// Words for the style of a song.
    case style
    /// The fields that a song sheet lacks.
    case repair
    /// Further scenes for sections of a song.
    case suggestion

    /// The file that a user may write for it.
    package var file: String { rawValue + ".md" }

    /// The placeholders that its prompt may have.
    package var placeholders: [String] {
        switch self {
        case .songSheet: ["topic", "wishes"]
        case .advertSheet: ["brief", "wishes"]
        case .story: ["topic", "title", "genre", "lyrics", "words"]
        case .keyframes: ["topic", "title", "genre", "lyrics", "story", "sections", "scenes", "wishes"]
        case .imagePrompt, .animationPrompt:
            ["title", "scenario", "characters", "actions", "plot", "style", "limit"]
        case .refinement: ["prompt", "limit"]
        case .style: ["title", "genre", "tempo", "key", "timeSignature", "lyrics", "recording", "vocals"]
        case .repair: ["missing", "template", "answer"]
        case .suggestion: ["topic", "title", "genre", "characters", "scenes", "sections", "count", "wishes"]
        }
    }
}
