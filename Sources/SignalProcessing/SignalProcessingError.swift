/// What went wrong while a file became samples: the kind, the file, and a sentence for people.
public struct SignalProcessingError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kind of failure.
    ///
    /// New kinds may be added without breaking sources.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Kind: String {
            case unreadable, unsupportedFormat, outOfBounds, empty, tooLong, damaged, notWritten
        }

        private let kind: Kind

        /// The file is missing, is a folder, or may not be read.
        public static let unreadable = Code(kind: .unreadable)

        /// The file is no audio that can be decoded here.
        public static let unsupportedFormat = Code(kind: .unsupportedFormat)

        /// The file's sample rate or channel count is out of bounds.
        public static let outOfBounds = Code(kind: .outOfBounds)

        /// The file has no samples.
        public static let empty = Code(kind: .empty)

        /// The file is longer than ``AudioFileReader/maximumDuration``.
        public static let tooLong = Code(kind: .tooLong)

        /// Decoding failed in the middle of the file.
        public static let damaged = Code(kind: .damaged)

        /// The file cannot be made, or not to its end.
        public static let notWritten = Code(kind: .notWritten)

        /// The name of the kind.
        public var description: String { kind.rawValue }
    }

    /// The kind of failure.
    public let code: Code

    /// The file that it happened with.
    public let path: String

    /// What is wrong and what to do about it, as full sentences.
    public let description: String

    init(_ code: Code, path: String, _ description: String) {
        self.code = code
        self.path = path
        self.description = description
    }
}
