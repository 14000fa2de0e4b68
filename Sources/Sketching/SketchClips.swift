public import GenerativeServices

/// Stands in for a service that makes clips: draws them on this machine, from words of the prompt and from chance.
public struct SketchClips: MediaService, SketchService {
    /// `sketch`.
    public let name = "sketch"

    private let environment: [String: String]

    /// Creates the stand-in.
    ///
    /// - Parameter environment: Names ffmpeg, or has the path on which it lies.
    public init(environment: [String: String]) {
        self.environment = environment
    }

    /// Draws the clip, as H.264 in MP4 with 24 frames a second, to `file`.
    ///
    /// - Throws: `ServiceError`, `CancellationError`.
    public func submit(_ order: ClipOrder, nonce: String, file: String) async throws -> Submission {
        try await SketchFailure.reporting {
            try await DrawnClip(environment: environment).make(order, to: file)
        }
        return .delivered
    }
}

/// Stands in for a service that makes pictures: draws them on this machine, from words of the prompt and from chance.
public struct SketchImages: MediaService, SketchService {
    /// `sketch`.
    public let name = "sketch"

    private let environment: [String: String]

    /// Creates the stand-in.
    ///
    /// - Parameter environment: Names ffmpeg, or has the path on which it lies.
    public init(environment: [String: String]) {
        self.environment = environment
    }

    /// Draws the picture, as PNG, to `file`.
    ///
    /// - Throws: `ServiceError`, `CancellationError`.
    public func submit(_ order: ImageOrder, nonce: String, file: String) async throws -> Submission {
        try await SketchFailure.reporting {
            try await DrawnClip(environment: environment).make(order, to: file)
        }
        return .delivered
    }
}
