internal import EditModel
internal import Foundation

/// Goes along a track of OpenTimelineIO, child by child.
struct TrackWalk {
    let rate: FrameRate
    let folder: String
    /// Whether a clip's duration is how much of its source passes, not how long it takes.
    let durationsAreOfSources: Bool

    private(set) var items: [ImportedTimeline.Item] = []
    var remarks: [String] = []
    private(set) var roundedCount = 0
    private var frame = 0
    private var dissolve: (before: Int, frames: Int)?

    /// The longest that is read, in frames.
    private static let mostFrames = 10_000_000.0

    init(rate: FrameRate, folder: String, durationsAreOfSources: Bool) {
        self.rate = rate
        self.folder = folder
        self.durationsAreOfSources = durationsAreOfSources
    }

    mutating func take(gap json: JSONReader) throws {
        frame += whole(try length(of: json))
        dissolve = nil
    }

    mutating func take(transition json: JSONReader) throws {
        let kind = try json.member("transition_type")?.string() ?? ""
        let (before, after) = (
            whole(try frames(json.required("in_offset"))), whole(try frames(json.required("out_offset")))
        )
        guard kind == "SMPTE_Dissolve" || kind.isEmpty else {
            remarks.append(
                "\(try described(json)) of the kind “\(visible(String(kind.prefix(80))))” becomes a hard cut."
            )
            return
        }
        dissolve = before + after >= 2 ? (before, before + after) : nil
    }

    mutating func take(clip json: JSONReader) throws {
        let scalar = try speed(of: json)
        let reference = try json.reference()
        let available = try reference?.member("available_range")
        guard let range = try json.member("source_range") ?? available else {
            remarks.append("\(try described(json)) has no length, and is left out.")
            return
        }
        let duration = try frames(range.required("duration"))
        let takes = durationsAreOfSources && scalar != 0 ? duration / abs(scalar) : duration
        let count = whole(takes)
        defer {
            frame += count
            dissolve = nil
        }
        let isEnabled = try json.member("enabled")?.bool() ?? true
        guard count > 0, isEnabled else { return }
        guard let url = try reference?.member("target_url")?.string(), let path = path(of: url) else {
            remarks.append("\(try described(json)) has no file, and is left out.")
            return
        }
        // Places are counted from the file's first frame, whatever its clock says there.
        let clock = try available.map { try frames($0.required("start_time")) } ?? 0
        let low = max(whole(try frames(range.required("start_time")) - clock), 0)
        let length = whole(abs(scalar) * Double(count))
        if let dissolve, dissolve.before != dissolve.frames / 2 {
            remarks.append(
                "The dissolve into \(try described(json)) does not lie around the cut; it is moved there.")
        }
        items.append(
            ImportedTimeline.Item(
                startFrame: frame, frameCount: count, path: path,
                sourceStart: scalar < 0 ? low + length : low, sourceEnd: scalar > 0 ? low + length : low,
                dissolve: items.last?.endFrame == frame ? dissolve?.frames : nil,
                origin: try origin(of: json, showing: path)))
    }

    /// How long a child of a track is, in frames: as its range says, or else as long as what it is made of.
    private func length(of json: JSONReader) throws -> Double {
        if let range = try json.member("source_range") {
            let duration = try range.required("duration")
            let frames = try frames(duration)
            guard frames >= 0 else {
                throw EditError(.invalid, at: duration.path, "expected a length that is not negative.")
            }
            return frames
        }
        let schema = try json.schema()
        if schema == "Transition" { return 0 }
        if schema == "Clip", let available = try json.reference()?.member("available_range") {
            return max(try frames(available.required("duration")), 0)
        }
        let parts = try json.children().map { try length(of: $0) }
        return schema == "Stack" ? parts.max() ?? 0 : parts.reduce(0, +)
    }

    /// The speed that a clip's effects give it.
    private mutating func speed(of json: JSONReader) throws -> Double {
        var scalar = 1.0
        for effect in try json.member("effects")?.elements(limit: 1000) ?? [] {
            guard try effect.member("enabled")?.bool() ?? true else { continue }
            switch try effect.schema() {
            case "LinearTimeWarp":
                scalar *= try effect.required("time_scalar").decimal(-1000...1000)
            case "FreezeFrame": scalar = 0
            default: remarks.append("\(try described(effect)) on \(try described(json)) is not taken over.")
            }
        }
        return scalar
    }

    private func origin(of json: JSONReader, showing file: String) throws -> ImportedTimeline.Origin? {
        guard let ours = try json.ours(),
            let shot = try ours.member("shot")?.decimal(1...1e7),
            let part = try ours.member("part")?.decimal(1...1e7)
        else { return nil }
        // A rendered shot that was exchanged for another file is that file.
        let isItself = try ours.member("file")?.string() == MediaLink.fileName(of: file)
        let lead = isItself ? try ours.member("lead")?.decimal(0...1e7) : nil
        return ImportedTimeline.Origin(shot: Int(shot) - 1, index: Int(part) - 1, lead: lead.map { Int($0) })
    }

    /// The absolute path that a URL, or a path, means; nil for what is no file here.
    private func path(of url: String) -> String? {
        var text = Substring(url)
        if let scheme = text.range(of: "://") {
            guard text[..<scheme.lowerBound].lowercased() == "file" else { return nil }
            text = text[scheme.upperBound...]
            guard let slash = text.firstIndex(of: "/") else { return nil }
            text = text[slash...]
        }
        let path = String(text).removingPercentEncoding ?? String(text)
        guard !path.isEmpty else { return nil }
        return MediaPath.absolute(path, from: folder)
    }

    /// A time in frames of the timeline, not whole.
    private func frames(_ time: JSONReader) throws -> Double {
        let (value, own) = (
            try time.required("value").decimal(-Self.mostFrames...Self.mostFrames),
            try time.required("rate").decimal(0.001...1_000_000)
        )
        return own == rate.framesPerSecond ? value : value / own * rate.framesPerSecond
    }

    private mutating func whole(_ frames: Double) -> Int {
        let bounded = min(max(frames, -Self.mostFrames), Self.mostFrames)
        if abs(bounded - bounded.rounded()) > 0.01 { roundedCount += 1 }
        return Int(bounded.rounded())
    }
}
