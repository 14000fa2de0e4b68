public import GenerativeServices

/// Stands in for a language model: fills templates in, offline, from the topic and from chance.
public struct SketchChat: ChatModel {
    /// `sketch`.
    public let name = "sketch"

    /// Creates the stand-in.
    public init() {}

    /// The filled-in template of the request's purpose: the same for the same topic and seed.
    public func answer(_ request: ChatRequest, onText: (@Sendable (String) -> Void)?) async throws
        -> ChatAnswer
    {
        try Task.checkCancellation()
        let text = Self.text(for: request)
        onText?(text)
        return ChatAnswer(text: text)
    }

    private static func text(for request: ChatRequest) -> String {
        let topic = SketchTopic(request.user)
        let chance = Chance(seed: request.seed ?? 0, text: topic.text)
        switch request.purpose {
        case .songSheet: return SketchedSong(topic, chance, isAdvert: false).text
        case .advertSheet: return SketchedSong(topic, chance, isAdvert: true).text
        case .story: return SketchedStory(topic, chance).story
        case .keyframes: return SketchedStory(topic, chance).keyframes(SketchTopic.sceneCount(request.user))
        case .repair, .refinement: return topic.text
        case .imagePrompt:
            return
                "\(topic.text), wide shot, soft light, warm colours, one clear subject, painterly background"
        case .animationPrompt:
            return
                "The camera pushes in slowly; \(topic.subject) moves gently with the beat, the light drifts."
        case .style: return SketchedSong(topic, chance, isAdvert: false).style
        case .suggestion:
            return SketchedStory(topic, chance).keyframes(SketchTopic.sceneCount(request.user), after: 6)
        }
    }
}
