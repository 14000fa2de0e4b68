package import Foundation
package import GenerativeServices

/// Where one file of a job stands that a service makes.
package struct UnitRecord: Codable, Sendable, Equatable {
    /// The form of this record.
    package var schema = "mvsync.unit/1"

    /// Where it stands.
    package var state: State

    /// The service that makes it.
    package var service: String

    /// The hash of what is ordered.
    package var input: String

    /// The hash of what was sent for it last; nil where nobody knows.
    package var request: String?

    /// The name of the last submission.
    package var nonce: String?

    /// When it was submitted last.
    package var submittedAt: Date?

    /// The job's name at the service.
    package var job: String?

    /// Names of earlier jobs, which came to nothing.
    package var earlierJobs: [String] = []

    /// How often it was submitted.
    package var submissions = 0

    /// The files that it is: one, or the variants of a song.
    package var files: [File] = []

    /// What went wrong last; nil where nothing did.
    package var failure: String?

    /// When what went wrong may go right.
    package var retry = Retry.nextRun

    /// The states of a file that a service makes.
    package enum State: String, Codable, Sendable {
        /// Nothing is under way.
        case planned
        /// It is being submitted, or was when the process ended.
        case submitting
        /// It was submitted, and the answer was lost.
        case unknown
        /// The service works at it, or has finished.
        case submitted
        /// Its files are here.
        case done
        /// It came to nothing.
        case failed
    }

    /// When what went wrong may go right.
    package enum Retry: String, Codable, Sendable {
        /// When it is ordered anew.
        case atOnce
        /// When something else was mended: an address, a model, a length.
        case nextRun
        /// When a person says so: the same may be had, and paid, again.
        case whenAsked
        /// Never, as long as the same is ordered.
        case never

        init(after code: ServiceError.Code) {
            switch code {
            case .failed, .lost, .malformed, .linkExpired: self = .atOnce
            case .moderated: self = .never
            default: self = .nextRun
            }
        }
    }

    /// A file that a service made.
    package struct File: Codable, Sendable, Equatable {
        /// Its path in the job's folder.
        package var name: String
        /// The hash of its bytes.
        package var sha256: String
        /// Its own name at the service; empty where it has none.
        package var id: String
        /// Its length in seconds; nil for pictures.
        package var seconds: Double?
        /// What the service says of the song that it is; nil for what is none, and where it says nothing.
        package var written: WrittenSong?
    }

    init(planning input: String, with service: String) {
        state = .planned
        self.service = service
        self.input = input
    }

    /// The names in a job's name, which is that of two songs where a service makes two of one order.
    static func names(in job: String) -> Set<String> { Set(job.split(separator: ",").map(String.init)) }

    /// Whether it holds for what is ordered now: the same, or something that the service would be sent the same for; not made by
    /// a stand-in where a service is to make it, nor refused by another service.
    func holds<Order>(for unit: JobUnit<Order>, by maker: any MediaService<Order>) -> Bool {
        if service == GenerationServices.sketch, maker.name != GenerationServices.sketch { return false }
        if state == .failed, service != maker.name { return false }
        if input == unit.input { return true }
        guard service == maker.name, let request else { return false }
        return maker.request(for: unit.order).map(Self.hash) == request
    }

    /// The hash of what is sent.
    static func hash(_ request: String) -> String { ContentHash.of(Data(request.utf8)) }

    /// Whether something may be under way at the service.
    var isOpen: Bool { [.submitting, .unknown, .submitted].contains(state) }
}
