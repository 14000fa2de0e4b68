internal import EditModel
public import GenerativeServices
internal import MediaEngine

/// Stands in for a service that makes songs: plays them on this machine, as the order says and chance draws.
public struct SketchSongs: MediaService, SketchService {
    /// `sketch`.
    public let name = "sketch"

    private let environment: [String: String]

    /// Creates the stand-in.
    ///
    /// - Parameter environment: Names ffmpeg, or has the path on which it lies.
    public init(environment: [String: String]) {
        self.environment = environment
    }

    /// Plays the song to `file`, whose name ends in `.flac` or `.wav`: stereo, 44.1 kHz, 16 bits.
    ///
    /// - Throws: `ServiceError`, `CancellationError`.
    public func submit(_ order: SongOrder, nonce: String, file: String) async throws -> Submission {
        try await SketchFailure.reporting {
            let tools = try await FFmpegTools.locate(environment: environment)
            let samples = try await onThreadOfItsOwn { flag in
                var player = SongPlayer(order)
                return try player.play(flag: flag)
            }
            try await MediaMaker(tools: tools).sound(
                samples, sampleRate: Int(Instruments.sampleRate), to: file)
        }
        return .delivered
    }
}
