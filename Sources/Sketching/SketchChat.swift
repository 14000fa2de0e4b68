public import GenerativeServices

/// Stands in for a language model: fills templates in, offline.
public struct SketchChat: ChatModel {
    /// `sketch`.
    public let name = "sketch"

    /// Creates the stand-in.
    public init() {}

    /// The filled-in template of the request's purpose.
    public func answer(_ request: ChatRequest, onText: (@Sendable (String) -> Void)?) async throws
        -> ChatAnswer
    {
        ChatAnswer(text: "")
    }
}
