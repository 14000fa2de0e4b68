import EditModel
import Foundation
import Interchange

/// Reads Premiere's XML as an editor would, and says where it is not the cut list that it was made of.
struct PremiereChecker {
    private let cuts: CutList
    private let sequence: XMLTree
    private var complaints: [String] = []
    private var files: [String: XMLTree] = [:]

    /// All that is wrong with a document.
    static func complaints(about text: String, of cuts: CutList) -> [String] {
        guard let sequence = XMLTree.root(of: text)?.at("sequence") else { return ["not well-formed"] }
        var checker = PremiereChecker(cuts: cuts, sequence: sequence)
        checker.check()
        return checker.complaints
    }

    private init(cuts: CutList, sequence: XMLTree) { (self.cuts, self.sequence) = (cuts, sequence) }

    private mutating func check() {
        let name = sequence.at("name")?.text
        expect(name == cuts.name, "the sequence’s name")
        expect(sequence.number("duration") == cuts.frameCount, "the sequence is as long as the edit")
        checkRate(sequence.at("rate"))
        let display = sequence.at("timecode", "displayformat")?.text
        expect(display == (cuts.dropsFrames ? "DF" : "NDF"), "timecode drops numbers or not")
        expect(
            sequence.at("media", "video", "format", "samplecharacteristics")?.number("width")
                == cuts.canvas.width, "the format")
        checkIDs()
        guard let track = sequence.at("media", "video", "track") else {
            return complaints.append("no pictures")
        }
        let clips = track.all("clipitem")
        expect(clips.count == cuts.parts.count, "a clip for each part")
        for (index, (clip, part)) in zip(clips, cuts.parts).enumerated() { check(clip, part, at: index) }
        let items = track.children.map { $0.name == "transitionitem" }
        let wanted = cuts.parts.indices.flatMap { dissolve(into: $0) == nil ? [false] : [true, false] }
        expect(items == wanted, "dissolves stand between their clips")
        for (item, index) in zip(
            track.all("transitionitem"), cuts.parts.indices.filter { dissolve(into: $0) != nil })
        {
            let start = cuts.parts[index].startFrame - (dissolve(into: index)?.framesBefore ?? 0)
            expect(
                item.number("start") == start
                    && item.number("end") == start + (dissolve(into: index)?.frames ?? 0),
                "a dissolve lies on its cut")
        }
        checkSong()
        checkMarkers()
    }

    private func dissolve(into index: Int) -> Shot.Transition? {
        guard cuts.parts.indices.contains(index), cuts.parts[index].transition?.kind == .dissolve else {
            return nil
        }
        return cuts.parts[index].transition
    }

    private mutating func checkRate(_ rate: XMLTree?) {
        let (base, isNTSC) = (rate?.number("timebase") ?? 0, rate?.at("ntsc")?.text == "TRUE")
        let said = isNTSC ? FrameRate(base * 1000, 1001) : FrameRate(max(base, 1))
        expect(said == cuts.frameRate, "the rate is said")
    }

    private mutating func checkIDs() {
        let elements = sequence.everything
        for file in elements where file.name == "file" {
            let id = file["id"] ?? ""
            if files[id] != nil {
                expect(file.children.isEmpty, "\(id) is there in full once")
            } else {
                expect(file.at("pathurl") != nil, "\(id) is there in full where it comes first")
                files[id] = file
            }
        }
        expect(files.count == cuts.media.count + 1, "each file has an id")
        let ids = elements.filter { $0.name == "clipitem" }.compactMap { $0["id"] }
        expect(Set(ids).count == ids.count, "each clip has its own id")
        let links = elements.filter { $0.name == "linkclipref" }.map(\.text)
        expect(links.allSatisfy(ids.contains), "links lead to clips")
    }

    private mutating func check(_ clip: XMLTree, _ part: CutList.Part, at index: Int) {
        let medium = cuts.media[part.media]
        let place = "clip \(index + 1)"
        expect(
            clip.number("start") == (dissolve(into: index) == nil ? part.startFrame : -1),
            "\(place) begins on its frame")
        expect(
            clip.number("end") == (dissolve(into: index + 1) == nil ? part.endFrame : -1),
            "\(place) ends on its frame")
        expect(clip.at("name")?.text == medium.fileName, "\(place)’s name")
        let file = clip.at("file")?["id"].flatMap { files[$0] }
        let url = MediaLink(relativeTo: nil).url(medium.path, host: "localhost")
        expect(
            file?.at("pathurl")?.text == url && file?.at("name")?.text == medium.fileName, "\(place)’s file")
        let before = dissolve(into: index)?.framesBefore ?? 0
        let after = dissolve(into: index + 1)?.framesAfter ?? 0
        guard let start = clip.number("in"), let end = clip.number("out"),
            let duration = clip.number("duration")
        else { return complaints.append("\(place) has no range") }
        expect(end - start == before + part.frameCount + after, "\(place) has as many frames as it takes")
        expect(start >= 0 && end <= duration, "\(place) lies inside its file")
        let remap = clip.all("filter").compactMap { $0.at("effect") }.first {
            $0.at("effectid")?.text == "timeremap"
        }
        guard !medium.isStill else {
            return expect(clip.at("stillframe")?.text == "TRUE" && remap == nil, "\(place) stands")
        }
        guard let remap else {
            expect(
                part.isPlain && start + before == part.sourceStart && end - after == part.sourceEnd,
                "\(place) is at its own speed")
            return expect(end <= medium.frameCount, "\(place) has frames for its dissolves")
        }
        check(remap, of: part, in: medium, from: start, to: end, entry: start + before, place: place)
    }

    private mutating func check(
        _ remap: XMLTree, of part: CutList.Part, in medium: CutList.Media, from start: Int, to end: Int,
        entry: Int, place: String
    ) {
        func parameter(_ id: String) -> XMLTree? {
            remap.all("parameter").first { $0.at("parameterid")?.text == id }
        }
        let percent = parameter("speed")?.at("value").flatMap { Double($0.text) } ?? 0
        expect((parameter("reverse")?.at("value")?.text == "TRUE") == part.isBackward, "\(place)’s direction")
        let points = (parameter("graphdict")?.all("keyframe") ?? []).compactMap { key in
            key.number("when").flatMap { when in
                key.at("value").flatMap { Double($0.text) }.map { (Double(when), $0) }
            }
        }
        func source(_ frame: Int) -> Double {
            let x = Double(frame)
            guard let next = points.firstIndex(where: { $0.0 >= x }) else { return -1 }
            let (b, a) = (points[next], points[max(next - 1, 0)])
            return b.0 == a.0 ? b.1 : a.1 + (b.1 - a.1) * (x - a.0) / (b.0 - a.0)
        }
        expect(
            points.allSatisfy { (0...Double(medium.frameCount)).contains($0.1) }, "\(place) stays in its file"
        )
        if part.isFrozen {
            expect((start..<end).allSatisfy { Int(source($0) + 1e-5) == part.sourceStart }, "\(place) stands")
            // A reader that knows nothing but the speed comes to the same frame.
            let alone = (start..<end).map { Int(Double($0) * percent / 100 + 1e-5) }
            return expect(alone.allSatisfy { $0 == part.sourceStart }, "\(place) stands by its speed")
        }
        expect(abs(percent / 100 - part.speed) < 1e-9, "\(place)’s speed")
        let exit = entry + part.frameCount
        expect(
            abs(source(entry) - Double(part.sourceStart)) < 1e-4,
            "\(place) enters its file at \(part.sourceStart)")
        expect(
            abs(source(exit) - Double(part.sourceEnd)) < 1e-4, "\(place) leaves its file at \(part.sourceEnd)"
        )
        let zero = part.isBackward ? Double(medium.frameCount) : 0
        let alone = zero + Double(entry) * percent / 100
        let grain = abs(part.speed) / 2 + (start == 0 ? Double(entry) * abs(part.speed) : 0) + 1e-6
        expect(
            abs(alone - Double(part.sourceStart)) <= grain,
            "\(place) enters its file about there by its speed")
    }

    private mutating func checkSong() {
        let tracks = sequence.at("media", "audio")?.all("track") ?? []
        expect(tracks.count == cuts.song.channelCount, "a track for each channel")
        for (channel, clip) in tracks.compactMap({ $0.at("clipitem") }).enumerated() {
            let end = clip.number("end") ?? 0
            expect(
                clip.number("start") == 0 && clip.number("in") == 0 && clip.number("out") == end,
                "the song begins with the edit")
            expect(
                (cuts.frameCount - 1...cuts.frameCount).contains(end), "the song lasts as long as the edit")
            expect(
                clip.at("sourcetrack")?.number("trackindex") == channel + 1, "each channel has its own track")
            expect(clip.all("link").count == (tracks.count > 1 ? tracks.count : 0), "channels are linked")
        }
        let file = tracks.first?.at("clipitem", "file")
        expect(
            file?.at("pathurl")?.text == MediaLink(relativeTo: nil).url(cuts.song.path, host: "localhost"),
            "the song’s file")
        expect(file?.at("media", "audio")?.number("channelcount") == cuts.song.channelCount, "its channels")
        let rate = file?.at("media", "audio", "samplecharacteristics")?.number("samplerate")
        expect(rate == cuts.song.sampleRate, "its sample rate")
    }

    private mutating func checkMarkers() {
        let markers = sequence.all("marker")
        expect(
            markers.compactMap { $0.number("in") } == Set(cuts.markers.map(\.frame)).sorted(),
            "a marker for each frame that has one")
        let places = Dictionary(markers.map { ($0.number("in"), $0) }) { first, _ in first }
        for marker in cuts.markers {
            let found = places[marker.frame]
            let texts = [found?.at("name")?.text, found?.at("comment")?.text].compactMap(\.self)
            expect(texts.contains { $0.contains(marker.name) }, "\(marker.name) is on its frame")
        }
    }

    private mutating func expect(_ holds: Bool, _ what: String) {
        if !holds { complaints.append("not so: " + what) }
    }
}
