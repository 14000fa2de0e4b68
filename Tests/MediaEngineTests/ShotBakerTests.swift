import EditModel
import Foundation
import MediaEngine
import TestSupport
import Testing

@Suite("ShotBaker")
struct ShotBakerTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    /// A plain shot of clip 0, a curve of clip 1 that dissolves in, and a plain shot behind it.
    private func edit(_ tools: FFmpegTools) async throws -> Edit {
        var clips: [Footage] = []
        for id in 0...1 {
            clips.append(
                try await Media.see(
                    BarcodeClip(id: id, frameCount: 60), as: folder.file("clip\(id).mp4"), tools: tools))
        }
        let curve = TimeMap.Piece(frames: 24, sourceStart: 0.25, sourceEnd: 2, easing: .easeIn)
        var shots = [
            Media.shot(at: 0, clip: 0, frames: 24),
            Shot(startFrame: 24, clip: 1, timeMap: TimeMap(pieces: [curve]), fit: .ramp, reason: ""),
            Media.shot(at: 48, clip: 0, frames: 12),
        ]
        shots[1].transition = Shot.Transition(kind: .dissolve, frames: 8)
        var edit = try Media.edit(shots, clips: clips, song: folder.file("song.wav"))
        edit.style.slowMotion = .repeat
        return edit
    }

    private func codes(_ shot: Shot, _ frames: Range<Int>, _ clip: Footage) -> [BarcodeReader.Code] {
        frames.map { frame in
            let time = shot.timeMap.extendedSourceTime(atFrame: frame)
            return .init(
                id: shot.clip, frame: min(max(Int((time * 24 + 1e-4).rounded(.down)), 0), clip.frameCount - 1)
            )
        }
    }

    @Test("a rendered shot has the frames of its map, with those before and behind that its clip has")
    func frames() async throws {
        let tools = try await Media.tools()
        var edit = try await edit(tools)
        let range = ShotRange(of: 1, in: edit, handles: 10)
        // The curve starts slowly from 0.25 s on, and ends fast; half a second is left behind it.
        #expect(range.lead == 10 && (3..<10).contains(range.tail))
        edit.shots[1].transition = nil
        let output = folder.file("shot.mov")
        try await ShotBaker(tools: tools).bake([range], of: edit, to: [output], overwriting: false) { _, _ in
        }
        let found = try BarcodeReader.codes(in: output)
        #expect(found == codes(edit.shots[1], -range.lead..<24 + range.tail, edit.clips[1]))
        let facts = try Tool.run(
            "ffprobe",
            [
                "-v", "error", "-show_entries", "stream=codec_name,r_frame_rate,width,codec_type", "-of",
                "csv=p=0", output,
            ])
        #expect(String(decoding: facts, as: UTF8.self) == "prores,video,160,24/1\n")
        #expect(folder.contents.filter { $0.hasSuffix(".part") }.isEmpty)
    }

    @Test(
        "a dissolve that an editor is to make has its frames on both sides; one that is rendered is in both shots"
    )
    func dissolves() async throws {
        let tools = try await Media.tools()
        let edit = try await edit(tools)
        let ranges = (0...1).map { ShotRange(of: $0, in: edit, handles: 0) }
        #expect(ranges.map(\.lead) == [0, 4] && ranges.map(\.tail) == [4, 0])
        let outputs = [folder.file("a.mov"), folder.file("b.mov")]
        try await ShotBaker(tools: tools).bake(ranges, of: edit, to: outputs, overwriting: false) { _, _ in }
        let (first, second) = (
            try BarcodeReader.codes(in: outputs[0]), try BarcodeReader.codes(in: outputs[1])
        )
        #expect(first.count == 28 && second.count == 28)
        // Outside the dissolve, which lies on the last four frames of one and the first four of the other.
        #expect(Array(first[..<20]) == codes(edit.shots[0], 0..<20, edit.clips[0]))
        #expect(Array(second[8...]) == codes(edit.shots[1], 4..<24, edit.clips[1]))
    }

    @Test("a file that is in the way stays, and nothing is left behind")
    func inTheWay() async throws {
        let tools = try await Media.tools()
        let edit = try await edit(tools)
        let output = folder.file("shot.mov")
        try Data("mine".utf8).write(to: URL(fileURLWithPath: output))
        await #expect(throws: MediaError.self) {
            try await ShotBaker(tools: tools).bake(
                [ShotRange(shot: 0, lead: 0, tail: 0)], of: edit, to: [output], overwriting: false
            ) { _, _ in }
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: output)) == Data("mine".utf8))
        #expect(folder.contents.filter { $0.hasSuffix(".part") }.isEmpty)
    }
}
