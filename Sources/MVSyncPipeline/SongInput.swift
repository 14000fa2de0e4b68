internal import MediaEngine
internal import SignalProcessing

/// Opens a song: by libsndfile where it can, by ffmpeg otherwise (AAC, the sound of videos).
///
/// - Parameters:
///   - tools: The ffmpeg programs; nil where there are none.
///   - fallback: What to throw if ffmpeg is needed and not there.
///   - flag: Asked while ffmpeg is waited for.
/// - Returns: The samples, and the length in seconds where the file states it.
func openSong(
    _ path: String, tools: FFmpegTools?, otherwise fallback: (any Error)? = nil, flag: CancellationFlag
) throws -> (source: any SampleSource, length: Double?) {
    do {
        let file = try AudioFileReader(path: path)
        return (file, file.estimatedDuration)
    } catch let error as SignalProcessingError where error.code == .unsupportedFormat {
        guard let tools else { throw fallback ?? error }
        let track = try FFmpegAudioSource(path: path, tools: tools, onWait: flag.check)
        return (track, track.estimatedDuration)
    }
}
