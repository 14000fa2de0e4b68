package import EditModel
internal import Foundation

/// Reads OpenTimelineIO's JSON, as `OpenTimeline` writes it and as other programs write it anew.
package struct OpenTimelineReader {
    private let folder: String
    private var remarks: [String] = []
    private var rate: FrameRate

    /// Files larger than this many bytes need not be read.
    package static let largestSize = EditFile.largestSize

    /// Reads a timeline.
    ///
    /// One video track is the picture, that with the most clips that were written. What else is there is not taken over, and
    /// told.
    ///
    /// - Parameters:
    ///   - text: JSON.
    ///   - folder: The absolute path of the folder that relative media paths start from.
    ///   - base: The edit that it was made from; nil to take the one in its metadata.
    /// - Returns: The timeline, with the edit that it was made from.
    /// - Throws: `EditError`, with the JSON path of what is wrong.
    package static func read(
        _ text: String, relativeTo folder: String, base: Edit? = nil
    ) throws -> ImportedTimeline {
        let json = try JSONReader(parsing: text)
        guard try json.schema() == "Timeline" else {
            throw EditError(.invalid, at: "$.OTIO_SCHEMA", "expected a timeline of OpenTimelineIO.")
        }
        let edit =
            try base ?? json.ours()?.member("edit").map { try EditFile.edit(from: $0, relativeTo: folder) }
        var reader = OpenTimelineReader(folder: folder, rate: edit?.frameRate ?? FrameRate(24))
        if edit == nil { reader.rate = try reader.ownRate(of: json) }
        let items = try reader.items(of: json, expecting: edit)
        return ImportedTimeline(edit: edit, items: items, remarks: reader.remarks)
    }

    private init(folder: String, rate: FrameRate) {
        self.folder = folder
        self.rate = rate
    }

    /// The rate that a timeline is counted at.
    private func ownRate(of json: JSONReader) throws -> FrameRate {
        let start = try json.member("global_start_time")?.member("rate")?.decimal(1...240)
        return FrameRate(nearest: start ?? 24)
    }

    // MARK: Tracks

    private mutating func items(
        of json: JSONReader, expecting edit: Edit?
    ) throws -> [ImportedTimeline.Item] {
        var tracks: [(track: JSONReader, known: Int, count: Int)] = []
        var hasSong = edit == nil
        for track in try json.required("tracks").children() {
            guard try track.schema() == "Track" else {
                remarks.append("\(try described(track)) beside the tracks is not taken over.")
                continue
            }
            guard try track.member("enabled")?.bool() ?? true else { continue }
            let kind = try track.member("kind")?.string() ?? ""
            let clips = try track.children().filter { try $0.schema() == "Clip" }
            if kind == "Video", !clips.isEmpty {
                tracks.append((track, try clips.count { try $0.ours() != nil }, clips.count))
            } else if kind == "Audio", let edit {
                hasSong = try checkSong(clips, on: track, of: edit) || hasSong
            }
        }
        // Of several tracks that with the most clips of ours, and of such that with the most clips.
        guard let most = tracks.map({ [$0.known, $0.count] }).max(by: { $0.lexicographicallyPrecedes($1) }),
            let chosen = tracks.firstIndex(where: { [$0.known, $0.count] == most })
        else { throw EditError(.invalid, at: "$.tracks", "expected a video track with clips, found none.") }
        let pictures = tracks[chosen].track
        for (index, other) in tracks.enumerated() where index != chosen {
            remarks.append(
                "\(try described(other.track)) is not taken over: an edit has one track of pictures, and that is \(try described(pictures))."
            )
        }
        if !hasSong { remarks.append("The song is not on the timeline any more; it still is in the edit.") }
        for effect in try pictures.member("effects")?.elements(limit: 1000) ?? [] {
            remarks.append("\(try described(effect)) on \(try described(pictures)) is not taken over.")
        }
        if try pictures.member("source_range") != nil {
            remarks.append("\(try described(pictures)) is trimmed as a whole, which is not taken over.")
        }
        let frameCount = edit?.frameCount
        let plain = try read(pictures, durationsAreOfSources: false)
        guard let frameCount, plain.items.last.map(\.endFrame) != frameCount else { return take(plain) }
        // Some programs write how much of the source passes where the library has how long it takes.
        let other = try read(pictures, durationsAreOfSources: true)
        return take(other.items.last.map(\.endFrame) == frameCount ? other : plain)
    }

    private mutating func take(
        _ read: (items: [ImportedTimeline.Item], tally: ImportTally)
    ) -> [ImportedTimeline.Item] {
        remarks += read.tally.sentences(at: rate)
        return read.items
    }

    /// Tells of sound that is not the song where it was.
    ///
    /// - Returns: Whether the song is on the track.
    private mutating func checkSong(_ clips: [JSONReader], on track: JSONReader, of edit: Edit) throws -> Bool
    {
        let name = MediaLink.fileName(of: edit.song.path)
        let songs = try clips.filter { clip in
            let url = try clip.reference()?.member("target_url")?.string() ?? ""
            return MediaLink.fileName(of: url.removingPercentEncoding ?? url) == name
        }
        if songs.count < clips.count {
            remarks.append("\(try described(track)) has sound beside the song, which is not taken over.")
        }
        guard let song = songs.first else { return false }
        let start = try song.member("source_range")?.required("start_time").required("value").decimal(
            -1e7...1e7)
        let isFirst = try track.children().first?.path == song.path
        if !isFirst || (start ?? 0) != 0 || songs.count > 1 {
            remarks.append(
                "The song was moved or cut on its track; in the edit it begins with the timeline, and is whole."
            )
        }
        return true
    }

    private func read(
        _ track: JSONReader, durationsAreOfSources: Bool
    ) throws -> (items: [ImportedTimeline.Item], tally: ImportTally) {
        var walk = TrackWalk(rate: rate, folder: folder, durationsAreOfSources: durationsAreOfSources)
        for child in try track.children() {
            switch try child.schema() {
            case "Clip": try walk.take(clip: child)
            case "Gap": try walk.take(gap: child)
            case "Transition": try walk.take(transition: child)
            default: try walk.take(other: child)
            }
        }
        return (walk.items, walk.tally)
    }
}

/// What a thing in a timeline is called, for people.
func described(_ json: JSONReader) throws -> String {
    let name = try json.member("name")?.string() ?? ""
    return "\(try json.schema()) “\(visible(String(name.prefix(80))))”"
}

extension JSONReader {
    /// The name of its schema without the version; empty for what has none.
    func schema() throws(EditError) -> String {
        let text = try member("OTIO_SCHEMA")?.string() ?? ""
        return text.split(separator: ".").first.map(String.init) ?? ""
    }

    /// Its children; none where it has none.
    func children() throws(EditError) -> [JSONReader] {
        try member("children")?.elements(limit: 1 << 20) ?? []
    }

    /// What is ours in its metadata; nil where there is nothing.
    func ours() throws(EditError) -> JSONReader? {
        try member("metadata")?.object()?.member(OpenTimeline.metadataKey)?.object()
    }

    /// The file that a clip refers to; nil where it refers to none.
    func reference() throws(EditError) -> JSONReader? {
        if let single = try member("media_reference") { return single }
        let key = try member("active_media_reference_key")?.string() ?? "DEFAULT_MEDIA"
        return try member("media_references")?.member(key)
    }

    /// The value itself where it is an object; nil for metadata of another kind, which may be anything.
    private func object() -> JSONReader? { isObject ? self : nil }
}
