import EditModel
import Foundation
import MVSyncPipeline
import MusicAnalysis
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// A valid edit of any number of shots of 12 frames, of four clips, with all that a shot can have.
func madeEdit(shots count: Int, name: String = "clip", reason: String = "downbeat") -> Edit {
    let clips = (0..<4).map { index in
        Footage(
            path: "/m/\(name)\(index).mp4", contentHash: String(repeating: "\(index)", count: 64),
            duration: 30,
            frameCount: 720, framesPerSecond: 24, isVariableFrameRate: false, displayWidth: 640,
            displayHeight: index == 3 ? 1280 : 360, rotation: 0, pixelAspect: 1, isHDR: false, codec: "h264",
            motion: [], cuts: [], isStill: index == 2, warnings: [])
    }
    let shots = (0..<count).map { index in
        let entry = Double(index % 56) / 2
        var shot = Shot(
            startFrame: index * 12, clip: index % 4,
            timeMap: TimeMap(pieces: [
                .init(frames: 8, sourceStart: entry, sourceEnd: entry + 1, easing: .easeInOut),
                .init(frames: 4, sourceStart: entry + 1, sourceEnd: entry + 0.5),
            ]), fit: .ramp, hits: [.init(frame: index * 12 + 8, sourceTime: entry + 1)], reason: reason)
        if index % 3 == 0 {
            shot.windows = [.init(frame: 0, window: .init(x: 0.6, y: 0.5, zoom: 1.5))]
            shot.isMirrored = true
            shot.isPinned = true
        }
        if index % 5 == 1 { shot.transition = .init(kind: .dissolve, frames: 4) }
        return shot
    }
    let frames = count * 12
    return Edit(
        song: .init(
            path: "/m/\(name).wav", contentHash: String(repeating: "f", count: 64),
            duration: Double(frames) / 24, bpm: 120),
        frameRate: FrameRate(24), canvas: .init(width: 640, height: 360), seed: 1, frameCount: frames,
        clips: clips,
        beats: (0..<count).map {
            .init(time: Double($0) / 2, frame: $0 * 12, bar: $0 / 4 + 1, position: $0 % 4 + 1)
        },
        sections: [
            .init(name: "\(name) 1", label: "verse", startFrame: 0, endFrame: frames / 2, energy: 0.4),
            .init(name: "chorus 1", label: "chorus", startFrame: frames / 2, endFrame: frames, energy: 1),
        ],
        events: [
            .init(kind: .build, startFrame: 0, endFrame: frames / 2),
            .init(kind: .drop, startFrame: frames / 2, endFrame: frames / 2),
            .init(kind: .break, startFrame: frames / 2, endFrame: frames),
        ], shots: shots, captions: [.init(startFrame: 0, endFrame: 12, text: reason)], warnings: [reason])
}

@Suite("The page of an edit")
struct EditPageTests {
    static let hostile = [
        "</script><script>alert(1)</script>", "\"' onload=\"alert(1)\" x='",
        "a\nb\r\n\u{2028}c\u{0}d\u{1b}[31m",
        "\u{202E}gnp.exe\u{2066}", String(repeating: "ü", count: 300), "<\u{301}img src=x>]]>--><!--",
        "%2e%2e/&lt;&amp;",
        "https://example.org/x.js", "../../x?y#z", "javascript:alert(1)",
    ]

    private func media(of edit: Edit, bytes: Int = 2000) -> PageMedia {
        let pictures = ClipPictures.moments(of: edit).flatMap { clip, times in
            times.map { ClipPictures.Picture(clip: clip, time: $0, jpeg: Data(repeating: 7, count: bytes)) }
        }
        return PageMedia(
            waveform: (0..<1200).map { -Float($0 % 7) / 7...Float($0 % 5) / 5 },
            pictures: ClipPictures(pictures))
    }

    private func page(of edit: Edit, videoName: String = "song.mp4") -> String {
        EditPage(edit: edit, videoName: videoName, media: media(of: edit), certificate: nil).html
    }

    @Test("has each shot as a button, and in the timeline", arguments: [1, 61, 200])
    func content(count: Int) {
        let html = page(of: madeEdit(shots: count))
        #expect(html.components(separatedBy: "<button type=\"button\" class=\"shot\"").count == count + 1)
        #expect(html.components(separatedBy: "<title>clip").count == count + 1)
        #expect(html.contains("aria-label=\"Shot 1, clip0, at 0:00.0 · bar 1.1\""))
        #expect(html.contains("src=\"./song.mp4\""))
    }

    @Test("names that want to be more than text are text", arguments: hostile)
    func names(name: String) {
        let html = page(of: madeEdit(shots: 8, name: name, reason: name), videoName: name + ".mp4")
        // One script, one style sheet, and no element that an attacker would want.
        let tags = html.utf8.split(separator: UInt8(ascii: "<")).map {
            String(decoding: $0.prefix(8), as: UTF8.self)
        }
        #expect(tags.count { $0.hasPrefix("script") } == 1)
        #expect(tags.count { $0.hasPrefix("/script") } == 1)
        #expect(tags.count { $0.hasPrefix("img") || $0.hasPrefix("a href=\"j") } == 0)
        #expect(
            !html.unicodeScalars.contains {
                (0x202A...0x202E).contains($0.value) || (0x2066...0x2069).contains($0.value)
            })
        #expect(!html.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
        // The video's address is one name beside the page.
        let address = html.components(separatedBy: " src=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
        #expect(address.count == 1)
        #expect(address.first?.hasPrefix("./") == true)
        #expect(address.first?.dropFirst(2).contains { "/:?#<>'\\".contains($0) } == false)
    }

    @Test("refers to nothing outside, and allows nothing but itself")
    func selfContained() throws {
        let html = page(of: madeEdit(shots: 40))
        for word in ["http:", "https:", "//", "@import", "<link", "<iframe", "<object", " style=\""] {
            let found = html.components(separatedBy: word).dropFirst()
            // Comments of the script begin with two strokes.
            let comments = word == "//" ? found.count { $0.hasPrefix(" ") } : 0
            #expect(found.count == comments, "\(word)")
        }
        #expect(!html.contains("'unsafe-inline'") && html.contains("default-src 'none'"))
        let handlers = try NSRegularExpression(pattern: "<[^>]* on[a-z]+=")
        let markup = try #require(html.components(separatedBy: "<script>").first)
        #expect(handlers.firstMatch(in: markup, range: NSRange(markup.startIndex..., in: markup)) == nil)
    }

    @Test("is the same each time")
    func deterministic() {
        #expect(page(of: madeEdit(shots: 100)) == page(of: madeEdit(shots: 100)))
    }

    @Test(
        "a thousand shots stay below four megabytes, and what is thinned out is said", arguments: [150, 1000])
    func size(count: Int) {
        let edit = madeEdit(shots: count)
        let media = media(of: edit, bytes: 12_000)
        let html = EditPage(edit: edit, videoName: "a.mp4", media: media, certificate: nil).html
        #expect(html.utf8.count < 4_000_000)
        #expect(media.pictures.pictures.count > 50)
        #expect(html.contains("nearest"))
    }

    @Test("without song and clips it is whole but for these, and says so")
    func nothing() {
        let media = PageMedia(remarks: ["“song.wav” is not where the edit says."])
        let html = EditPage(edit: madeEdit(shots: 8), videoName: "a.mp4", media: media, certificate: nil).html
        #expect(html.contains("“song.wav” is not where the edit says."))
        #expect(html.contains("no waveform"))
        #expect(html.components(separatedBy: "class=\"picture none\"").count == 9)
        #expect(!html.contains("data:image/jpeg"))
    }

    @Test(
        "the drawing alone is XML, with a rectangle for each shot and names as they are written",
        arguments: hostile)
    func drawing(name: String) throws {
        let edit = madeEdit(shots: 30, name: name, reason: name)
        let svg = TimelineDrawing(edit: edit, waveform: media(of: edit).waveform).standaloneSVG
        let elements = Elements()
        let parser = XMLParser(data: Data(svg.utf8))
        parser.delegate = elements
        #expect(parser.parse())
        // A ground, two sections, a break, a caption, six transitions, and the shots.
        #expect(elements.names["rect"] == 11 + 30)
        #expect(elements.names["script"] == nil && elements.names["img"] == nil)
    }

    private final class Elements: NSObject, XMLParserDelegate {
        var names: [String: Int] = [:]

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            names[name, default: 0] += 1
        }
    }
}

@Suite("What changed, in words")
struct ComparisonTextTests {
    @Test("what is the same of many shots in a row is said once")
    func summarised() {
        let before = madeEdit(shots: 500)
        var after = before
        for index in 100..<400 {
            after.shots[index].isPinned = !after.shots[index].isPinned || index % 3 == 0
        }
        for index in 100..<400 { after.shots[index].isMirrored = index % 3 != 0 }
        let lines = EditComparison(before, after).lines(from: before, to: after)
        #expect(lines[0].hasPrefix("300 of 500 shots differ"))
        var even = before
        for index in 200..<400 { even.shots[index].reason = "so" }
        let few = EditComparison(before, even).lines(from: before, to: even)
        #expect(few.count == 3, "\(few)")
        #expect(few.last?.contains("shots 201–400, 200 up to 00:03:20:00: other words on it") == true)
    }

    @Test("the same edits are the same, in a sentence")
    func same() {
        let edit = madeEdit(shots: 9)
        #expect(EditComparison(edit, edit).lines(from: edit, to: edit) == ["The edits are the same."])
    }
}
