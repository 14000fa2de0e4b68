public import Foundation
public import GenerativeServices
internal import MediaEngine

/// What goes wrong with a stand-in, in the terms of services.
enum SketchFailure {
    /// Runs work whose errors become those of a service.
    static func reporting(_ work: () async throws -> Void) async throws {
        do {
            try await work()
        } catch let error as MediaError {
            let code: ServiceError.Code
            switch error.code {
            case .programMissing: code = .unsupported
            case .cannotWrite: code = .cannotWrite
            case .unreadableClip, .noVideo: code = .refused
            default: code = .failed
            }
            throw ServiceError(code, service: "sketch", error.description)
        }
    }

    /// What to say of a job: a stand-in has none, for it delivers at once.
    static func noJob(_ job: String) -> ServiceError {
        ServiceError(.lost, service: "sketch", "The built-in sketch knows no jobs; order anew.")
    }
}

extension MediaService where Self: SketchService {
    /// There are no jobs.
    public func status(of job: String) async throws -> JobStatus { throw SketchFailure.noJob(job) }

    /// There are no jobs, so there is certainly none of this submission.
    public func find(_ order: Order, nonce: String, since: Date) async throws -> Finding { .jobs([]) }

    /// There are no results to fetch.
    public func fetch(_ result: MediaResult, to file: String) async throws {
        throw SketchFailure.noJob(result.id)
    }

    /// Nothing: it is made on this machine.
    public var price: String? { "nothing: sketched on this machine" }
}

/// A stand-in that delivers at once.
public protocol SketchService {}
