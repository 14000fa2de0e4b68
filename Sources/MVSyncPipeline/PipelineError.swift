internal import EditModel

/// What went wrong outside the single stages: an input, an output, a choice of files.
public struct PipelineError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kind of failure.
    public let code: Code

    /// One full sentence or two: what was wrong, with which file, and what to do.
    public let description: String

    /// Creates an error from its kind and its sentence.
    public init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }

    /// The kinds of failure; more may be added.
    public struct Code: Sendable, Hashable {
        private enum Kind { case inputMissing, unreadable, noClips, outputExists, cannotWrite, underWay }
        private let kind: Kind

        /// A song, folder or clip that is not there.
        public static let inputMissing = Code(kind: .inputMissing)
        /// An input that is there and cannot be read.
        public static let unreadable = Code(kind: .unreadable)
        /// No usable clip among what was named.
        public static let noClips = Code(kind: .noClips)
        /// A file of the wanted name exists, and may not be overwritten.
        public static let outputExists = Code(kind: .outputExists)
        /// An output that cannot be written.
        public static let cannotWrite = Code(kind: .cannotWrite)
        /// Something that is under way, or waits, excludes what was asked for.
        public static let underWay = Code(kind: .underWay)
    }
}

/// A path as it is shown to people: quoted, control characters made visible.
package func quoted(_ path: String) -> String { "“\(visible(path))”" }
