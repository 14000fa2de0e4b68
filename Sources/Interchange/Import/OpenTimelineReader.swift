package import EditModel

/// Reads OpenTimelineIO's JSON, as `OpenTimeline` writes it and as other programs write it anew.
package struct OpenTimelineReader {
    private let folder: String
    private var remarks: [String] = []
    private var rate: FrameRate
    private var roundedCount = 0

    /// Files larger than this many bytes need not be read.
    package static let largestSize = EditFile.largestSize

    /// Reads a timeline.
    ///
    /// The first video track with clips is the picture. What else is there is not taken over, and told.
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
        let ours = try json.member("metadata")?.object()?.member(OpenTimeline.metadataKey)?.object()
        let edit = try base ?? ours?.member("edit").map { try EditFile.edit(from: $0, relativeTo: folder) }
        var reader = OpenTimelineReader(folder: folder, rate: edit?.frameRate ?? FrameRate(24))
        if edit == nil { reader.rate = try reader.ownRate(of: json) }
        let items = try reader.items(of: json, expecting: edit?.frameCount)
        if reader.roundedCount > 0 {
            reader.remarks.append(
                "\(reader.roundedCount) places lay between frames of the timeline; they are rounded to whole frames."
            )
        }
        return ImportedTimeline(
            frameRate: reader.rate, edit: edit, items: items, remarks: reader.remarks)
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

    private mutating func items(of json: JSONReader, expecting frameCount: Int?) throws -> [ImportedTimeline
        .Item]
    {
        var pictures: JSONReader?
        for track in try json.required("tracks").children() {
            guard try track.schema() == "Track" else {
                remarks.append("\(try described(track)) beside the tracks is not taken over.")
                continue
            }
            let kind = try track.member("kind")?.string() ?? ""
            let clips = try track.children().filter { try $0.schema() == "Clip" }
            if kind == "Video", pictures == nil, !clips.isEmpty {
                pictures = track
            } else if kind == "Video", !clips.isEmpty {
                remarks.append(
                    "\(try described(track)), with \(clips.count) clips, is not taken over: an edit has one.")
            } else if kind == "Audio" {
                try checkSong(clips, on: track)
            }
        }
        guard let pictures else {
            throw EditError(.invalid, at: "$.tracks", "expected a video track with clips, found none.")
        }
        let plain = try read(pictures, durationsAreOfSources: false)
        guard let frameCount, plain.items.last.map(\.endFrame) != frameCount else { return take(plain) }
        // Some programs write how much of the source passes where the library has how long it takes.
        let other = try read(pictures, durationsAreOfSources: true)
        return take(other.items.last.map(\.endFrame) == frameCount ? other : plain)
    }

    private mutating func take(
        _ read: (items: [ImportedTimeline.Item], remarks: [String], rounded: Int)
    ) -> [ImportedTimeline.Item] {
        remarks += read.remarks
        roundedCount += read.rounded
        return read.items
    }

    /// Tells of sound that is not the song where it was.
    private mutating func checkSong(_ clips: [JSONReader], on track: JSONReader) throws {
        let foreign = try clips.filter { clip in
            let ours = try clip.member("metadata")?.object()?.member(OpenTimeline.metadataKey)?.object()
            return try ours?.member("role")?.string() != "song"
        }
        if !foreign.isEmpty, foreign.count < clips.count || clips.count > 1 {
            remarks.append(
                "\(try described(track)) has \(foreign.count) sounds beside the song, which are not taken over."
            )
        }
        let first = try track.children().first
        if try first?.schema() == "Gap" {
            remarks.append("The song does not begin with the timeline any more; it still does in the edit.")
        }
    }

    private func read(
        _ track: JSONReader, durationsAreOfSources: Bool
    ) throws -> (items: [ImportedTimeline.Item], remarks: [String], rounded: Int) {
        var walk = TrackWalk(rate: rate, folder: folder, durationsAreOfSources: durationsAreOfSources)
        for child in try track.children() {
            switch try child.schema() {
            case "Clip": try walk.take(clip: child)
            case "Gap": try walk.take(gap: child)
            case "Transition": try walk.take(transition: child)
            default:
                walk.remarks.append("\(try described(child)) is not taken over.")
                try walk.take(gap: child)
            }
        }
        return (walk.items, walk.remarks, walk.roundedCount)
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

    /// The value itself where it is an object; nil for metadata of another kind, which may be anything.
    func object() -> JSONReader? { isObject ? self : nil }
}
