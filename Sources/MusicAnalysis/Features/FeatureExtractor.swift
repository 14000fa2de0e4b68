import Foundation
public import SignalProcessing

/// Measures a song in one pass: onset strength, harmony, timbre and loudness over time.
///
/// The song streams through a window of a fraction of a second, and only the measures are kept: about 5 kB for a
/// second of music. Everything happens at the file's own sample rate.
public struct FeatureExtractor: Sendable {
    /// Frames per second of onset strength.
    private static let onsetFrameRate = 100

    /// Frames per second of harmony, timbre and loudness.
    private static let contextFrameRate = 10

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
        let (measured, input) = try measure(source, onProgress: onProgress)
        var features = measured
        features.activations = Activations.heard(input)
        return features
    }

    /// Measures a song without listening for beats, and keeps what the network would hear.
    package func measure(
        _ source: any SampleSource, onProgress: (_ secondsDone: Double) throws -> Void
    ) throws -> (features: SongFeatures, input: ActivationFeatures) {
        let sampleRate = source.sampleRate
        var onsets = OnsetStrength(sampleRate: sampleRate)
        var context = ContextFrame(sampleRate: sampleRate)
        var stream = FrameStream(
            source, frameRate: Double(Self.onsetFrameRate),
            margin: max(onsets.windowLength / 2 + onsets.lead, context.windowLength / 2))
        let onsetOffsets = -onsets.windowLength / 2 - onsets.lead..<onsets.windowLength / 2 - onsets.lead
        let contextOffsets = -context.windowLength / 2..<context.windowLength / 2

        var envelope: [Float] = []
        var bandOnsets: [Float] = []
        let filterbank = Filterbank.mel(
            bandCount: ActivationFeatures.bandCount, range: ActivationFeatures.range,
            windowLength: onsets.windowLength, sampleRate: sampleRate)
        var bandsRow = [Float](repeating: 0, count: ActivationFeatures.bandCount)
        var bands: [Float] = []
        let framesPerContext = Self.onsetFrameRate / Self.contextFrameRate
        var frame = 0
        while try stream.move(toFrame: frame) {
            let strength = stream.withSamples(onsetOffsets) { onsets.next($0) }
            envelope.append(strength.low + strength.middle + strength.high)
            bandOnsets.append(strength.low)
            bandOnsets.append(strength.middle)
            bandOnsets.append(strength.high)
            filterbank.apply(to: onsets.magnitudes, into: &bandsRow)
            bands.append(contentsOf: bandsRow)
            if frame.isMultiple(of: framesPerContext) {
                stream.withSamples(contextOffsets) { context.append($0) }
            }
            frame += 1
            if frame.isMultiple(of: Self.onsetFrameRate) {
                try onProgress(Double(frame / Self.onsetFrameRate))
            }
        }
        let features = SongFeatures(
            duration: Double(stream.sampleCount) / sampleRate,
            onsetFrameRate: Double(Self.onsetFrameRate),
            onsetEnvelope: envelope,
            bandOnsets: Matrix(values: bandOnsets, columns: 3),
            contextFrameRate: Double(Self.contextFrameRate),
            chroma: Matrix(values: context.chroma, columns: 12),
            timbre: Matrix(values: context.timbre, columns: CepstralCoefficients.count),
            loudness: context.loudness)
        let magnitudes = Matrix(values: bands, columns: ActivationFeatures.bandCount)
        return (features, ActivationFeatures(magnitudes: magnitudes))
    }
}
