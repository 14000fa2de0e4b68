internal import Foundation
package import GenerativeServices

/// What may still be ordered of a service.
package struct ServiceAllowance: Encodable, Sendable {
    /// What it makes: `song`, `image`, `clip`.
    package var use: String
    /// The service.
    package var service: String
    /// What is left, in words.
    package var words: String
    /// When more comes, as a text of ISO 8601; nil where nobody knows.
    package var renewsAt: String?

    /// Asks the services of a job.
    ///
    /// - Throws: `ServiceError`, `PipelineError`, `CancellationError`.
    package static func all(
        of job: JobOptions, settings: ServiceSettings, environment: [String: String]
    ) async throws -> [ServiceAllowance] {
        let services = GenerationServices(
            job: job, catalog: ServiceCatalog(settings: settings), environment: environment)
        var all: [ServiceAllowance] = []
        func add(_ use: String, _ ask: () async throws -> Allowance?) async throws {
            let allowance = try await ask()
            all.append(
                ServiceAllowance(
                    use: use, service: services.name(use),
                    words: allowance?.words ?? "it does not say",
                    renewsAt: allowance?.renewsAt.map { $0.formatted(.iso8601) }))
        }
        try await add("song") { try await services.songs().allowance() }
        try await add("clip") { try await services.clips().allowance() }
        return all
    }
}
