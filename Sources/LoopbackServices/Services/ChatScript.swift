/// How a chat service answers one request.
public struct ChatScript: Sendable {
    /// The answer's text.
    public var text: String

    /// Why it ended, such as `stop`, `eos` or `length`.
    public var finish: String

    /// How it is streamed, where streaming is asked for.
    public var streaming: Streaming

    /// Creates a script.
    public init(_ text: String, finish: String = "stop", streaming: Streaming = Streaming()) {
        self.text = text
        self.finish = finish
        self.streaming = streaming
    }

    /// How an answer is streamed.
    public struct Streaming: Sendable {
        /// How many characters of the text each event carries.
        public var charactersAnEvent = 6

        /// Into how many bytes the stream is cut for sending, also in the middle of a character; nil to send event by event.
        public var bytesAPiece: Int?

        /// Seconds between two pieces.
        public var pause = 0.0

        /// What ends a line.
        public var lineEnd = "\n"

        /// Whether `data:` is followed by a blank.
        public var hasBlank = true

        /// Whether each event says who speaks, as Together's do, or only the first, whose text is empty then.
        public var repeatsRole = true

        /// Whether comment lines stand between the events.
        public var hasComments = false

        /// Whether `[DONE]` comes at the end.
        public var isDone = true

        /// Whether the last event says why the answer ended.
        public var tellsFinish = true

        /// Whether an event with the usage and without choices comes last.
        public var hasUsageEvent = false

        /// The message of an error that comes in the middle, instead of the rest; nil for none.
        public var error: String?

        /// Creates the usual streaming.
        public init() {}
    }
}
