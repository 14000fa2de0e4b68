internal import EditModel
internal import Foundation
internal import GenerativeServices
internal import Storyboarding

/// Songs, stills and clips.
extension Generation {
    /// Makes the song, unless it is the user's own.
    func makeSong(_ sheet: SongSheet, _ outcome: inout Outcome) async throws {
        guard job.songFile == nil else { return }
        if job.isDescribed { return try await makeDescribedSong(&outcome) }
        let service = try services.songs()
        try await writeTags(sheet)
        let unit = songUnit(sheet)
        try await make([unit], with: service, stage: .singing, &outcome)
    }

    /// Makes a still of each scene.
    func makeImages(_ storyboard: Storyboard, _ outcome: inout Outcome) async throws {
        let service = try services.images()
        try await writePrompts(storyboard, kind: .image)
        let units = try wanted(storyboard).map { imageUnit($0) }
        try await make(units, with: service, stage: .drawing, &outcome)
    }

    /// Makes a clip of each scene.
    func makeClips(_ storyboard: Storyboard, _ sheet: SongSheet, _ outcome: inout Outcome) async throws {
        let service = try services.clips()
        try await writePrompts(storyboard, kind: .clip)
        let units = try wanted(storyboard).map { try clipUnit($0, sheet) }
        try await make(units, with: service, stage: .filming, &outcome)
    }

    /// The scenes that this run is for.
    ///
    /// - Throws: `PipelineError` where one that was named is not in the storyboard.
    private func wanted(_ storyboard: Storyboard) throws -> [Keyframe] {
        let known = Set(storyboard.scenes.map(\.number))
        if let missing = run.scenes?.subtracting(known).min() {
            let numbers = known.sorted().map(String.init).joined(separator: ", ")
            throw PipelineError(
                .inputMissing, "There is no scene \(missing); storyboard.json has \(numbers).")
        }
        return storyboard.scenes.filter { run.scenes?.contains($0.number) ?? true }
    }

    // MARK: What is ordered

    /// The song that a sheet asks for.
    func songUnit(_ sheet: SongSheet) -> JobUnit<SongOrder> {
        let style = styleLine(sheet)
        let sections = sections(of: sheet)
        let order = SongOrder(
            title: sheet.title, lyrics: job.instrumental ? "" : sheet.lyrics, style: style, bpm: sheet.tempo,
            key: sheet.key.description, beatsPerBar: sheet.timeSignature.beats, seconds: job.songSeconds,
            sections: job.instrumental
                ? [] : sections.map { .init(name: $0.name, lines: $0.lines, seconds: $0.seconds) },
            seed: job.seed)
        return JobUnit(
            kind: .song, number: 1, name: JobFolder.Name.songs + "/", order: order,
            input: Self.hash([
                order.title, order.lyrics, order.style, "\(order.bpm)", order.key, "\(order.beatsPerBar)",
                "\(order.seconds ?? 0)", "\(order.seed)",
            ]))
    }

    /// The still of a scene.
    func imageUnit(_ scene: Keyframe) -> JobUnit<ImageOrder> {
        let prompt = prompt(of: scene, kind: .image)
        let size = picture
        let order = ImageOrder(
            prompt: prompt, negative: scene.negative, width: size.width, height: size.height,
            seed: job.seed &+ UInt64(scene.number))
        return JobUnit(
            kind: .image, number: scene.number, name: name(of: scene, in: JobFolder.Name.images),
            order: order,
            input: Self.hash([prompt, scene.negative, "\(size.width)x\(size.height)", "\(order.seed)"]))
    }

    /// The clip of a scene.
    func clipUnit(_ scene: Keyframe, _ sheet: SongSheet) throws -> JobUnit<ClipOrder> {
        let prompt = prompt(of: scene, kind: .clip)
        let still = try still(of: scene)
        let order = ClipOrder(
            prompt: prompt, negative: scene.negative, seconds: scene.seconds ?? job.clipSeconds,
            aspect: (job.aspect.width, job.aspect.height), lines: job.lines,
            seed: job.seed &+ UInt64(scene.number), image: still.map { .file(folder.file($0)) })
        return JobUnit(
            kind: .clip, number: scene.number, name: name(of: scene, in: JobFolder.Name.clips), order: order,
            input: Self.hash([
                prompt, scene.negative, "\(order.seconds)", "\(order.aspect.width):\(order.aspect.height)",
                "\(order.lines)", "\(order.seed)", still ?? "",
            ]))
    }

    /// The still that a scene's clip starts from; nil where none is wanted, or there.
    func still(of scene: Keyframe) throws -> String? {
        guard job.images else { return nil }
        let record = try folder.record(UnitRecord.self, name(of: scene, in: JobFolder.Name.images) + ".json")
        return record.flatMap { $0.state == .done ? $0.files.first?.name : nil }
    }

    /// The file name of a scene's parts without ending: its number, and the section that it is for, by which `align` finds its place,
    /// or else its title.
    func name(of scene: Keyframe, in place: String) -> String {
        place + "/"
            + FileStem.slug(for: scene.section.isEmpty ? scene.title : scene.section, number: scene.number)
    }

    /// The picture's size in pixels; even, and of a multiple of 16 that models want.
    var picture: (width: Int, height: Int) {
        let (long, short) = (
            max(job.aspect.width, job.aspect.height), min(job.aspect.width, job.aspect.height)
        )
        let other = Int((Double(job.lines * long) / Double(short) / 16).rounded()) * 16
        return job.aspect.width >= job.aspect.height ? (other, job.lines) : (job.lines, other)
    }

    /// The hash of several texts.
    static func hash(_ parts: [String]) -> String {
        ContentHash.of(Data(parts.map { "\($0.utf8.count):\($0)" }.joined().utf8))
    }
}
