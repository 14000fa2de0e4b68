import Foundation
public import SignalProcessing

/// Measures a song in one pass: onset strength, harmony, timbre and loudness over time.
///
/// The song streams through a window of a fraction of a second, and only the measures are kept: about 25 kB for a
/// second of music. Everything happens at the file's own sample rate.
public struct FeatureExtractor: Sendable {
    /// Frames per second of onset strength.
    private static let onsetFrameRate = 100

    /// Frames per second of harmony, timbre and loudness.
    private static let contextFrameRate = 10

    /// The window that rhythm is measured in, in seconds, or a little more.
    private static let rhythmWindow = 2_048.0 / 44_100

    /// Creates an extractor.
    public init() {}

    /// Measures a song.
    ///
    /// A frame is measured for each centre that lies within the song; a source without samples has no frames, and a
    /// source with one sample has one of each kind.
    ///
    /// - Parameters:
    ///   - source: The song, from its start; read to its end.
    ///   - onProgress: Called once for each second of music with the seconds that are done. What it throws ends the
    ///     work and is thrown on.
    /// - Returns: The features.
    /// - Throws: What the source or `onProgress` throws.
    public func extract(
        from source: any SampleSource, onProgress: (_ secondsDone: Double) throws -> Void
    ) throws -> SongFeatures {
        let (measured, bands) = try measure(source, onProgress: onProgress)
        var features = measured
        let answer = ActivationNetwork().answer(frameCount: bands.frameCount) { bands.write($0, to: &$1) }
        features.activations = Activations.spread(answer.logits, over: bands.frameCount)
        features.tempi = answer.tempi
        features.voice = VoiceActivity(bands)
        return features
    }

    /// Measures a song without listening for beats, and keeps what the network would hear.
    package func measure(
        _ source: any SampleSource, onProgress: (_ secondsDone: Double) throws -> Void
    ) throws -> (features: SongFeatures, bands: MelBands) {
        let sampleRate = source.sampleRate
        let windowLength = Spectrum.windowLength(nearest: Self.rhythmWindow, at: sampleRate)
        // What rises in a window does so before its centre reaches the onset: it is centred earlier by as much.
        let lead = Int((0.01 * sampleRate).rounded())
        var spectrum = Spectrum(windowLength: windowLength)
        var context = ContextFrame(sampleRate: sampleRate)
        let meter = LoudnessMeter(channelCount: source.channelCount, sampleRate: sampleRate)
        var stream = FrameStream(
            source, frameRate: Double(Self.onsetFrameRate),
            margin: max(windowLength / 2 + lead, context.windowLength / 2), meter: meter)
        let offsets = -windowLength / 2 - lead..<windowLength / 2 - lead
        let contextOffsets = -context.windowLength / 2..<context.windowLength / 2

        let filterbank = Filterbank.mel(
            bandCount: MelBands.bandCount, range: MelBands.range, windowLength: windowLength,
            sampleRate: sampleRate)
        var magnitudes = [Float](repeating: 0, count: spectrum.binCount)
        var row = [Float](repeating: 0, count: MelBands.bandCount)
        var rows: [Float] = []
        let framesPerContext = Self.onsetFrameRate / Self.contextFrameRate
        var frame = 0
        while try stream.move(toFrame: frame) {
            stream.withSamples(offsets) { spectrum.magnitude(of: $0, into: &magnitudes) }
            filterbank.apply(to: magnitudes, into: &row)
            rows.append(contentsOf: row)
            if frame.isMultiple(of: framesPerContext) {
                stream.withSamples(contextOffsets) { context.append($0) }
            }
            frame += 1
            if frame.isMultiple(of: Self.onsetFrameRate) {
                try onProgress(Double(frame / Self.onsetFrameRate))
            }
        }
        let bands = MelBands(magnitudes: Matrix(values: rows, columns: MelBands.bandCount))
        let onsets = OnsetStrength(bands)
        var features = SongFeatures(
            duration: Double(stream.sampleCount) / sampleRate,
            onsetFrameRate: Double(Self.onsetFrameRate),
            onsetEnvelope: onsets.envelope,
            bandOnsets: onsets.registers,
            contextFrameRate: Double(Self.contextFrameRate),
            chroma: Matrix(values: context.chroma, columns: 12),
            timbre: Matrix(values: context.timbre, columns: CepstralCoefficients.count),
            loudness: context.loudness)
        features.metered = Loudness(meter)
        features.brightness = bands.centroids(every: framesPerContext)
        return (features, bands)
    }
}
