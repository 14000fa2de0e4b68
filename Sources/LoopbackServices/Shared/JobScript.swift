/// How a job goes.
public struct JobScript: Sendable, Equatable {
    /// How often it is asked about before it is done; the time after that says so.
    public var polls: Int

    /// How it fails in the end; nil where it does well.
    public var failure: Failure?

    /// Whether it ends well without an address of its result.
    public var isWithoutURL: Bool

    /// Whether it is first said to be in a state that no contract has, once.
    public var hasUnknownState: Bool

    /// How many addresses of its results, given out one each time it is asked about, have expired already.
    public var expiredLinks: Int

    /// A failure in the service's own words.
    public struct Failure: Sendable, Equatable {
        /// The sentence.
        public var text: String
        /// The code, for services that have codes; empty for none.
        public var code: String

        /// Creates a failure.
        public init(_ text: String, code: String = "") {
            self.text = text
            self.code = code
        }
    }

    /// Creates a script.
    public init(
        polls: Int = 1, failure: Failure? = nil, isWithoutURL: Bool = false, hasUnknownState: Bool = false,
        expiredLinks: Int = 0
    ) {
        self.polls = polls
        self.failure = failure
        self.isWithoutURL = isWithoutURL
        self.hasUnknownState = hasUnknownState
        self.expiredLinks = expiredLinks
    }
}
