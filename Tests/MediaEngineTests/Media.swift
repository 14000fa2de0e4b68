import EditModel
import Foundation
import MediaEngine
import TestSupport

/// What the tests of this module share.
enum Media {
    static var settings: RenderSettings {
        var settings = RenderSettings()
        settings.preset = "ultrafast"
        settings.crf = 12
        return settings
    }

    /// Tests that run side by side keep each other waiting for very long.
    static let patience = Duration.seconds(600)

    static func tools() async throws -> FFmpegTools {
        try await FFmpegTools.locate(environment: ProcessInfo.processInfo.environment, patience: patience)
    }

    /// Writes a barcode clip and looks at it.
    static func see(_ clip: BarcodeClip, as path: String, tools: FFmpegTools) async throws -> Footage {
        try clip.write(to: path)
        return try await FootageAnalyzer(tools: tools).analyze(path: path, contentHash: "") { _ in }
    }

    /// A shot that plays a clip from its start at its own speed.
    static func shot(at start: Int, clip: Int, frames: Int) -> Shot {
        let piece = TimeMap.Piece(frames: frames, sourceStart: 0, sourceEnd: Double(frames) / 24)
        return Shot(
            startFrame: start, clip: clip, timeMap: TimeMap(pieces: [piece]), fit: .trim, reason: "")
    }

    /// An edit at 24 frames a second of the given shots, with a tone of their length for a song.
    static func edit(_ shots: [Shot], clips: [Footage], song: String) throws -> Edit {
        let frameCount = shots.last?.endFrame ?? 0
        let seconds = Double(frameCount) / 24
        try Tool.ffmpeg([
            "-f", "lavfi", "-i", "sine=frequency=440:duration=\(seconds):sample_rate=44100", "file:\(song)",
        ])
        return Edit(
            song: .init(path: song, contentHash: "", duration: seconds, bpm: 0), frameRate: FrameRate(24),
            canvas: .init(width: 160, height: 90), seed: 1, frameCount: frameCount, clips: clips, beats: [],
            sections: [.init(name: "verse", label: "verse", startFrame: 0, endFrame: frameCount, energy: 0)],
            shots: shots,
            warnings: [])
    }
}
