internal import Foundation
internal import HTTPTypes
package import Hummingbird
package import MVSyncPipeline
internal import NIOCore

/// What is answered to which request.
///
/// ```
/// GET  /                        the page
/// GET  /api/jobs                all jobs, shortly
/// POST /api/jobs                a new job
/// GET  /api/jobs/ID             one job, with its parts
/// POST /api/jobs/ID/resume      go on with it
/// POST /api/jobs/ID/cancel      stop it
/// GET  /api/jobs/ID/video       its video; report and edit likewise, and all by their names
/// ```
package struct StudioRoutes: Sendable {
    private let board: JobBoard
    private let usual: JobOptions
    let responder: RouterResponder<StudioContext>

    /// Lays out the routes.
    ///
    /// - Parameters:
    ///   - board: The jobs.
    ///   - usual: The job that is made of a request that says nothing but a topic.
    package init(board: JobBoard, usual: JobOptions) {
        self.board = board
        self.usual = usual
        let page = StudioPage(usual: usual)
        let router = Router(context: StudioContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: Gate())
        router.get("/") { _, _ in page.response }
        let jobs = router.group("api/jobs")
        jobs.get { _, _ in Response(JSONText(["jobs": await board.standings()])) }
        jobs.post { request, _ in
            let wanted = try JobRequest(parsing: try await Self.text(of: request), usual: usual)
            let id = try await Self.begin(wanted, on: board)
            return Self.accepted(id)
        }
        jobs.get(":id") { _, context in
            Response(JSONText(try await board.standing(of: Self.id(context), withParts: true)))
        }
        jobs.post(":id/resume") { request, context in
            let id = try Self.id(context)
            try await board.resume(id, RunWish(parsing: try await Self.text(of: request)))
            return Self.accepted(id)
        }
        jobs.post(":id/cancel") { request, context in
            let id = try Self.id(context)
            _ = try await Self.text(of: request)
            try await board.cancel(id)
            return Self.accepted(id)
        }
        jobs.get(":id/:file") { request, context in
            let file = try await board.file(Self.parameter("file", context), of: Self.id(context))
            return try ServedFile(file).response(to: request)
        }
        responder = router.buildResponder()
    }

    /// The answer to a request that comes by no connection.
    package func response(to request: Request) async throws -> Response {
        try await responder.respond(to: request, context: StudioContext())
    }

    private static func begin(_ wanted: JobRequest, on board: JobBoard) async throws -> String {
        do {
            return try await board.begin(wanted.job, wanted.wish)
        } catch let error as PipelineError where error.code == .inputMissing {
            // A file that the server's command line names: nothing is wrong with the address that was asked.
            throw Refusal(.unprocessableContent, error.description)
        }
    }

    private static func accepted(_ id: String) -> Response {
        var response = Response(JSONText(["id": id]), status: .accepted)
        response.headers[.location] =
            "/api/jobs/" + (id.addingPercentEncoding(withAllowedCharacters: plain) ?? id)
        return response
    }

    /// What an address holds as it is.
    private static let plain = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

    private static func id(_ context: StudioContext) throws -> String { try parameter("id", context) }

    /// A part of the address, its escapes resolved once.
    private static func parameter(_ name: String, _ context: StudioContext) throws -> String {
        guard let text = context.parameters.get(name)?.removingPercentEncoding else {
            throw Refusal(.badRequest, "The address cannot be understood.")
        }
        return text
    }

    private static func text(of request: Request) async throws -> String {
        let body: ByteBuffer
        do {
            body = try await request.body.collect(upTo: Gate.mostBytes)
        } catch is NIOTooManyBytesError {
            throw Gate.tooLarge
        }
        guard let text = String(validating: body.readableBytesView, as: UTF8.self) else {
            throw Refusal(.badRequest, "The request is no text in UTF-8.")
        }
        return text
    }
}
