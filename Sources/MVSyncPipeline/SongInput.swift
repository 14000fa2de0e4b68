internal import EditModel
internal import MediaEngine
internal import SignalProcessing

/// A song that has been opened.
struct OpenedSong {
    /// Its samples.
    var source: any SampleSource
    /// Its length in seconds; nil where the file does not say.
    var length: Double?
    /// Whether the file states that length; otherwise it is a guess, good for a progress display.
    var isLengthStated: Bool
}

/// Opens a song: by libsndfile where it can, by ffmpeg otherwise (AAC, the sound of videos, MP3 of unknown length).
///
/// - Parameters:
///   - tools: The ffmpeg programs; nil where there are none.
///   - fallback: What to throw if ffmpeg is needed and not there.
///   - flag: Asked while ffmpeg is waited for.
func openSong(
    _ path: String, tools: FFmpegTools?, otherwise fallback: (any Error)? = nil, flag: CancellationFlag
) throws -> OpenedSong {
    do {
        let file = try AudioFileReader(path: path)
        if file.isLengthStated || tools == nil {
            return OpenedSong(
                source: file, length: file.estimatedDuration, isLengthStated: file.isLengthStated)
        }
    } catch let error as SignalProcessingError where error.code == .unsupportedFormat {
        if tools == nil { throw fallback ?? error }
    }
    guard let tools else { preconditionFailure("without ffmpeg the file was taken or refused") }
    let track = try FFmpegAudioSource(path: path, tools: tools, onWait: flag.check)
    return OpenedSong(source: track, length: track.estimatedDuration, isLengthStated: false)
}
