public import EditModel
internal import Foundation
internal import Interchange
internal import MediaEngine

extension Pipeline {
    /// A file that was written for other programs.
    public struct ExportedFile: Sendable, Equatable, Encodable {
        /// Its form.
        public var format: ExportFormat
        /// Its absolute path.
        public var path: String
        /// What of the edit is not in it, as full sentences.
        public var losses: [String]
        /// Whether rendering shots to files of their own would keep more of it.
        public var gainsByBaking: Bool
    }

    /// Writes an edit for other programs.
    ///
    /// - Parameters:
    ///   - edit: A valid edit, whose media are found where it says.
    ///   - files: The absolute paths to write, by form; names that are free, or may be replaced.
    ///   - bakedFolder: The absolute path of the folder for rendered shots; made where there are any.
    ///   - options: How.
    ///   - overwriting: Whether files may be replaced; the song and the clips never are.
    /// - Returns: What was written, in the order of the forms.
    /// - Throws: `EditError`, `PipelineError` for media that are gone or changed and for captions that are not there,
    ///   `MediaError`, `CancellationError`. What was written before stays.
    public func export(
        _ edit: Edit, to files: [ExportFormat: String], bakedFolder: String,
        options: ExportOptions = ExportOptions(), overwriting: Bool
    ) async throws -> [ExportedFile] {
        try edit.validate()
        let formats = ExportFormat.allCases.filter { files[$0] != nil }
        for file in files.values {
            try OutputName.spare([edit.song.path] + edit.clips.map(\.path), from: file)
        }
        if edit.captions.isEmpty, let format = formats.first(where: \.isOfCaptions) {
            throw PipelineError(
                .unreadable,
                "The edit has no captions, so there is nothing to write as \(format.rawValue): no line of lyrics has a time. Make it with --lyrics, tagged or with times."
            )
        }
        report(JobProgress(.exporting, 0, ""))
        let timelines = formats.compactMap(\.timeline)
        var source: TimelineSource?
        if !timelines.isEmpty {
            try await checkMedia(of: edit)
            source = try await timelineSource(
                of: edit, for: timelines, bakedFolder: bakedFolder, options: options, overwriting: overwriting
            )
        }
        var written: [ExportedFile] = []
        for format in formats {
            guard let path = files[format] else { continue }
            let (text, losses) = try await contents(
                of: edit, as: format, at: path, from: source, options: options)
            try OutputName.write(Data(text.utf8), to: path, overwriting: overwriting)
            written.append(
                ExportedFile(
                    format: format, path: path, losses: losses.map(\.words),
                    gainsByBaking: losses.contains(where: \.isMendedByBaking)))
        }
        report(JobProgress(.exporting, 1, ""))
        return written
    }

    /// What timelines are made of beside the edit.
    private struct TimelineSource {
        var facts: [Int: CutList.FileFacts]
        var song: CutList.Sound
        var baked: [Int: CutList.BakedShot]
    }

    private func timelineSource(
        of edit: Edit, for timelines: [any TimelineFormat.Type], bakedFolder: String, options: ExportOptions,
        overwriting: Bool
    ) async throws -> TimelineSource {
        let tools = try await FFmpegTools.locate(environment: environment)
        let probe = MediaProbe(tools: tools)
        var facts: [Int: CutList.FileFacts] = [:]
        for clip in Set(edit.shots.map(\.clip)).sorted() {
            let rate = FrameRate(nearest: edit.clips[clip].framesPerSecond)
            let clock = try await probe.timecode(of: edit.clips[clip].path)
            facts[clip] = CutList.FileFacts(
                frameRate: rate, startTimecode: clock.flatMap { Timecode($0, at: rate)?.frame } ?? 0)
        }
        let sound = try await probe.sound(of: edit.song.path)
        let needs: BakingNeeds =
            switch options.baking {
            case .none: BakingNeeds()
            case .needed: timelines.reduce(BakingNeeds()) { $0.union($1.bakingNeeds(of: edit)) }
            case .all: .all(of: edit)
            }
        return TimelineSource(
            facts: facts,
            song: CutList.Sound(
                path: edit.song.path, duration: edit.song.duration, sampleRate: sound.sampleRate,
                channelCount: sound.channelCount),
            baked: try await bake(
                needs, of: edit, in: bakedFolder, handles: options.handles, tools: tools,
                overwriting: overwriting))
    }

    private func bake(
        _ needs: BakingNeeds, of edit: Edit, in folder: String, handles: Int, tools: FFmpegTools,
        overwriting: Bool
    ) async throws -> [Int: CutList.BakedShot] {
        guard !needs.shots.isEmpty else { return [:] }
        let shots = needs.shots.sorted()
        var bare = edit
        for index in bare.shots.indices where !needs.transitions.contains(index) {
            bare.shots[index].transition = nil
        }
        let ranges = shots.map { ShotRange(of: $0, in: edit, handles: handles) }
        var files: [String] = []
        for shot in shots {
            let file = "\(folder)/\(Self.bakedName(of: shot))"
            // An edit may have been cut from shots that were rendered for another.
            try OutputName.spare([edit.song.path] + edit.clips.map(\.path), from: file)
            files.append(file)
        }
        let new = files.filter { !FileManager.default.fileExists(atPath: $0) }
        try Self.makeFolder(folder)
        report(JobProgress(.rendering, 0, fileName(folder)))
        do {
            try await ShotBaker(tools: tools).bake(
                ranges, of: bare, to: files, overwriting: overwriting
            ) { done, total in
                report(JobProgress(.rendering, Double(done) / Double(max(total, 1)), fileName(folder)))
            }
        } catch {
            for file in new { unlink(file) }
            // Only where nothing else is in it.
            rmdir(folder)
            throw error
        }
        return Dictionary(
            uniqueKeysWithValues: zip(ranges, files).map { range, file in
                (
                    range.shot,
                    CutList.BakedShot(
                        path: file, lead: range.lead, tail: range.tail,
                        hasTransition: needs.transitions.contains(range.shot))
                )
            })
    }

    private static func bakedName(of shot: Int) -> String { String(format: "shot-%04d.mov", shot + 1) }

    private static func makeFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        } catch CocoaError.fileWriteFileExists {
            return
        } catch {
            throw PipelineError(.cannotWrite, "The folder \(quoted(path)) cannot be made.")
        }
    }

    /// The text of a file, and what is lost in it.
    private func contents(
        of edit: Edit, as format: ExportFormat, at path: String, from source: TimelineSource?,
        options: ExportOptions
    ) async throws -> (text: String, losses: [Loss]) {
        let folder = (path as NSString).deletingLastPathComponent
        switch format {
        case .srt: return (CaptionFile.srt(of: edit), [])
        case .ass: return (DrawnText.captions(of: edit), [])
        case .lrc: return (CaptionFile.lrc(of: edit), [])
        case .ffmpeg:
            let script = try await renderScript(
                of: edit, relativeTo: options.hasRelativePaths == false ? nil : folder)
            return (script.text, script.losses.map { Loss($0) })
        default: break
        }
        guard let timeline = format.timeline, let source else {
            preconditionFailure("a timeline has a source")
        }
        let isRelative = options.hasRelativePaths ?? !timeline.wantsAbsolutePaths
        let cuts = CutList(
            edit, name: Self.timelineName(path, format), facts: source.facts, song: source.song,
            baked: source.baked, markers: Self.finest(options.markers),
            link: MediaLink(relativeTo: isRelative ? folder : nil))
        return (timeline.text(of: cuts), timeline.losses(of: cuts, from: edit))
    }

    private static func timelineName(_ path: String, _ format: ExportFormat) -> String {
        let name = fileName(path)
        return name.hasSuffix(format.ending) ? String(name.dropLast(format.ending.count)) : name
    }

    private static func finest(_ markers: ExportOptions.Markers) -> CutList.Marker.Kind? {
        switch markers {
        case .none: nil
        case .sections: .event
        case .bars: .bar
        case .beats: .beat
        }
    }
}

extension Loss {
    /// The loss with its shots: “Shots 3, 7 and 12: the dissolve becomes a hard cut.” is such a sentence.
    fileprivate var words: String {
        guard let last = shots.last else { return sentence }
        let numbers = shots.dropLast().map { "\($0)" }.joined(separator: ", ")
        let names = shots.count == 1 ? "Shot \(last)" : "Shots \(numbers) and \(last)"
        return "\(names): \(sentence.prefix(1).lowercased())\(sentence.dropFirst())"
    }
}
