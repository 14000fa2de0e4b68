public import SignalProcessing

/// From samples to a `SongAnalysis`: features, then rhythm, then structure.
public struct SongAnalyzer: Sendable {
    /// Names the form and the algorithms of the result; a cached analysis of another version is worthless.
    public static let version = "11"

    /// Creates an analyzer.
    public init() {}

    /// Hears a song once, from its first sample to its last.
    ///
    /// - Parameters:
    ///   - source: The song; it is read to its end, block by block.
    ///   - guidance: What the listener knows better of its rhythm.
    ///   - lyrics: Its lyrics with their tags, their times, or both; nil where they are not known.
    ///   - structure: What the listener knows better of its sections.
    ///   - onProgress: Called about once a second of audio with the seconds heard; what it throws ends the analysis.
    /// - Returns: The analysis, times rounded to 0.1 ms. A song without samples has a duration of 0 and no sections.
    /// - Throws: What the source or `onProgress` throws.
    /// - Complexity: O(*n*) in the length of the song; memory grows by about 60 kB a second.
    public func analyze(
        _ source: any SampleSource, guidance: RhythmGuidance = RhythmGuidance(), lyrics: LyricSheet? = nil,
        structure: StructureGuidance = StructureGuidance(),
        onProgress: (_ secondsDone: Double) throws -> Void
    ) throws -> SongAnalysis {
        try analyze(source, guidance, lyrics, structure, onProgress: onProgress) { _ in }
    }

    /// Hears a song as `analyze` does, and keeps what its picture shows.
    ///
    /// - Parameters:
    ///   - source: The song; it is read to its end, block by block.
    ///   - guidance: What the listener knows better of its rhythm.
    ///   - lyrics: Its lyrics with their tags, their times, or both; nil where they are not known.
    ///   - structure: What the listener knows better of its sections.
    ///   - onProgress: As for `analyze`.
    /// - Returns: The analysis, and what it was read from.
    /// - Throws: What the source or `onProgress` throws.
    public func examine(
        _ source: any SampleSource, guidance: RhythmGuidance = RhythmGuidance(), lyrics: LyricSheet? = nil,
        structure: StructureGuidance = StructureGuidance(),
        onProgress: (_ secondsDone: Double) throws -> Void
    ) throws -> (analysis: SongAnalysis, evidence: SongEvidence) {
        let recorder = WaveformRecorder(source)
        var evidence = SongEvidence()
        let analysis = try analyze(recorder, guidance, lyrics, structure, onProgress: onProgress) {
            evidence.take($0)
        }
        evidence.waveform = recorder.columns(atMost: 2000)
        return (analysis, evidence)
    }

    private func analyze(
        _ source: any SampleSource, _ guidance: RhythmGuidance, _ lyrics: LyricSheet?,
        _ structure: StructureGuidance,
        onProgress: (_ secondsDone: Double) throws -> Void,
        onEvidence: (StructureEvidence) -> Void
    ) throws -> SongAnalysis {
        let features = try FeatureExtractor().extract(from: source, onProgress: onProgress)
        let rhythm = RhythmAnalyzer().analyze(features, guidance: guidance)
        let beats = rhythm.beats.map {
            Beat(time: tidy($0.time), position: $0.position, confidence: tidy($0.confidence))
        }
        var tempo = rhythm.tempo
        tempo.follow(beats)
        let heard = StructureEvidence(features, beats: beats)
        onEvidence(heard)
        let form = StructureAnalyzer().analyze(
            heard, features, beats: beats, lyrics: lyrics, guidance: structure)
        let sections = form.sections.map { section in
            var section = section
            let range = section.start..<section.end
            section.loudness = tidy(features.metered.mean(over: range))
            section.intensity = tidy(Intensity.of(range, features, onsets: rhythm.onsets))
            return section
        }
        let lines =
            lyrics.map {
                LyricLineTiming(beats: beats, voice: heard.voice).lines(
                    of: $0, parts: form.lyricParts, duration: features.duration)
            } ?? (lines: [], warnings: [])
        return SongAnalysis(
            duration: features.duration,
            tempo: tempo,
            beatsPerBar: rhythm.beatsPerBar,
            beats: beats,
            onsets: rhythm.onsets.map(tidy),
            sections: sections,
            energy: form.energy.map(tidy),
            energyPeriod: form.energyPeriod,
            loudness: features.metered,
            dynamics: Dynamics(features, beats: beats, sections: sections).events,
            lyrics: lines.lines.map(tidy),
            warnings: rhythm.warnings + form.warnings + lines.warnings)
    }

    private func tidy(_ line: LyricLine) -> LyricLine {
        var line = line
        line.start = tidy(line.start)
        line.end = tidy(line.end)
        line.confidence = tidy(line.confidence)
        line.words = line.words.map { LyricWord(text: $0.text, start: tidy($0.start), end: tidy($0.end)) }
            .within(line.start..<max(line.start, line.end))
        return line
    }

    private func tidy(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
}
