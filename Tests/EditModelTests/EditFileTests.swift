import EditModel
import Foundation
import Testing

/// A small valid edit: two clips, one of them run forward and back.
func smallEdit() -> Edit {
    let clips = ["a", "b"].map { name in
        Footage(
            path: "/music/clips/\(name).mp4", contentHash: String(repeating: "0", count: 64), duration: 2,
            frameCount: 48, framesPerSecond: 24, isVariableFrameRate: false, displayWidth: 640,
            displayHeight: 360,
            rotation: 0, pixelAspect: 1, isHDR: false, codec: "h264", motion: [], cuts: [], warnings: [])
    }
    let back = TimeMap(pieces: [
        .init(frames: 24, sourceStart: 0, sourceEnd: 1), .init(frames: 24, sourceStart: 1, sourceEnd: 0),
    ])
    return Edit(
        song: .init(
            path: "/music/song.wav", contentHash: String(repeating: "f", count: 64), duration: 3, bpm: 120),
        frameRate: FrameRate(24), canvas: .init(width: 640, height: 360), seed: 1, frameCount: 72,
        clips: clips,
        beats: [
            .init(time: 0.5, frame: 12, bar: 0, position: 4), .init(time: 1, frame: 24, bar: 1, position: 1),
        ],
        sections: [.init(name: "verse", label: "verse", startFrame: 0, endFrame: 72, energy: 0.5)],
        shots: [
            Shot(
                startFrame: 0, clip: 0,
                timeMap: TimeMap(pieces: [.init(frames: 24, sourceStart: 0.1 + 0.2, sourceEnd: 1.3)]),
                fit: .trim,
                reason: "the song begins"),
            Shot(startFrame: 24, clip: 1, timeMap: back, fit: .pingPong, reason: "downbeat 1"),
        ], warnings: [])
}

@Suite("the edit file")
struct EditFileTests {
    private func text(_ edit: Edit) throws -> String {
        String(decoding: try EditFile.encode(edit, relativeTo: "/music/project"), as: UTF8.self)
    }

    @Test("media paths are relative in the file and absolute in memory, and numbers have no noise")
    func roundTrip() throws {
        let written = try text(smallEdit())
        #expect(written.contains("\"path\": \"../clips/a.mp4\""))
        #expect(written.contains("\"sourceStart\": 0.3 }"))
        #expect(written.hasSuffix("}\n"))
        let read = try EditFile.decode(Data(written.utf8), relativeTo: "/music/project")
        #expect(read.clips == smallEdit().clips)
        #expect(try text(read) == written)
    }

    @Test(
        "what is wrong is refused, with its place",
        arguments: [
            (
                "\"frames\": 24, \"sourceEnd\": 1.3", "\"frames\": -4, \"sourceEnd\": 1.3",
                "$.shots[0].timeMap.pieces[0].frames"
            ),
            (
                "\"frames\": 24, \"sourceEnd\": 1.3", "\"frames\": 9223372036854775807, \"sourceEnd\": 1.3",
                "$.shots[0].timeMap.pieces[0].frames"
            ),
            ("\"sourceEnd\": 1.3", "\"sourceEnd\": 2.5", "$.shots[0].timeMap.pieces[0].sourceEnd"),
            ("\"sourceEnd\": 1.3", "\"sourceEnd\": 1e999", "$.shots[0].timeMap.pieces[0].sourceEnd"),
            ("\"denominator\": 1", "\"denominator\": 0", "$.frameRate.denominator"),
            ("\"numerator\": 24", "\"numerator\": 9999999999999999999999", "$.frameRate.numerator"),
            ("\"frameCount\": 72", "\"frameCount\": 7200", "$.frameCount"),
            ("\"height\": 360", "\"height\": 361", "$.canvas.height"),
            ("\"clip\": 1", "\"clip\": 2", "$.shots[1].clip"),
            ("\"seed\": 1", "\"sead\": 1", "$.sead"),
            ("\"seed\": 1", "\"seed\": -1", "$.seed"),
            ("mvsync.edit/1", "mvsync.edit/2", "$.schema"),
            ("\"pingPong\"", "\"bounce\"", "$.shots[1].fit"),
            ("\"isPinned\": false", "\"isPinned\": 0", "$.shots[0].isPinned"),
            ("\"rotation\": 0", "\"rotation\": 45", "$.clips[0].rotation"),
        ])
    func hostile(found: String, replacement: String, path: String) throws {
        let written = try text(smallEdit())
        let range = try #require(written.range(of: found))
        let changed = written.replacingCharacters(in: range, with: replacement)
        #expect {
            try EditFile.decode(Data(changed.utf8), relativeTo: "/music")
        } throws: {
            ($0 as? EditError)?.path == path
        }
    }

    @Test(
        "what is no JSON is refused",
        arguments: [
            "", "{", "nul", "{\"schema\": 01}", "[1,]", "\"\\ud800\"", String(repeating: "[", count: 100_000),
        ])
    func noJSON(text: String) {
        #expect(throws: EditError.self) { try EditFile.decode(Data(text.utf8), relativeTo: "/") }
    }

    @Test("a file in the way is kept unless overwriting is asked for")
    func writing() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("a.mvsync.json").path
        try EditFile.write(smallEdit(), to: file, overwriting: false)
        #expect(throws: EditError.self) { try EditFile.write(smallEdit(), to: file, overwriting: false) }
        try EditFile.write(smallEdit(), to: file, overwriting: true)
        #expect(try EditFile.read(from: file).shots.count == 2)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.mvsync.json"])
    }

    @Test("a frame's place in the music is that of the last beat")
    func positions() throws {
        let edit = smallEdit()
        #expect(edit.position(ofFrame: 11) == nil)
        #expect(try #require(edit.position(ofFrame: 12)) == (0, 4))
        #expect(try #require(edit.position(ofFrame: 71)) == (1, 1))
        #expect(edit.shot(atFrame: 72) == nil)
        #expect(edit.source(atFrame: 24)?.clip == 1)
    }

    @Test(
        "a timecode reads back as its frame",
        arguments: [
            FrameRate(24), FrameRate(25), FrameRate(24000, 1001), FrameRate(30000, 1001), FrameRate(60),
        ])
    func timecodes(rate: FrameRate) {
        for frame in stride(from: 0, to: 8_000_000, by: 7919) {
            #expect(Timecode(Timecode(frame: frame, at: rate).description, at: rate)?.frame == frame)
        }
        #expect(Timecode("00:00:00:99", at: rate) == nil)
    }
}
