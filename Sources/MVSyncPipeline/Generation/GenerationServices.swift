internal import EditModel
package import GenerativeServices
internal import Sketching

/// The services of a job, made when they are needed.
package struct GenerationServices: Sendable {
    /// What stands in for all services, offline.
    package static let sketch = "sketch"

    private let job: JobOptions
    private let catalog: ServiceCatalog
    private let environment: [String: String]

    /// Chooses services.
    ///
    /// - Parameters:
    ///   - job: The job that they are for.
    ///   - catalog: Makes clients.
    ///   - environment: The process's environment.
    package init(job: JobOptions, catalog: ServiceCatalog, environment: [String: String]) {
        self.job = job
        self.catalog = catalog
        self.environment = environment
    }

    /// The language model.
    ///
    /// - Throws: `ServiceError`, `PipelineError`.
    func chat() throws -> any ChatModel {
        guard let service = try service("chat") else { return SketchChat() }
        return try catalog.chat(service)
    }

    /// The maker of songs.
    ///
    /// - Throws: `ServiceError`, `PipelineError`.
    func songs() throws -> any MediaService<SongOrder> {
        guard let service = try service("song") else { return SketchSongs(environment: environment) }
        let songs = try catalog.songs(service, workflow: workflow("song"))
        guard !job.isDescribed || songs.writesWords else {
            throw ServiceError(
                .unsupported, service: songs.name,
                "\(songs.name) cannot write a song's words, as --describe asks it to; use --song suno, acestep or elevenlabs, or leave --describe out."
            )
        }
        return songs
    }

    /// The maker of stills.
    ///
    /// - Throws: `ServiceError`, `PipelineError`.
    func images() throws -> any MediaService<ImageOrder> {
        guard let service = try service("image") else { return SketchImages(environment: environment) }
        return try catalog.images(service, workflow: workflow("image"))
    }

    /// The maker of clips.
    ///
    /// - Throws: `ServiceError`, `PipelineError`.
    func clips() throws -> any MediaService<ClipOrder> {
        guard let service = try service("clip") else { return SketchClips(environment: environment) }
        return try catalog.clips(service, workflow: workflow("clip"))
    }

    /// The name of what makes something.
    func name(_ use: String) -> String { job.services[use] ?? Self.sketch }

    /// The service that makes something; nil for the stand-in.
    private func service(_ use: String) throws -> ServiceName? {
        let name = name(use)
        guard name != Self.sketch else { return nil }
        guard let service = ServiceName(rawValue: name) else {
            throw PipelineError(
                .unreadable,
                "There is no service \(quoted(name)); there are \(([Self.sketch] + ServiceName.allCases.map(\.rawValue)).joined(separator: ", "))."
            )
        }
        return service
    }

    private func workflow(_ use: String) throws -> (text: String, file: String)? {
        guard let file = job.workflows[use] else { return nil }
        return (try TextFile.read(file, kind: "workflows"), file)
    }
}
