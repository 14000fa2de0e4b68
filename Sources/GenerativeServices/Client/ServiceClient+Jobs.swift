internal import EditModel

/// What answers about jobs have in common.
extension ServiceClient {
    /// The submission whose answer names its jobs.
    ///
    /// - Throws: `ServiceError` with the code `.unknownOutcome` where there is no name: something was made, and nobody knows what.
    func submission(_ names: [String?]) throws -> Submission {
        let names = names.compactMap(\.self)
        guard !names.isEmpty else {
            throw failure(.unknownOutcome, "took the order and did not say what its job is called")
        }
        return .job(names.joined(separator: ","))
    }

    /// The answer to the question about a job; nil where the service does not know it any more.
    func answer(aboutJob path: String) async throws -> JSONValue? {
        do {
            return try await json("GET", path, effect: .none)
        } catch let error as ServiceError where error.status == 404 {
            return nil
        }
    }

    /// The status of a finished job with its results.
    ///
    /// - Throws: `ServiceError` with the code `.malformed` where there are none.
    func finished(_ results: [MediaResult]) throws -> JobStatus {
        guard !results.isEmpty else {
            throw failure(.malformed, "says that it is done, and not where the result is")
        }
        return .finished(results)
    }

    /// The status of a job that the service does not know.
    func lost(_ job: String) -> JobStatus {
        .failed(failure(.lost, "does not know the job \(visible(job)) any more"))
    }

    /// A job that the service gave up, by the reason that it states.
    func givenUp(_ reason: String?, code: ServiceError.Code? = nil) -> ServiceError {
        let said = reason.map { String($0.prefix(300)) } ?? ""
        let lower = said.lowercased()
        let isModerated = ["moderat", "blacklist", "sensitive", "policy"].contains { lower.contains($0) }
        return failure(
            code ?? (isModerated ? .moderated : .failed),
            said.isEmpty ? "gave the job up without a reason" : "gave the job up: “\(visible(said))”")
    }
}
