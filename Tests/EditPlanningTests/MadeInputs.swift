import EditModel
import EditPlanning
import MusicAnalysis
import TestSupport

/// A made song of equal bars: sections given by label, bars and energy, at a steady tempo.
func madeSong(
    _ parts: [(label: SectionLabel, bars: Int, energy: Double)], bpm: Double = 120, hasBeats: Bool = true
) -> SongAnalysis {
    let beat = 60 / bpm
    var sections: [Section] = []
    var start = 0.0
    for part in parts {
        let end = start + Double(part.bars * 4) * beat
        sections.append(
            Section(start: start, end: end, label: part.label, group: 0, energy: part.energy, confidence: 1))
        start = end
    }
    let count = hasBeats ? parts.reduce(0) { $0 + $1.bars * 4 } : 0
    return SongAnalysis(
        duration: start, tempo: Tempo(bpm: hasBeats ? bpm : 0, confidence: 1, alternatives: []),
        beatsPerBar: hasBeats ? 4 : 0,
        beats: (0..<count).map { Beat(time: Double($0) * beat, position: $0 % 4 + 1) },
        onsets: [], sections: sections, energy: [], energyPeriod: 1, warnings: [])
}

/// A made clip of 24 frames a second.
func madeClip(_ name: String, seconds: Double, width: Int = 1280, height: Int = 720, fps: Double = 24)
    -> Footage
{
    Footage(
        path: "/media/\(name).mp4", contentHash: String(repeating: "a", count: 64), duration: seconds,
        frameCount: Int(seconds * fps), framesPerSecond: fps, isVariableFrameRate: false, displayWidth: width,
        displayHeight: height, rotation: 0, pixelAspect: 1, isHDR: false, codec: "h264", motion: [], cuts: [],
        warnings: [])
}

/// The edit of a song and clips.
func plan(
    _ song: SongAnalysis, _ clips: [Footage], style: EditStyle = EditStyle(), seed: UInt64 = 1
) throws -> Edit {
    let reference = Edit.Song(
        path: "/media/song.mp3", contentHash: String(repeating: "b", count: 64), duration: song.duration,
        bpm: song.tempo.bpm)
    return try EditPlanner().plan(song: song, reference: reference, footage: clips, style: style, seed: seed)
}
