internal import EditModel
internal import Foundation

/// Goes along a track of OpenTimelineIO, child by child.
struct TrackWalk {
    let rate: FrameRate
    let folder: String
    /// Whether a clip's duration is how much of its source passes, not how long it takes.
    let durationsAreOfSources: Bool

    private(set) var items: [ImportedTimeline.Item] = []
    private(set) var tally = ImportTally()
    /// How far it has come, in frames of the timeline that need not be whole: rounding never adds up.
    private var place = 0.0
    private var dissolve: (before: Int, frames: Int)?

    /// The longest that is read, in frames.
    private static let mostFrames = 10_000_000.0

    init(rate: FrameRate, folder: String, durationsAreOfSources: Bool) {
        self.rate = rate
        self.folder = folder
        self.durationsAreOfSources = durationsAreOfSources
    }

    mutating func take(gap json: JSONReader) throws {
        pass(try length(of: json))
        dissolve = nil
    }

    mutating func take(other json: JSONReader) throws {
        tally.remarks.append("\(try described(json)) is not taken over.")
        try take(gap: json)
    }

    mutating func take(transition json: JSONReader) throws {
        let kind = try json.member("transition_type")?.string() ?? ""
        let (before, after) = (
            whole(try frames(json.required("in_offset"))), whole(try frames(json.required("out_offset")))
        )
        guard kind == "SMPTE_Dissolve" || kind.isEmpty else {
            tally.remarks.append(
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
        let own = try json.member("source_range")
        guard let range = own ?? available else {
            tally.remarks.append("\(try described(json)) has no length, and is left out.")
            return
        }
        let duration = try frames(range.required("duration"), onTimeline: own != nil)
        let takes = durationsAreOfSources && scalar != 0 ? duration / abs(scalar) : duration
        let frame = rounded(place)
        pass(takes)
        let count = rounded(place) - frame
        defer { dissolve = nil }
        let isEnabled = try json.member("enabled")?.bool() ?? true
        guard count > 0, isEnabled else { return }
        guard let url = try reference?.member("target_url")?.string(), let path = try path(of: url) else {
            tally.withoutFile.append(try described(json))
            return
        }
        // Places are counted from the file's first frame, whatever its clock says there.
        let start = try range.required("start_time")
        let zero = try available?.required("start_time")
        // A file may have a rate next to the timeline's, with a clock that is its own.
        let isSame =
            try zero?.required("rate").decimal(Self.rates) == start.required("rate").decimal(Self.rates)
        let clock = try zero.map { try frames($0, onTimeline: own != nil && isSame) } ?? 0
        let exact = max(try frames(start, onTimeline: own != nil) - clock, 0)
        let low = rounded(exact)
        let length = rounded(abs(scalar) * Double(count))
        if let dissolve, dissolve.before != dissolve.frames / 2 {
            tally.remarks.append(
                "The dissolve into \(try described(json)) does not lie around the cut; it is moved there.")
        }
        items.append(
            ImportedTimeline.Item(
                startFrame: frame, frameCount: count, path: path,
                sourceStart: scalar < 0 ? low + length : low, sourceEnd: scalar > 0 ? low + length : low,
                sourceShift: abs(exact - Double(low)) > Self.grain ? exact - Double(low) : 0,
                dissolve: items.last?.endFrame == frame ? dissolve?.frames : nil,
                origin: try origin(of: json, showing: path)))
    }

    /// How long a child of a track is, in frames: as its range says, or else as long as what it is made of.
    private mutating func length(of json: JSONReader) throws -> Double {
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
            return max(try frames(available.required("duration"), onTimeline: false), 0)
        }
        var parts: [Double] = []
        for child in try json.children() { parts.append(try length(of: child)) }
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
            default:
                tally.remarks.append("\(try described(effect)) on \(try described(json)) is not taken over.")
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
    ///
    /// A path of Windows becomes one that is not there, from whose name the file is found.
    private mutating func path(of url: String) throws -> String? {
        if let path = WindowsPath.path(of: url) {
            tally.windowsPaths.append(url)
            return MediaPath.absolute(path, from: folder)
        }
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

    // MARK: Time

    /// A time in frames of the timeline, not whole; what is whole comes out exactly, at whatever rate it was counted.
    ///
    /// - Parameters:
    ///   - time: A time.
    ///   - onTimeline: Whether it is counted on the timeline's clock, and not on that of a file.
    private mutating func frames(_ time: JSONReader, onTimeline: Bool = true) throws -> Double {
        let (value, written) = (
            try time.required("value").decimal(-Self.mostFrames...Self.mostFrames),
            try time.required("rate").decimal(Self.rates)
        )
        // 23.976 and 29.97 are names of rates that decimals cannot say.
        let own = FrameRate(nearest: written)
        guard abs(own.framesPerSecond - written) < 0.005 else {
            return value / written * rate.framesPerSecond
        }
        guard own != rate else { return value }
        // Some programs round 29.97 to 30 and keep all frames.
        if onTimeline, abs(own.framesPerSecond / rate.framesPerSecond - 1) < 0.002 {
            tally.namesakes.insert(own)
            return value
        }
        let frames =
            value * Double(own.denominator * rate.numerator) / Double(own.numerator * rate.denominator)
        if abs(frames - frames.rounded()) < 1e-6 { return frames.rounded() }
        tally.rates.insert(own)
        return frames
    }

    /// Goes on by some frames.
    private mutating func pass(_ frames: Double) {
        place = min(place + min(max(frames, -Self.mostFrames), Self.mostFrames), Self.mostFrames)
        if abs(place - place.rounded()) > Self.grain { tally.roundedCount += 1 }
    }

    /// A length of its own in whole frames.
    private mutating func whole(_ frames: Double) -> Int {
        if abs(frames - frames.rounded()) > Self.grain { tally.roundedCount += 1 }
        return rounded(frames)
    }

    private func rounded(_ frames: Double) -> Int {
        Int(min(max(frames, -Self.mostFrames), Self.mostFrames).rounded())
    }

    /// The rates that are read.
    private static let rates = 0.001...1_000_000.0

    /// What is nearer to a whole frame than that is one.
    private static let grain = 0.01
}
