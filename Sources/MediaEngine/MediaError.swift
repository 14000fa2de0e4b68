internal import EditModel

/// What went wrong with media or with the ffmpeg programs: the kind, and sentences for people.
public struct MediaError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kind of failure.
    public let code: Code

    /// What was wrong, with which file, and what to do.
    public let description: String

    /// Creates an error from its kind and its sentences.
    public init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }

    static func cannotStart(_ program: String, _ cause: String) -> MediaError {
        MediaError(.programMissing, "“\(visible(program))” cannot be started: \(cause).")
    }

    /// The kinds of failure; more may be added.
    public struct Code: Sendable, Hashable {
        private enum Kind {
            case programMissing, unreadableClip, noVideo, noAudio, clipChanged, cannotWrite, notDelivered
        }
        private let kind: Kind

        /// ffmpeg or ffprobe is not there, or lacks an encoder.
        public static let programMissing = Code(kind: .programMissing)
        /// A file that is no video in a format that is read, or out of bounds.
        public static let unreadableClip = Code(kind: .unreadableClip)
        /// A file without a decodable picture.
        public static let noVideo = Code(kind: .noVideo)
        /// A file without a decodable sound track.
        public static let noAudio = Code(kind: .noAudio)
        /// A clip that decodes otherwise than when it was looked at.
        public static let clipChanged = Code(kind: .clipChanged)
        /// An output, or a file for spilled frames, that cannot be written.
        public static let cannotWrite = Code(kind: .cannotWrite)
        /// A finished file that is not what was ordered.
        public static let notDelivered = Code(kind: .notDelivered)
    }
}

/// A path as people see it: its last part in quotes, control characters made visible.
func shown(_ path: String) -> String {
    "“\(visible(path.split(separator: "/").last.map(String.init) ?? path))”"
}
