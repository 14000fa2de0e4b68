public import Foundation

/// A service that makes files in jobs: an order is submitted, its job asked about until it is done, its results fetched.
///
/// Adapters hold no state between calls, so that a job outlives the process that submitted it.
public protocol MediaService<Order>: Sendable {
    /// What is ordered: a picture, a clip or a song.
    associatedtype Order: Sendable

    /// The service as users name it, such as `luma`.
    var name: String { get }

    /// Submits an order, once: whatever happens, this sends no second request that may create something.
    ///
    /// - Parameters:
    ///   - order: What is ordered.
    ///   - nonce: A name of this submission's own, for services that keep one.
    ///   - file: Where a service that answers with the result itself writes it; the whole file or none is there afterwards.
    /// - Returns: The job, or that the result is in `file`.
    /// - Throws: `ServiceError`; with the code `.unknownOutcome` where something may have been created.
    func submit(_ order: Order, nonce: String, file: String) async throws -> Submission

    /// Asks what became of a job.
    ///
    /// - Throws: `ServiceError` where it cannot be asked; a job that failed is a status, not an error.
    func status(of job: String) async throws -> JobStatus

    /// Looks for the job of a submission whose answer was lost.
    ///
    /// - Parameters:
    ///   - order: What was ordered.
    ///   - nonce: The submission's own name.
    ///   - since: When it was submitted.
    func find(_ order: Order, nonce: String, since: Date) async throws -> Finding

    /// Fetches a result to a file, of which the whole or nothing is there afterwards.
    ///
    /// - Throws: `ServiceError`; with the code `.linkExpired` where the job must be asked for a fresh address.
    func fetch(_ result: MediaResult, to file: String) async throws

    /// The times of a song's words in JSON, where the service knows them; nil where it does not.
    func words(of result: MediaResult) async throws -> Data?

    /// What may still be ordered; nil where the service does not say.
    func allowance() async throws -> Allowance?

    /// What is sent for an order, as a text: two orders with the same text would be paid for the same.
    ///
    /// - Returns: nil where nobody knows.
    func request(for order: Order) -> String?

    /// What an order costs, in words such as “10 credits”; nil where nobody knows.
    var price: String? { get }

    /// Whether it takes orders of songs that leave the words to it.
    var writesWords: Bool { get }

    /// The words that it writes for an order, where the order alone decides them; nil where its result says them, or nobody knows.
    func written(for order: Order) -> WrittenSong?
}

extension MediaService {
    /// Nothing is known.
    public func words(of result: MediaResult) async throws -> Data? { nil }

    /// Nothing is known.
    public func allowance() async throws -> Allowance? { nil }

    /// Nothing is known.
    public func request(for order: Order) -> String? { nil }

    /// Nothing is known.
    public var price: String? { nil }

    /// It does not.
    public var writesWords: Bool { false }

    /// Nothing is known.
    public func written(for order: Order) -> WrittenSong? { nil }
}

/// What came of a submission.
public enum Submission: Sendable, Equatable {
    /// A job to ask about, by its name at the service.
    case job(String)
    /// The result lies in the file that was named.
    case delivered
}

/// What became of a job.
public enum JobStatus: Sendable, Equatable {
    /// Not done; how much of it is, 0…1, where the service says, and the service's own word for it.
    case running(fraction: Double?, word: String)
    /// Done, with one result at least.
    case finished([MediaResult])
    /// Given up; the error says whether it may work when ordered anew.
    case failed(ServiceError)
}

/// A result of a job that can be fetched.
public struct MediaResult: Sendable, Equatable {
    /// Its address, absolute or as the service understands it; it may work for an hour only.
    public var address: String

    /// The result's own name at the service, such as a song's; empty where it has none.
    public var id: String

    /// Its length in seconds; nil where the service does not say.
    public var seconds: Double?

    /// What the service says of its title, words and style; nil for what is no song, and where it says nothing.
    public var written: WrittenSong?

    /// Creates a result.
    public init(address: String, id: String = "", seconds: Double? = nil, written: WrittenSong? = nil) {
        self.address = address
        self.id = id
        self.seconds = seconds
        self.written = written
    }
}

/// What a search for a job found.
public enum Finding: Sendable, Equatable {
    /// The jobs that it may be, by their names at the service, the newest first; none where there is certainly no such job.
    case jobs([String])
    /// The service cannot be searched.
    case unsearchable
}

/// What may still be ordered of a service.
public struct Allowance: Sendable, Equatable {
    /// How many further orders it is good for; nil where the service counts something else.
    public var orders: Int?

    /// The same in the service's own words, such as “50 credits, 10 a song”.
    public var words: String

    /// When more comes; nil where nobody knows.
    public var renewsAt: Date?

    /// Creates an allowance.
    public init(orders: Int?, words: String, renewsAt: Date? = nil) {
        self.orders = orders
        self.words = words
        self.renewsAt = renewsAt
    }
}
