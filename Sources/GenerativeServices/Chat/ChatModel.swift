package import EditModel

/// What a language model is asked.
public struct ChatRequest: Sendable {
    /// What the answer is for; files and the built-in stand-in know it by this.
    public var purpose: Purpose

    /// Who the model is to be.
    public var system: String

    /// What it is to do.
    public var user: String

    /// The form that the answer should have, as a JSON Schema, where the server can hold the model to one; nil for free text.
    package var schema: Schema?

    /// The most tokens of an answer.
    public var mostTokens: Int

    /// How free the answer is, 0…2.
    public var temperature: Double

    /// What chance is drawn from; nil to leave it to the server.
    public var seed: UInt64?

    /// Creates a request.
    package init(
        _ purpose: Purpose, system: String, user: String, schema: Schema? = nil, mostTokens: Int = 2400,
        temperature: Double = 0.8, seed: UInt64? = nil
    ) {
        self.purpose = purpose
        self.system = system
        self.user = user
        self.schema = schema
        self.mostTokens = mostTokens
        self.temperature = temperature
        self.seed = seed
    }

    /// What answers are for.
    public enum Purpose: String, Sendable, CaseIterable {
        case songSheet = "song-sheet"
        case advertSheet = "advert-sheet"
        case repair, story, keyframes
        case imagePrompt = "image-prompt"
        case animationPrompt = "animation-prompt"
        case refinement, style, suggestion
    }

    /// A named JSON Schema.
    package struct Schema: Sendable {
        /// At most 64 of `A–Z a–z 0–9 _ -`.
        package var name: String
        package var value: JSONValue

        /// Creates a named schema.
        package init(name: String, value: JSONValue) {
            self.name = name
            self.value = value
        }
    }
}

/// What a language model says.
public struct ChatAnswer: Sendable, Equatable {
    /// The text, verbatim.
    public var text: String

    /// Whether the answer was cut off at the most tokens.
    public var isCutOff: Bool

    /// Creates an answer.
    public init(text: String, isCutOff: Bool = false) {
        self.text = text
        self.isCutOff = isCutOff
    }
}

/// A language model behind a server, or what stands in for one.
public protocol ChatModel: Sendable {
    /// The service's and the model's name, for people.
    var name: String { get }

    /// Asks the model.
    ///
    /// - Parameters:
    ///   - request: What is asked.
    ///   - onText: Called with pieces of the answer as they come; nil to have it whole only.
    /// - Throws: `ServiceError`, `CancellationError`.
    func answer(_ request: ChatRequest, onText: (@Sendable (String) -> Void)?) async throws -> ChatAnswer
}
