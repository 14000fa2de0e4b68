/// Where a job stands.
public struct JobProgress: Sendable, Equatable {
    /// The stages of a job, in their order.
    public enum Stage: String, Sendable, CaseIterable {
        case writing, singing, drawing, filming
        case hearing, seeing, planning, rendering, exporting, reporting, verifying
    }

    /// The stage at work.
    public var stage: Stage

    /// How much of the stage is done, 0…1; negative where nobody can tell.
    public var fraction: Double

    /// What is being worked on, such as a file's name.
    public var detail: String

    /// Creates a progress value.
    public init(_ stage: Stage, _ fraction: Double, _ detail: String = "") {
        self.stage = stage
        self.fraction = fraction
        self.detail = detail
    }
}
