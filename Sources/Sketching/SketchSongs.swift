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
            let order = Self.filledIn(order)
            let samples = try await onThreadOfItsOwn { flag in
                var player = SongPlayer(order)
                return try player.play(flag: flag)
            }
            try await MediaMaker(tools: tools).sound(
                samples, sampleRate: Int(Instruments.sampleRate), to: file)
        }
        return .delivered
    }

    /// It does, by templates.
    public var writesWords: Bool { true }

    /// The song of the templates, for an order with a description.
    public func written(for order: SongOrder) -> WrittenSong? {
        Self.song(for: order).flatMap { song in
            WrittenSong(
                title: song.title, lyrics: song.lyrics, style: song.tags, tempo: "\(song.tempo)",
                key: song.key, timeSignature: "4/4")
        }
    }

    private static func song(for order: SongOrder) -> SketchedSong? {
        order.description.map { description in
            let topic = SketchTopic(description)
            return SketchedSong(topic, Chance(seed: order.seed, text: topic.text), isAdvert: false)
        }
    }

    /// The order with words of the templates, where it leaves them to its maker.
    private static func filledIn(_ order: SongOrder) -> SongOrder {
        guard let song = song(for: order) else { return order }
        return SongOrder(
            title: song.title, lyrics: song.lyrics, style: song.tags, bpm: Double(song.tempo), key: song.key,
            seconds: order.seconds, seed: order.seed)
    }
}
