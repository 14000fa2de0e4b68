internal import EditModel
internal import EditPlanning
internal import Foundation
internal import GenerativeServices
internal import MediaEngine
internal import MusicAnalysis
internal import Sketching
internal import Storyboarding

/// The video of what is there, with stand-ins for what is not.
extension Generation {
    /// Cuts the clips to the song and renders the video.
    ///
    /// Where something is missing, a video with stand-ins is made all the same, as `preview.mp4`, and says what they stand for.
    func makeVideo(_ sheet: SongSheet, _ storyboard: Storyboard, _ outcome: inout Outcome) async throws {
        let song = try await usedSong(sheet, &outcome)
        let clips = try await usedClips(storyboard, sheet, &outcome)
        let isWhole = outcome.shortcomings.isEmpty
        let lyrics = try usedLyrics(of: song, sheet)
        let input = try await input(of: [song] + clips, lyrics)
        let stems = (1...run.variants).map { number in
            (isWhole ? "video" : "preview") + (run.variants > 1 ? "-\(number)" : "")
        }
        if let files = try await there(stems, madeOf: input) {
            outcome.isUnchanged = true
            outcome.files = files
            return
        }
        let heard = try await pipeline.hear(song: song, lyrics: lyrics)
        let seen = try await pipeline.see(clips: clips)
        var style = EditStyle()
        style.canvas = canvas
        let edits = try pipeline.plan(
            song: heard, clips: seen, style: style, seed: job.seed, variants: run.variants)
        for (edit, stem) in zip(edits, stems) {
            for warning in edit.warnings { note(warning) }
            outcome.files.append(try await render(edit, as: stem, madeOf: input))
        }
    }

    /// The video's size: the shape that was asked for, with as many lines, in even numbers.
    private var canvas: Edit.Canvas {
        let (long, short) = (
            max(job.aspect.width, job.aspect.height), min(job.aspect.width, job.aspect.height)
        )
        func even(_ side: Double) -> Int { min(max(Int((side / 2).rounded()) * 2, 16), 8192) }
        let (other, lines) = (even(Double(job.lines * long) / Double(short)), even(Double(job.lines)))
        return job.aspect.width >= job.aspect.height
            ? Edit.Canvas(width: other, height: lines) : Edit.Canvas(width: lines, height: other)
    }

    /// What the video is made of, as a hash.
    private func input(of files: [String], _ lyrics: LyricSheet?) async throws -> String {
        var parts = ["\(SongAnalyzer.version)", "\(job.seed)", "\(canvas.width)x\(canvas.height)"]
        for file in files { parts += [fileName(file), try await hash(of: file)] }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        parts.append(String(decoding: try encoder.encode(lyrics), as: UTF8.self))
        return Self.hash(parts)
    }

    /// The files of an earlier run that were made of the same, where nobody has changed them since; nil where one is missing.
    private func there(_ stems: [String], madeOf input: String) async throws -> [[String: String]]? {
        let kept = try folder.record([String: String].self, Self.resultsName) ?? [:]
        var files: [[String: String]] = []
        for stem in stems {
            // Where somebody changed the first one, what was made beside it counts.
            let names = kept.filter { $0.value == Self.hash([stem, input]) }.keys.sorted()
            var whole: String?
            for name in names where whole == nil {
                if try await isUnchanged(name, kept) { whole = name }
            }
            guard let whole else { return nil }
            files.append(Self.results(folder.file(whole)))
        }
        return files
    }

    private func isUnchanged(_ name: String, _ kept: [String: String]) async throws -> Bool {
        for ending in Self.endings {
            guard let hash = kept[name + ending], folder.has(name + ending),
                try await self.hash(of: folder.file(name + ending)) == hash
            else { return false }
        }
        return true
    }

    private static let endings = [".mp4", ".mvsync.json", ".html"]

    private static func results(_ base: String) -> [String: String] {
        ["video": base + ".mp4", "edit": base + ".mvsync.json", "report": base + ".html"]
    }

    private func render(_ edit: Edit, as stem: String, madeOf input: String) async throws -> [String: String]
    {
        let base = try await made(stem)
        let video = base + ".mp4"
        _ = try await pipeline.render(edit, to: video, overwriting: true, settings: RenderSettings())
        try EditFile.write(edit, to: base + ".mvsync.json", overwriting: true)
        let certificate = try await pipeline.verify(video, against: edit)
        let remarks = try await pipeline.writePage(
            of: edit, videoName: fileName(video), certificate: certificate, to: base + ".html",
            overwriting: true)
        for remark in remarks + certificate.faults { note(remark) }
        try await remember(base, madeOf: Self.hash([stem, input]))
        return Self.results(base)
    }

    /// The path without ending for files that a run made: in place of those that an earlier run made and nobody has changed since.
    private func made(_ stem: String) async throws -> String {
        let kept = try folder.record([String: String].self, Self.resultsName) ?? [:]
        for ending in Self.endings where folder.has(stem + ending) {
            guard let hash = kept[stem + ending], try await self.hash(of: folder.file(stem + ending)) == hash
            else {
                return OutputName.base(folder.file(stem), endings: Self.endings, overwriting: false)
            }
        }
        return folder.file(stem)
    }

    private func hash(of path: String) async throws -> String {
        try await onThreadOfItsOwn { try ContentHash.ofFile(path, flag: $0) }
    }

    private func remember(_ base: String, madeOf input: String) async throws {
        var kept = try folder.record([String: String].self, Self.resultsName) ?? [:]
        kept[fileName(base)] = input
        for ending in Self.endings {
            kept[fileName(base) + ending] = try await hash(of: base + ending)
        }
        try folder.store(kept, as: Self.resultsName)
    }

    private static let resultsName = "results.json"

    // MARK: What is used

    /// The song to cut to.
    func usedSong(_ sheet: SongSheet, _ outcome: inout Outcome) async throws -> String {
        if let own = job.songFile { return own }
        let record = try folder.record(UnitRecord.self, JobFolder.Name.song)
        if let record, record.state == .done, let chosen = try await choose(among: record.files) {
            return folder.file(chosen.name)
        }
        outcome.shortcomings.append(
            "The song is not there yet; one that was synthesised here stands in for it.")
        let file = folder.file(JobFolder.Name.standIns + "/song.flac")
        try makeStandInFolder()
        let sketch = SketchSongs(environment: pipeline.environment)
        _ = try await sketch.submit(songUnit(sheet).order, nonce: "", file: file)
        return file
    }

    /// The one of a song's takes that is used; nil where there is none.
    func choose(among files: [UnitRecord.File]) async throws -> UnitRecord.File? {
        switch job.choice {
        case .first: return files.first
        case .second: return files.dropFirst().first ?? files.first
        case .longest: return files.max { ($0.seconds ?? 0) < ($1.seconds ?? 0) }
        case .best:
            var best: (file: UnitRecord.File, confidence: Double)?
            for file in files {
                let heard = try await pipeline.hear(song: folder.file(file.name))
                let confidence = heard.analysis.tempo.confidence
                if confidence > best?.confidence ?? -1 { best = (file, confidence) }
            }
            return best?.file
        }
    }

    /// The clips to cut, and stills or title cards where there are none.
    func usedClips(
        _ storyboard: Storyboard, _ sheet: SongSheet, _ outcome: inout Outcome
    ) async throws -> [String] {
        var clips: [String] = []
        for scene in storyboard.scenes {
            let name = name(of: scene, in: JobFolder.Name.clips)
            let record = try folder.record(UnitRecord.self, name + ".json")
            if let record, record.state == .done, let file = record.files.first, folder.has(file.name) {
                clips.append(folder.file(file.name))
                continue
            }
            let stem = fileName(name)
            try makeStandInFolder()
            if let still = try still(of: scene) {
                let copy = "\(JobFolder.Name.standIns)/\(stem).\((still as NSString).pathExtension)"
                try OutputName.write(
                    try Data(contentsOf: URL(fileURLWithPath: folder.file(still))), to: folder.file(copy),
                    overwriting: true)
                clips.append(folder.file(copy))
                outcome.shortcomings.append(
                    "Scene \(scene.number) has no clip yet; its still stands in for it.")
            } else {
                let card = "\(JobFolder.Name.standIns)/\(stem).png"
                let cardText = TitleCard(
                    title: scene.title, note: "scene \(scene.number): no clip yet",
                    size: MediaMaker.Size(width: picture.width, height: picture.height))
                let tools = try await FFmpegTools.locate(environment: pipeline.environment)
                let remark = try await cardText.write(to: folder.file(card), tools: tools)
                if let remark { note(remark) }
                clips.append(folder.file(card))
                outcome.shortcomings.append(
                    "Scene \(scene.number) has no clip yet; a title card stands in for it.")
            }
        }
        return clips
    }

    private func makeStandInFolder() throws {
        try FileManager.default.createDirectory(
            atPath: folder.file(JobFolder.Name.standIns), withIntermediateDirectories: true)
    }

    /// What the song's lyrics are known to be: with the times of their words where the service gave them.
    private func usedLyrics(of song: String, _ sheet: SongSheet) throws -> LyricSheet? {
        let words = wordsName(of: song)
        if FileManager.default.fileExists(atPath: words), let timed = try? LyricFile.read(words) {
            return timed
        }
        if let own = job.lyricsFile { return try LyricFile.read(own) }
        guard !job.instrumental, job.songFile == nil else { return nil }
        let lyrics = LyricSheet(parsing: sheet.lyrics)
        return lyrics.parts.isEmpty ? nil : lyrics
    }
}
