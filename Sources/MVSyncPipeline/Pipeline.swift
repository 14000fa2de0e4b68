public import EditModel
public import EditPlanning
internal import Foundation
public import MediaEngine
public import MusicAnalysis
internal import SignalProcessing

/// The stages from files to a finished video, as cancellable asynchronous functions.
///
/// ```
/// song ─hear─▶ SongAnalysis ─┐
///                            ├─plan─▶ Edit ─render─▶ DeliveryReport
/// clips ─see─▶ [Footage] ────┘
/// ```
///
/// What is heard and seen is cached by the content of the files. Cancelling the calling task ends any stage with a
/// `CancellationError` and leaves no file behind.
public struct Pipeline: Sendable {
    private let cache: ContentCache?
    let environment: [String: String]
    let report: @Sendable (JobProgress) -> Void

    /// Creates a pipeline.
    ///
    /// - Parameters:
    ///   - environment: The process's environment: `PATH`, `HOME`, `XDG_CACHE_HOME`, `MVSYNC_FFMPEG` are read.
    ///   - usesCache: Whether results are taken from and kept in the user's cache.
    ///   - onProgress: Called from any thread as work goes on.
    public init(
        environment: [String: String], usesCache: Bool = true,
        onProgress: @escaping @Sendable (JobProgress) -> Void = { _ in }
    ) {
        self.environment = environment
        cache = usesCache ? ContentCache.ofUser(environment: environment) : nil
        report = onProgress
    }

    // MARK: Hearing

    /// A song's identity and all that is heard in it.
    public struct HeardSong: Sendable {
        /// The song as an edit refers to it.
        public var reference: Edit.Song
        /// What was heard.
        public var analysis: SongAnalysis
        /// What that was read from; nil unless it was asked for.
        public var evidence: SongEvidence?
    }

    /// Listens to a song.
    ///
    /// - Parameters:
    ///   - path: An audio file, or a video file with a sound track.
    ///   - guidance: What the listener knows better of its rhythm.
    ///   - lyrics: Its lyrics with their tags, their times, or both; nil where they are not known.
    ///   - structure: What the listener knows better of its sections.
    ///   - withEvidence: Whether the evidence is wanted too, which is never cached: the song is then heard anew.
    /// - Throws: `PipelineError`, `SignalProcessingError`, `MediaError`, `CancellationError`.
    public func hear(
        song path: String, guidance: RhythmGuidance = RhythmGuidance(), lyrics: LyricSheet? = nil,
        structure: StructureGuidance = StructureGuidance(), withEvidence: Bool = false
    ) async throws -> HeardSong {
        let absolute = absolutePath(path)
        let name = fileName(absolute)
        report(JobProgress(.hearing, 0, name))
        let key = try await onThreadOfItsOwn { try ContentHash.ofFile(absolute, flag: $0) }
        let kind = "song-v\(SongAnalyzer.version)"
        let knowledge = Knowledge(guidance: guidance, lyrics: lyrics, structure: structure)
        let entry = try Self.entry(for: knowledge, of: key)
        let analysis: SongAnalysis
        var evidence: SongEvidence?
        if !withEvidence, let kept = cache?.value(SongAnalysis.self, kind: kind, key: entry) {
            analysis = kept
        } else {
            (analysis, evidence) = try await listen(
                to: absolute, name: name, knowing: knowledge, withEvidence: withEvidence)
            cache?.store(analysis, kind: kind, key: entry)
        }
        guard analysis.duration > 0 else {
            throw PipelineError(.unreadable, "\(quoted(path)) holds no sound.")
        }
        report(JobProgress(.hearing, 1, name))
        return HeardSong(
            reference: Edit.Song(
                path: absolute, contentHash: key, duration: analysis.duration, bpm: analysis.tempo.bpm),
            analysis: analysis, evidence: evidence)
    }

    /// What is known of a song before it is heard.
    private struct Knowledge: Codable, Equatable {
        var guidance = RhythmGuidance()
        var lyrics: LyricSheet?
        var structure = StructureGuidance()
    }

    /// The name of an analysis in the cache: what is heard with other knowledge is another result.
    private static func entry(for knowledge: Knowledge, of song: String) throws -> String {
        guard knowledge != Knowledge() else { return song }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return ContentHash.of(Data(song.utf8) + (try encoder.encode(knowledge)))
    }

    private func listen(
        to path: String, name: String, knowing knowledge: Knowledge, withEvidence: Bool
    ) async throws -> (SongAnalysis, SongEvidence?) {
        let tools: FFmpegTools?
        let fallback: (any Error)?
        do {
            tools = try await FFmpegTools.locate(environment: environment)
            fallback = nil
        } catch let error as MediaError {
            tools = nil
            fallback = error
        }
        return try await onThreadOfItsOwn { flag in
            let song = try openSong(path, tools: tools, otherwise: fallback, flag: flag)
            func onProgress(_ seconds: Double) throws {
                try flag.check()
                report(
                    JobProgress(.hearing, song.length.map { min(seconds / max($0, 0.001), 0.99) } ?? -1, name)
                )
            }
            let analyzer = SongAnalyzer()
            var analysis: SongAnalysis
            var evidence: SongEvidence?
            if withEvidence {
                (analysis, evidence) = try analyzer.examine(
                    song.source, guidance: knowledge.guidance, lyrics: knowledge.lyrics,
                    structure: knowledge.structure, onProgress: onProgress)
            } else {
                analysis = try analyzer.analyze(
                    song.source, guidance: knowledge.guidance, lyrics: knowledge.lyrics,
                    structure: knowledge.structure, onProgress: onProgress)
            }
            if song.isLengthStated, let length = song.length, analysis.duration < 0.98 * length - 0.5 {
                let (found, stated) = (
                    String(format: "%.1f", analysis.duration), String(format: "%.1f", length)
                )
                analysis.warnings.insert(
                    "The song is damaged or cut off: \(found) of its \(stated) seconds can be heard.", at: 0)
            }
            return (analysis, evidence)
        }
    }

    // MARK: Seeing

    /// The clips that can be used, and what is to be said about the others.
    public struct SeenClips: Sendable {
        /// The usable clips, in the order found.
        public var footage: [Footage]
        /// Why clips were left out, and what is odd about those that were not, as full sentences.
        public var warnings: [String]
    }

    /// Looks at clips.
    ///
    /// A clip that cannot be read is left out with a warning, as long as another one can.
    ///
    /// - Parameter paths: Files and folders; folders are searched one level deep.
    /// - Throws: `PipelineError`, `MediaError`, `CancellationError`.
    public func see(clips paths: [String]) async throws -> SeenClips {
        let clips = try ClipSelection.clips(at: paths)
        let tools = try await FFmpegTools.locate(environment: environment)
        var seen = SeenClips(footage: [], warnings: [])
        var firstFailure: (any Error)?
        for (index, clip) in clips.enumerated() {
            do {
                let footage = try await look(at: clip, index: index, of: clips.count, tools: tools)
                seen.footage.append(footage)
                seen.warnings += footage.warnings
            } catch let error as MediaError where error.code != .programMissing {
                firstFailure = firstFailure ?? error
                seen.warnings.append("Left out: \(error.description)")
            } catch let error as PipelineError {
                firstFailure = firstFailure ?? error
                seen.warnings.append("Left out: \(error.description)")
            }
        }
        report(JobProgress(.seeing, 1, ""))
        guard !seen.footage.isEmpty else {
            if clips.count == 1, let firstFailure { throw firstFailure }
            throw PipelineError(
                .noClips,
                "None of the \(clips.count) clips can be used. The first: \(firstFailure.map { "\($0)" } ?? "")"
            )
        }
        return seen
    }

    private func look(at clip: String, index: Int, of count: Int, tools: FFmpegTools) async throws -> Footage
    {
        let name = fileName(clip)
        let share = 1 / Double(count)
        report(JobProgress(.seeing, Double(index) * share, name))
        let key = try await onThreadOfItsOwn { try ContentHash.ofFile(clip, flag: $0) }
        let kind = "clip-v\(FootageAnalyzer.version)"
        if var kept = cache?.value(Footage.self, kind: kind, key: key) {
            kept.path = clip
            return kept
        }
        let footage = try await FootageAnalyzer(tools: tools).analyze(path: clip, contentHash: key) {
            fraction in
            report(JobProgress(.seeing, (Double(index) + fraction) * share, name))
        }
        cache?.store(footage, kind: kind, key: key)
        return footage
    }

    // MARK: Deciding

    /// Decides edits of a heard song from seen clips; pure, and quick.
    ///
    /// - Parameters:
    ///   - song: The song.
    ///   - clips: The clips.
    ///   - style: The look.
    ///   - seed: What chance is drawn from; each further variant has the next one.
    ///   - variants: How many different edits are wanted; 1 at least.
    ///   - before: An edit of the same song whose pinned shots stay; see `EditPlanner.plan`.
    /// - Throws: `PlanningError`.
    public func plan(
        song: HeardSong, clips: SeenClips, style: EditStyle, seed: UInt64, variants: Int = 1,
        before: Edit? = nil
    ) throws -> [Edit] {
        report(JobProgress(.planning, 0, ""))
        var edits: [Edit] = []
        for number in 0..<variants {
            try Task.checkCancellation()
            var edit = try EditPlanner().plan(
                song: song.analysis, reference: song.reference, footage: clips.footage, style: style,
                seed: seed &+ UInt64(number), before: before, unlike: edits)
            edit.warnings = clips.warnings + edit.warnings
            edits.append(edit)
            report(JobProgress(.planning, Double(number + 1) / Double(variants), ""))
        }
        return edits
    }

    // MARK: Rendering

    /// Renders an edit to a verified file.
    ///
    /// - Parameters:
    ///   - edit: A valid edit, whose media are found where it says.
    ///   - output: The file; it gets its name only as a verified whole.
    ///   - overwriting: Whether a file of that name may be replaced; the song and the clips never are.
    ///   - settings: Quality, and the memory and disk to use.
    ///   - additions: What it gets beside what the edit says.
    /// - Returns: What was measured in the finished file.
    /// - Throws: `EditError`, `PipelineError` for media that are gone or changed, `MediaError`, `CancellationError`.
    public func render(
        _ edit: Edit, to output: String, overwriting: Bool, settings: RenderSettings,
        adding additions: RenderAdditions = RenderAdditions()
    ) async throws -> DeliveryReport {
        try edit.validate()
        try OutputName.spare([edit.song.path] + edit.clips.map(\.path), from: output)
        report(JobProgress(.rendering, 0, fileName(output)))
        try await checkMedia(of: edit)
        let tools = try await FFmpegTools.locate(environment: environment)
        let name = fileName(output)
        let delivery = try await Renderer(tools: tools).render(
            edit, to: output, overwriting: overwriting, settings: settings, adding: additions
        ) { done, total in
            report(JobProgress(.rendering, Double(done) / Double(max(total, 1)), name))
        }
        report(JobProgress(.rendering, 1, name))
        return delivery
    }

    /// Checks that the song and the used clips are those that the edit was made from.
    func checkMedia(of edit: Edit) async throws {
        let used = Set(edit.shots.map(\.clip)).sorted()
        let media =
            [(edit.song.path, edit.song.contentHash)]
            + used.map { (edit.clips[$0].path, edit.clips[$0].contentHash) }
        for (path, expected) in media {
            let found = try await onThreadOfItsOwn { try ContentHash.ofFile(path, flag: $0) }
            guard found == expected else {
                throw PipelineError(
                    .unreadable,
                    "\(quoted(path)) has changed since the edit was made; plan it anew with mvsync plan.")
            }
        }
    }
}

/// The last part of a path.
func fileName(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
}
