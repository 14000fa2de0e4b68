internal import EditModel
internal import GenerativeServices
internal import HTTPTypes
internal import Hummingbird
internal import MVSyncPipeline

/// Why a request is not done, as a status and a sentence.
struct Refusal: Error {
    let status: HTTPResponse.Status
    let sentence: String
    var headers = HTTPFields()

    init(_ status: HTTPResponse.Status, _ sentence: String, headers: HTTPFields = [:]) {
        self.status = status
        self.sentence = sentence
        self.headers = headers
    }

    /// Translates an error of any stage.
    init(_ error: any Error) {
        switch error {
        case let refusal as Refusal: self = refusal
        case let error as HTTPError where error.status == .notFound:
            self.init(.notFound, "There is nothing at this address.")
        case let error as any HTTPResponseError:
            self.init(error.status, "The request cannot be understood: \(error.status.reasonPhrase).")
        case let error as EditError: self.init(.badRequest, error.description)
        case let error as PipelineError: self.init(Self.status(of: error), error.description)
        case let error:
            guard let told = MVSyncPipeline.sentence(about: error) else {
                self.init(.internalServerError, "This should not have happened; please report it: \(error)")
                return
            }
            // Services that cannot make what was asked for: no key, no address, no workflow.
            self.init(.unprocessableContent, told)
        }
    }

    private static func status(of error: PipelineError) -> HTTPResponse.Status {
        switch error.code {
        case .inputMissing: .notFound
        case .underWay: .conflict
        case .cannotWrite: .internalServerError
        default: .unprocessableContent
        }
    }

    /// What the client is told.
    var response: Response {
        var response = Response(JSONText(["error": sentence]), status: status)
        response.headers.append(contentsOf: headers)
        return response
    }
}
