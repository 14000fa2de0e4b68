import Foundation
import HTTPTypes
import Hummingbird
import MVSyncPipeline
import NIOCore
import Studio
import TestSupport
import Testing

/// A studio that is asked without a network, and a folder of jobs.
struct Bench {
    let folder: ScratchFolder
    let board: JobBoard
    let routes: StudioRoutes

    /// Makes a studio whose parts sketch makes, unless other services are named.
    init(
        services: [String: String] = [
            "chat": "sketch", "song": "sketch", "clip": "sketch", "image": "sketch",
        ],
        limits: RunOptions = RunOptions()
    ) throws {
        folder = try ScratchFolder()
        board = try JobBoard(
            of: folder.path, limits: limits, environment: ["XDG_CONFIG_HOME": folder.file(".config")],
            usesCache: false)
        routes = StudioRoutes(board: board, usual: JobOptions(topic: "", services: services))
    }

    /// A whole answer.
    struct Answer {
        var status: Int
        var headers: HTTPFields
        var body: Data

        /// The body as JSON; nil where it is none.
        var json: [String: Any]? { (try? JSONSerialization.jsonObject(with: body)) as? [String: Any] }

        /// The sentence of an error.
        var error: String? { json?["error"] as? String }

        /// A header by its name.
        subscript(name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }
    }

    /// Asks.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - path: The path with its escapes.
    ///   - body: What is sent, said to be JSON unless `headers` say otherwise; nil for nothing.
    ///   - host: The `Host`; nil for none.
    ///   - headers: Further headers.
    func ask(
        _ method: String, _ path: String, _ body: String? = nil, host: String? = "127.0.0.1:8080",
        _ headers: [String: String] = [:]
    ) async throws -> Answer {
        var fields = HTTPFields()
        if body != nil { fields[.contentType] = "application/json" }
        for (name, value) in headers { if let name = HTTPField.Name(name) { fields[name] = value } }
        let method = try #require(HTTPRequest.Method(method))
        let head = HTTPRequest(
            method: method, scheme: "http", authority: host, path: path, headerFields: fields)
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(string: body ?? "")))
        let response = try await routes.response(to: request)
        let collector = Collector()
        try await response.body.write(collector)
        return Answer(
            status: response.status.code, headers: response.headers,
            body: Data(collector.bytes.readableBytesView))
    }

    /// Makes a job's folder by hand.
    @discardableResult
    func makeJob(
        _ id: String, topic: String = "A lighthouse", files: [String: Data] = [:], run: String? = nil
    )
        throws -> String
    {
        let path = folder.file(id)
        let job = JobOptions(topic: topic, services: ["clip": "sketch"])
        try JobFolder(path).store(job, as: JobFolder.Name.job)
        for (name, data) in files { try data.write(to: URL(fileURLWithPath: path + "/" + name)) }
        if let run { try Data(run.utf8).write(to: URL(fileURLWithPath: path + "/run.json")) }
        return path
    }

    /// The report of a run that made a video.
    static func finished(_ files: String = #"{"video": "video.mp4", "report": "video.html"}"#) -> String {
        """
        {"schema": "mvsync.run/1", "state": "finished", "reasons": [], "mayHaveOrdered": false, "shortcomings": [],
         "remarks": ["A remark."], "files": [\(files)]}
        """
    }
}

/// Takes a body in.
private final class Collector: ResponseBodyWriter {
    var bytes = ByteBuffer()

    func write(_ buffer: ByteBuffer) async throws { bytes.writeImmutableBuffer(buffer) }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
