import EditModel
import Foundation
import MediaEngine
import TestSupport
import Testing

/// What is planned of a picture, rendered, read back frame by frame, and verified.
@Suite("Kinds of pictures, rendered")
struct PictureKindsTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func clips(_ tools: FFmpegTools) async throws -> [Footage] {
        var clips: [Footage] = []
        for id in [5, 10] {
            let clip = BarcodeClip(id: id, frameCount: 60)
            clips.append(try await Media.see(clip, as: folder.file("clip\(id).mp4"), tools: tools))
        }
        return clips
    }

    private func render(_ edit: Edit, tools: FFmpegTools) async throws -> String {
        let output = folder.file("out.mp4")
        _ = try await Renderer(tools: tools).render(
            edit, to: output, overwriting: true, settings: Media.settings
        ) { _, _ in }
        return output
    }

    /// The grey pictures of a file, 160 by 90 levels each.
    private func levels(of file: String) throws -> [[UInt8]] {
        let bytes = try Tool.run(
            "ffmpeg",
            ["-v", "error", "-nostdin", "-i", "file:\(file)", "-map", "0:v:0", "-vf", "extractplanes=y"]
                + ["-f", "rawvideo", "-"])
        return stride(from: 0, to: bytes.count, by: 160 * 90).map { [UInt8](bytes[$0..<$0 + 160 * 90]) }
    }

    private func difference(_ a: [UInt8], _ b: [UInt8]) -> Double {
        zip(a, b).reduce(0) { $0 + abs(Double($1.0) - Double($1.1)) } / Double(a.count)
    }

    @Test("freezes, reverse, and ramps between knots show the frames that the map says")
    func pieces() async throws {
        let tools = try await Media.tools()
        let pieces = [
            TimeMap.Piece(frames: 6, sourceStart: 0.76, sourceEnd: 0.76),
            .init(frames: 12, sourceStart: 1, sourceEnd: 0.5),
            .init(
                frames: 10, sourceStart: 0.5, sourceEnd: 1.5, easing: .init(startSpeed: 0.5, endSpeed: 1.5)),
            .init(frames: 10, sourceStart: 1.5, sourceEnd: 2.4, easing: .easeOut),
        ]
        let shot = Shot(
            startFrame: 0, clip: 0, timeMap: TimeMap(pieces: pieces), fit: .ramp, reason: "")
        var edit = try Media.edit([shot], clips: try await clips(tools), song: folder.file("s.wav"))
        edit.style.slowMotion = .repeat
        let found = try BarcodeReader.codes(in: try await render(edit, tools: tools)).map(\.frame)
        #expect(found == shot.timeMap.sourceTimes.map { min(Int($0 * 24 + 1e-4), 59) })
    }

    @Test("a slow shot is blended, and its blends are planned")
    func blend() async throws {
        let tools = try await Media.tools()
        let piece = TimeMap.Piece(frames: 24, sourceStart: 0, sourceEnd: 0.5)
        let shot = Shot(startFrame: 0, clip: 0, timeMap: TimeMap(pieces: [piece]), fit: .slow, reason: "")
        let edit = try Media.edit([shot], clips: try await clips(tools), song: folder.file("s.wav"))
        let output = try await render(edit, tools: tools)
        let seen = try levels(of: output)
        let source = try levels(of: edit.clips[0].path)
        for frame in 1..<23 {
            // A quarter of a frame after the middle of frame n, or before that of the one after.
            let (first, share) = ((frame - 1) / 2, frame % 2 == 1 ? 0.25 : 0.75)
            let mixed = zip(source[first], source[first + 1]).map {
                UInt8((Double($0) * (1 - share) + Double($1) * share).rounded())
            }
            #expect(difference(seen[frame], mixed) < 3)
        }
        let report = try await DeliveryVerifier(tools: tools).look(at: output, against: edit)
        #expect(report.strayFrames.isEmpty)
    }

    @Test("frames that are made follow movement, and the clip's own stay as they are")
    func flow() async throws {
        let tools = try await Media.tools()
        // A bright square that moves four pixels a frame.
        let path = folder.file("move.mp4")
        let square =
            "color=black:s=160x90:r=24:d=1[b];color=white:s=40x40:r=24:d=1[f];[b][f]overlay=x=4*n:y=20"
        try Tool.ffmpeg(["-filter_complex", square, "-pix_fmt", "yuv420p", "-crf", "10", path])
        let clip = try await FootageAnalyzer(tools: tools).analyze(path: path, contentHash: "") { _ in }
        let piece = TimeMap.Piece(frames: 24, sourceStart: 0, sourceEnd: 0.5)
        let shot = Shot(startFrame: 0, clip: 0, timeMap: TimeMap(pieces: [piece]), fit: .slow, reason: "")
        var edit = try Media.edit([shot], clips: [clip], song: folder.file("s.wav"))
        edit.style.slowMotion = .flow
        let seen = try levels(of: try await render(edit, tools: tools))
        func edge(_ picture: [UInt8]) -> Int {
            let bright = (0..<160).filter { picture[40 * 160 + $0] > 128 }
            return bright.last ?? -1
        }
        let (edges, own) = (seen.map(edge), try levels(of: path).map(edge))
        for frame in 0..<20 {
            let middle = (own[frame / 2] + own[(frame + 1) / 2]) / 2
            #expect(abs(edges[frame] - middle) <= 1)
        }
    }

    @Test("a mirrored shot is seen mirrored, and mirrored back it reads as it was")
    func mirror() async throws {
        let tools = try await Media.tools()
        var shot = Media.shot(at: 0, clip: 0, frames: 24)
        shot.isMirrored = true
        let edit = try Media.edit([shot], clips: try await clips(tools), song: folder.file("s.wav"))
        let output = try await render(edit, tools: tools)
        let back = folder.file("back.mp4")
        try Tool.ffmpeg(["-i", output, "-vf", "hflip", "-crf", "12", "-an", back])
        #expect(try BarcodeReader.codes(in: back).map(\.frame) == Array(0..<24))
        #expect(
            try await DeliveryVerifier(tools: tools).look(at: output, against: edit).strayFrames.isEmpty)
    }

    @Test("a window that stands is what ffmpeg cuts out, and one that moves there comes to the same")
    func windows() async throws {
        let tools = try await Media.tools()
        var still = Media.shot(at: 0, clip: 0, frames: 12)
        still.windows = [.init(frame: 0, window: .init(x: 0.25, y: 0.25, zoom: 2))]
        let clips = try await clips(tools)
        let edit = try Media.edit([still], clips: clips, song: folder.file("s.wav"))
        let seen = try levels(of: try await render(edit, tools: tools))
        var moving = still
        moving.windows.insert(.init(frame: 0, window: .init()), at: 0)
        moving.windows[1].frame = 6
        let other = try Media.edit([moving], clips: clips, song: folder.file("s.wav"))
        let output = try await render(other, tools: tools)
        let moved = try levels(of: output)
        let cut = folder.file("cut.mp4")
        try Tool.ffmpeg(
            ["-i", clips[0].path, "-vf", "crop=80:46:0:0,scale=160:90", "-crf", "12", cut])
        let source = try levels(of: clips[0].path)
        let expected = try levels(of: cut)
        for frame in 0..<12 { #expect(difference(seen[frame], expected[frame]) < 3) }
        #expect(difference(moved[0], source[0]) < 3)
        for frame in 6..<12 { #expect(difference(moved[frame], expected[frame]) < 4) }
        let report = try await DeliveryVerifier(tools: tools).look(at: output, against: other)
        #expect(report.strayFrames.isEmpty)
    }

    @Test("an area of a clip keeps its colours, whichever way it is cut out")
    func colours() async throws {
        let tools = try await Media.tools()
        let path = folder.file("red.mp4")
        try Tool.ffmpeg(["-f", "lavfi", "-i", "color=red:s=320x180:r=24:d=1", "-pix_fmt", "yuv420p", path])
        let clip = try await FootageAnalyzer(tools: tools).analyze(path: path, contentHash: "") { _ in }
        var shots = (0..<3).map { Media.shot(at: 8 * $0, clip: 0, frames: 8) }
        shots[1].windows = [.init(frame: 0, window: .init(zoom: 1.5))]
        shots[2].windows = [
            .init(frame: 0, window: .init(zoom: 1.1)), .init(frame: 7, window: .init(zoom: 1.7)),
        ]
        let edit = try Media.edit(shots, clips: [clip], song: folder.file("s.wav"))
        let bytes = [UInt8](
            try Tool.run(
                "ffmpeg",
                [
                    "-v", "error", "-nostdin", "-i", try await render(edit, tools: tools), "-f", "rawvideo",
                    "-",
                ]))
        let size = 160 * 90 * 3 / 2
        // Red in BT.709, limited range.
        for frame in 0..<24 {
            for (offset, level) in [
                (80 * 90, 63), (160 * 90 + 40 * 45, 102), (160 * 90 * 5 / 4 + 40 * 45, 240),
            ] {
                #expect(abs(Int(bytes[frame * size + offset]) - level) <= 2)
            }
        }
    }

    @Test("dissolve, dip and flash come out as planned, are verified, and a wrong frame among them is found")
    func transitions() async throws {
        let tools = try await Media.tools()
        let clips = try await clips(tools)
        for kind in Shot.Transition.Kind.allCases {
            var second = Media.shot(at: 24, clip: 1, frames: 24)
            second.transition = .init(kind: kind, frames: 8)
            let edit = try Media.edit(
                [Media.shot(at: 0, clip: 0, frames: 24), second], clips: clips, song: folder.file("s.wav"))
            let output = try await render(edit, tools: tools)
            let means = try levels(of: output).map { $0.reduce(0.0) { $0 + Double($1) } / (160 * 90) }
            switch kind {
            case .dissolve: #expect(Set(means).count > 1)
            case .dip:
                #expect(means[23] < 40 && means[24] < 40)
                #expect(means[19] > 60 && means[28] > 60)
            case .flash:
                #expect(means[24] > 230 && means[23] < 200)
                #expect(means[24] > means[26] && means[26] > means[28])
            }
            let report = try await DeliveryVerifier(tools: tools).look(at: output, against: edit)
            #expect(report.strayFrames.isEmpty && report.blackFrames.isEmpty)
            #expect(report.cutOffsets.count == 1 && (report.cutOffsets[0] ?? 0) == 0)
            let spoiled = folder.file("spoiled.mp4")
            let cover = "drawbox=color=gray:t=fill:enable='between(n,21,21)'"
            try Tool.ffmpeg(["-i", output, "-vf", cover, "-crf", "12", "-an", spoiled])
            let other = try await DeliveryVerifier(tools: tools).look(at: spoiled, against: edit)
            #expect(other.strayFrames == [21])
        }
    }

    @Test("a dissolve is the mean of its two shots, weighted from one to the other")
    func dissolve() async throws {
        let tools = try await Media.tools()
        let clips = try await clips(tools)
        var second = Media.shot(at: 24, clip: 1, frames: 24)
        second.transition = .init(kind: .dissolve, frames: 4)
        let edit = try Media.edit(
            [Media.shot(at: 0, clip: 0, frames: 24), second], clips: clips, song: folder.file("s.wav"))
        let seen = try levels(of: try await render(edit, tools: tools))
        let (first, other) = (try levels(of: clips[0].path), try levels(of: clips[1].path))
        for (frame, share) in zip(22..<26, [0.125, 0.375, 0.625, 0.875]) {
            let mixed = zip(first[frame], other[max(frame - 24, 0)]).map {
                UInt8((Double($0) * (1 - share) + Double($1) * share).rounded())
            }
            #expect(difference(seen[frame], mixed) < 3)
        }
    }
}
