import EditModel
import Foundation
import TestSupport
import Testing

@Suite("Preview")
struct PreviewTests {
    private let program: Program

    init() throws {
        program = try Program()
        try MadeSong.write(to: program.folder.file("song.wav"), seconds: 12)
        for id in 1...2 {
            try BarcodeClip(id: id, frameCount: 72).write(to: program.folder.file("\(id).mp4"))
        }
    }

    @Test("a preview is small, has the edit's frames, and brightens and clicks on each cut")
    func preview() throws {
        let plan = ["plan", "song.wav", "1.mp4", "2.mp4", "--fps", "24", "--size", "1280x720"]
        #expect(try program.run(plan).status == 0)
        let outcome = try program.run(["preview", "song.mvsync.json"])
        #expect(outcome.status == 0, "\(outcome.complaints)")
        let file = program.folder.file("song.preview.mp4")
        let edit = try EditFile.read(from: program.folder.file("song.mvsync.json"))
        let facts = try Tool.run(
            "ffprobe",
            ["-v", "error", "-count_frames", "-select_streams", "v", "-show_entries"]
                + ["stream=width,height,nb_read_frames", "-of", "csv=p=0", file])
        #expect(String(decoding: facts, as: UTF8.self) == "640,360,\(edit.frameCount)\n")
        let dark = try darkest(of: file, edit.frameCount)
        let cuts = Set(edit.shots.map(\.startFrame))
        #expect(cuts.count > 2)
        // The dark blocks of a barcode have level 30; brightened by half, they come to more than 120.
        #expect(dark.indices.filter { dark[$0] > 90 } == cuts.sorted())
        let (song, heard) = (try samples(program.folder.file("song.wav")), try samples(file))
        for cut in cuts {
            let start = cut * 2000
            let added = (start..<start + 400).map { abs(heard[$0] - song[$0] / 2) }.max() ?? 0
            #expect(added > 0.1)
        }
        #expect(try program.run(["preview", "song.mvsync.json"]).status == 0)
        #expect(program.files.contains("song-2.preview.mp4"))
        let taken = ["preview", "song.mvsync.json", "-o", "song.preview.mp4"]
        #expect(try program.run(taken).status == 73)
    }

    /// The level below which a twentieth of the pixels of each frame lie, in the middle of the picture.
    private func darkest(of file: String, _ count: Int) throws -> [UInt8] {
        let bytes = [UInt8](
            try Tool.run(
                "ffmpeg",
                [
                    "-v", "error", "-nostdin", "-i", file, "-vf",
                    "crop=640:180,scale=64:18:flags=area,format=gray",
                ]
                    + ["-f", "rawvideo", "-"]))
        let size = 64 * 18
        return (0..<min(count, bytes.count / size)).map {
            bytes[$0 * size..<($0 + 1) * size].sorted()[size / 20]
        }
    }

    private func samples(_ file: String) throws -> [Float] {
        let bytes = try Tool.run(
            "ffmpeg",
            ["-v", "error", "-nostdin", "-i", file, "-vn", "-ar", "48000", "-ac", "1", "-f", "f32le", "-"])
        return bytes.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
    }
}
