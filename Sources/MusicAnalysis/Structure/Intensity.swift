/// How intense a passage is, on a scale that compares songs.
///
/// ```
/// intensity = 0.4 · loud + 0.4 · dense + 0.2 · bright          each limited to 0…1
/// loud   = (loudness − integrated loudness of the song + 12 LU) / 15 LU
/// dense  = onsets a second / 10
/// bright = (brightness − 0.1) / 0.25
/// ```
///
/// The gain of the file is in none of them. Loudness says which parts of a song stand out, onsets and brightness whether the
/// song is a sparse, dark one or a dense, bright one: piano ballads are about 0.5 on average, fast metal 0.9.
package enum Intensity {
    /// The intensity of a half-open range of seconds; 0 in silence.
    ///
    /// - Parameters:
    ///   - range: The passage.
    ///   - features: What was measured of the song.
    ///   - onsets: The song's onsets in seconds, increasing.
    package static func of(_ range: Range<Double>, _ features: SongFeatures, onsets: [Double]) -> Double {
        guard let integrated = features.metered.integrated, range.upperBound > range.lowerBound else {
            return 0
        }
        let loudness = features.metered.mean(over: range)
        let density =
            Double(onsets.count { range.contains($0) }) / (range.upperBound - range.lowerBound)
        let frames = features.brightness.indices.filter {
            // What is silent is neither dark nor bright.
            range.contains(Double($0) / features.contextFrameRate) && features.brightness[$0] > 0
        }
        let brightness =
            frames.reduce(0.0) { $0 + Double(features.brightness[$1]) } / Double(max(frames.count, 1))
        return 0.4 * limited((loudness - integrated + 12) / 15) + 0.4 * limited(density / 10)
            + 0.2 * limited((brightness - 0.1) / 0.25)
    }

    private static func limited(_ value: Double) -> Double { min(max(value, 0), 1) }
}
