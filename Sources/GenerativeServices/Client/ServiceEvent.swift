/// One exchange with a service, for a job's log; holds no address of a result, no prompt and no credential.
public struct ServiceEvent: Sendable, Equatable {
    /// The service.
    public var service: String
    /// The method and the path, such as `POST /generations/video`.
    public var request: String
    /// The status; nil where no answer came.
    public var status: Int?
    /// What went wrong, as a sentence; nil where nothing did.
    public var failure: String?
    /// Seconds that are waited before the next attempt; nil where there is none.
    public var wait: Double?
}
