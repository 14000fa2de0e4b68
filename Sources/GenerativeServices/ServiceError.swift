public import Foundation

/// What went wrong with a service that makes words, pictures, clips or songs.
///
/// The same HTTP status means different things to different services; each adapter says which kind an answer is.
public struct ServiceError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kind of failure.
    public let code: Code

    /// The service as users name it, such as `luma`.
    public let service: String

    /// One full sentence or two: what was wrong, and what to do.
    ///
    /// It never holds a credential.
    public let description: String

    /// After how many seconds the service wants to be asked again; nil where it does not say.
    public let retryAfter: Double?

    /// When a used-up allowance comes back; nil where nobody knows.
    public let resumeAt: Date?

    /// The status of HTTP that said so; nil where none did.
    public let status: Int?

    /// Creates an error from its kind and its sentence.
    public init(
        _ code: Code, service: String, _ description: String, retryAfter: Double? = nil,
        resumeAt: Date? = nil, status: Int? = nil
    ) {
        self.code = code
        self.service = service
        self.description = description
        self.retryAfter = retryAfter
        self.resumeAt = resumeAt
        self.status = status
    }

    /// The kinds of failure; more may be added.
    public struct Code: Sendable, Hashable {
        private enum Kind {
            case unauthorized, refused, moderated, quota, busy, unreachable, unavailable, unknownOutcome
            case failed, lost, malformed, tooLarge, linkExpired, cannotWrite, unsupported
        }
        private let kind: Kind

        /// The credential is missing, wrong, or not allowed to do this.
        public static let unauthorized = Code(kind: .unauthorized)
        /// The request is wrong: a model that is not there, a prompt that is too long.
        public static let refused = Code(kind: .refused)
        /// The prompt, or what came of it, goes against the service's rules; the same prompt would again.
        public static let moderated = Code(kind: .moderated)
        /// The allowance or the money is used up.
        public static let quota = Code(kind: .quota)
        /// Too many requests just now; nothing was made.
        public static let busy = Code(kind: .busy)
        /// Nothing was sent: no such host, nobody listening, a certificate that is not trusted.
        public static let unreachable = Code(kind: .unreachable)
        /// The service answered that it cannot just now; nothing was made.
        public static let unavailable = Code(kind: .unavailable)
        /// A request was sent and its answer was lost: what it asked for may have been made.
        public static let unknownOutcome = Code(kind: .unknownOutcome)
        /// The service took the job and gave it up; it may work when asked anew.
        public static let failed = Code(kind: .failed)
        /// The service does not know the job any more.
        public static let lost = Code(kind: .lost)
        /// The answer is not what the service's contract says.
        public static let malformed = Code(kind: .malformed)
        /// The answer is larger than it may be.
        public static let tooLarge = Code(kind: .tooLarge)
        /// The address of a result works no longer; the job has a fresh one.
        public static let linkExpired = Code(kind: .linkExpired)
        /// A result cannot be written to its file.
        public static let cannotWrite = Code(kind: .cannotWrite)
        /// The service cannot do what was asked for, whatever the request.
        public static let unsupported = Code(kind: .unsupported)
    }
}
