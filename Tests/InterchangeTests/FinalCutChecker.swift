import EditModel
import Interchange

/// Reads Final Cut Pro's XML as an editor would, and says where it is not the cut list that it was made of.
struct FinalCutChecker {
    private let cuts: CutList
    private let root: XMLTree
    private var complaints: [String] = []
    private var resources: [String: XMLTree] = [:]

    /// All that is wrong with a document.
    static func complaints(about text: String, of cuts: CutList) -> [String] {
        guard let root = XMLTree.root(of: text) else { return ["not well-formed"] }
        var checker = FinalCutChecker(cuts: cuts, root: root)
        checker.check()
        return checker.complaints
    }

    private init(cuts: CutList, root: XMLTree) { (self.cuts, self.root) = (cuts, root) }

    /// An exact time.
    private struct Time: Equatable {
        var over: Int
        var under: Int

        init?(_ text: String?) {
            guard let text, text.hasSuffix("s") else { return nil }
            let numbers = text.dropLast().split(separator: "/").compactMap { Int($0) }
            guard numbers.count == (text.contains("/") ? 2 : 1) else { return nil }
            self.init(numbers[0], numbers.count > 1 ? numbers[1] : 1)
        }

        init(_ over: Int, _ under: Int) {
            var (a, b) = (over.magnitude, under.magnitude)
            while b != 0 { (a, b) = (b, a % b) }
            (self.over, self.under) = (over / max(Int(a), 1), under / max(Int(a), 1))
        }

        /// Frames at a rate, as a fraction.
        func frames(at rate: FrameRate) -> Time {
            let (a, b) = (Time(over, rate.denominator), Time(rate.numerator, under))
            return Time(a.over * b.over, a.under * b.under)
        }

        static func + (a: Time, b: Time) -> Time {
            let common = Time(a.under, b.under)
            return Time(a.over * common.under + b.over * common.over, a.under * common.under)
        }

        static func - (a: Time, b: Time) -> Time { a + Time(-b.over, b.under) }

        static func * (a: Time, b: Time) -> Time {
            let (left, right) = (Time(a.over, b.under), Time(b.over, a.under))
            return Time(left.over * right.over, left.under * right.under)
        }

        var value: Double { Double(over) / Double(under) }
    }

    private mutating func check() {
        checkReferences()
        guard let sequence = root.at("library", "event", "project", "sequence"),
            let spine = sequence.at("spine")
        else { return complaints.append("no spine") }
        expect(frames(sequence["duration"]) == cuts.frameCount, "the sequence is as long as the edit")
        expect(sequence["tcFormat"] == (cuts.dropsFrames ? "DF" : "NDF"), "timecode drops numbers or not")
        let format = sequence["format"].flatMap { resources[$0] }
        expect(Time(format?["frameDuration"])?.frames(at: cuts.frameRate) == Time(1, 1), "its rate")
        let clips = spine.children.filter { $0.name != "transition" }
        expect(clips.count == cuts.parts.count, "a clip for each part")
        for (index, (clip, part)) in zip(clips, cuts.parts).enumerated() {
            check(clip, part, at: index)
        }
        checkTransitions(in: spine)
        checkSong(clips)
        checkMarkers(clips)
    }

    private mutating func checkReferences() {
        for element in root.everything {
            if let id = element["id"] {
                expect(resources[id] == nil, "the id \(id) is there once")
                resources[id] = element
            }
            for (name, value) in element.attributes
            where ["start", "offset", "duration", "time", "value"].contains(name) {
                guard element.name != "marker" && element.name != "chapter-marker" || name != "value" else {
                    continue
                }
                guard let time = Time(value) else { continue }
                expect(time.under <= Int32.max, "\(value) has 32 bits below the line")
            }
        }
        let kinds = ["asset-clip": "asset", "video": "asset", "filter-video": "effect"]
        for element in root.everything {
            if let id = element["ref"] {
                expect(resources[id]?.name == kinds[element.name], "\(element.name)’s \(id) is there")
            }
            if let id = element["format"] {
                expect(resources[id]?.name == "format", "the format \(id) is there")
            }
        }
    }

    private mutating func check(_ clip: XMLTree, _ part: CutList.Part, at index: Int) {
        let medium = cuts.media[part.media]
        let place = "clip \(index + 1)"
        expect(frames(clip["offset"]) == part.startFrame, "\(place) begins on its frame")
        expect(frames(clip["duration"]) == part.frameCount, "\(place) is as long as its part")
        guard let asset = clip["ref"].flatMap({ resources[$0] }), let start = Time(clip["start"]),
            let zero = Time(asset["start"])
        else { return complaints.append("\(place) has no file") }
        expect(asset["name"] == medium.fileName && clip["name"] == medium.fileName, "\(place)’s name")
        expect(asset.at("media-rep")?["src"] == cuts.link.url(medium.path), "\(place)’s file")
        let order = [
            "note", "conform-rate", "timeMap", "adjust-conform", "adjust-transform", "asset-clip", "marker",
        ]
        let ranks = clip.children.map {
            order.firstIndex(of: $0.name == "chapter-marker" ? "marker" : $0.name) ?? -1
        }
        expect(ranks == ranks.sorted() && !ranks.contains(-1), "\(place)’s children are in order")
        guard !medium.isStill else {
            return expect(clip.name == "video" && start.over >= 0, "\(place) stands")
        }
        expect(frames(asset["duration"]) == medium.frameCount, "\(place)’s file has its length")
        func behindZero(_ time: Time) -> Time { (time - zero).frames(at: cuts.frameRate) }
        let points = clip.at("timeMap")?.children.compactMap { point in
            Time(point["time"]).flatMap { time in
                Time(point["value"]).map { (time: behindZero(time), value: behindZero($0)) }
            }
        }
        /// The place in the file at a frame of the clip, in frames.
        func source(_ frame: Time) -> Time? {
            let time = behindZero(start) + frame
            guard let points else { return time }
            guard points.count == 2, points[0].time.value <= time.value, time.value <= points[1].time.value
            else { return nil }
            let length = points[1].time - points[0].time
            let slope = (points[1].value - points[0].value) * Time(length.under, length.over)
            return points[0].value + (time - points[0].time) * slope
        }
        expect(
            source(Time(0, 1)) == Time(part.sourceStart, 1), "\(place) enters its file at \(part.sourceStart)"
        )
        expect(
            source(Time(part.frameCount, 1)) == Time(part.sourceEnd, 1),
            "\(place) leaves its file at \(part.sourceEnd)")
        for frame in [0, part.frameCount - 1] {
            let seen = source(Time(2 * frame + 1, 2)).map { Int($0.value.rounded(.down)) }
            let wanted =
                part.isFrozen
                ? Double(part.sourceStart) : Double(part.sourceStart) + (Double(frame) + 0.5) * part.speed
            expect(seen == Int(wanted.rounded(.down)), "\(place) shows frame \(wanted) at \(frame)")
        }
        let before = part.transition?.kind == .dissolve ? part.transition?.framesBefore ?? 0 : 0
        let next = index + 1 < cuts.parts.count ? cuts.parts[index + 1].transition : nil
        let after = next?.kind == .dissolve ? next?.framesAfter ?? 0 : 0
        for frame in [-before, part.frameCount + after] {
            let place = source(Time(frame, 1))?.value ?? -1
            expect(
                (0...Double(medium.frameCount)).contains(place),
                "dissolves at clip \(index + 1) have frames, from \(place) at \(frame)")
        }
    }

    private mutating func checkTransitions(in spine: XMLTree) {
        var wanted: [(Int, Int)] = []
        for part in cuts.parts {
            guard let transition = part.transition, transition.kind == .dissolve else { continue }
            wanted.append((part.startFrame - transition.framesBefore, transition.frames))
        }
        let found = spine.all("transition").map { (frames($0["offset"]) ?? -1, frames($0["duration"]) ?? -1) }
        expect(
            found.count == wanted.count && zip(found, wanted).allSatisfy { $0 == $1 },
            "dissolves lie on their cuts")
        for (place, element) in spine.children.enumerated() where element.name == "transition" {
            let neighbours = [place - 1, place + 1].map {
                spine.children.indices.contains($0) ? spine.children[$0] : nil
            }
            guard let from = frames(element["offset"]), let length = frames(element["duration"]),
                let left = neighbours[0].flatMap({ frames($0["offset"]) }),
                let right = neighbours[1].flatMap({ frames($0["offset"]) }),
                let rightLength = neighbours[1].flatMap({ frames($0["duration"]) })
            else { complaints.append("a dissolve between clips"); continue }
            expect(
                left <= from && from <= right && from + length <= right + rightLength,
                "a dissolve lies within its clips")
        }
    }

    private mutating func checkSong(_ clips: [XMLTree]) {
        let songs = clips.flatMap { $0.all("asset-clip") }
        guard songs.count == 1, let song = songs.first, let asset = song["ref"].flatMap({ resources[$0] }),
            let heard = frames(song["duration"]), let length = Time(asset["duration"])
        else { return complaints.append("the song is there once") }
        expect(
            song["lane"] == "-1" && song["offset"] == clips.first?["start"], "the song begins with the edit")
        expect((cuts.frameCount - 1...cuts.frameCount).contains(heard), "the song lasts as long as the edit")
        expect(
            Double(heard) / cuts.frameRate.framesPerSecond <= length.value + 1e-9,
            "the song has all that is heard")
        expect(
            asset["audioChannels"] == "\(cuts.song.channelCount)"
                && asset["audioRate"] == "\(cuts.song.sampleRate)", "its sound")
        expect(asset.at("media-rep")?["src"] == cuts.link.url(cuts.song.path), "its file")
    }

    private mutating func checkMarkers(_ clips: [XMLTree]) {
        var found: [Int: [String]] = [:]
        for clip in clips {
            guard let offset = frames(clip["offset"]), let start = Time(clip["start"]) else { continue }
            for marker in clip.children where marker.name.hasSuffix("marker") {
                guard let time = Time(marker["start"]) else { continue }
                let inside = (time - start).frames(at: cuts.frameRate)
                expect(
                    inside.under == 1 && (0..<(frames(clip["duration"]) ?? 0)).contains(inside.over),
                    "a marker lies in its clip")
                expect(found[offset + inside.over] == nil, "a frame has one marker")
                found[offset + inside.over] = [marker["value"] ?? ""] + (marker["note"].map { [$0] } ?? [])
            }
        }
        for marker in cuts.markers {
            expect(
                found[marker.frame]?.contains { $0.contains(marker.name) } == true,
                "\(marker.name) is on its frame")
        }
        expect(found.count == Set(cuts.markers.map(\.frame)).count, "there are no other markers")
    }

    /// A time as whole frames of the timeline; nil where it is none.
    private func frames(_ text: String?) -> Int? {
        let frames = Time(text)?.frames(at: cuts.frameRate)
        return frames?.under == 1 ? frames?.over : nil
    }

    private mutating func expect(_ holds: Bool, _ what: String) {
        if !holds { complaints.append("not so: " + what) }
    }
}
