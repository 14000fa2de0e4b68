import EditModel
import MVSyncPipeline
import Testing

@Suite("Suggestions")
struct SuggestionTests {
    /// An edit at 24 frames a second of one section a label; each shot shows its clip from the beginning, at a speed.
    private func edit(_ sections: [(label: String, shots: [(clip: Int, seconds: Int, speed: Double)])])
        -> Edit
    {
        let clip = Footage(
            path: "/clips/a.mp4", contentHash: String(repeating: "0", count: 64), duration: 60,
            frameCount: 1440, framesPerSecond: 24, isVariableFrameRate: false, displayWidth: 640,
            displayHeight: 360, rotation: 0, pixelAspect: 1, isHDR: false, codec: "h264", motion: [],
            cuts: [], warnings: [])
        var (shots, spans): ([Shot], [Edit.SectionSpan]) = ([], [])
        for section in sections {
            let start = shots.last?.endFrame ?? 0
            for shot in section.shots {
                let piece = TimeMap.Piece(
                    frames: shot.seconds * 24, sourceStart: 0, sourceEnd: Double(shot.seconds) * shot.speed)
                shots.append(
                    Shot(
                        startFrame: shots.last?.endFrame ?? 0, clip: shot.clip,
                        timeMap: TimeMap(pieces: [piece]), fit: .trim, reason: ""))
            }
            spans.append(
                .init(
                    name: "\(section.label) 1", label: section.label, startFrame: start,
                    endFrame: shots.last?.endFrame ?? 0, energy: 0.5))
        }
        let frames = shots.last?.endFrame ?? 0
        return Edit(
            song: .init(
                path: "/song.wav", contentHash: String(repeating: "f", count: 64),
                duration: Double(frames) / 24, bpm: 120),
            frameRate: FrameRate(24), canvas: .init(width: 640, height: 360), seed: 1, frameCount: frames,
            clips: [Footage](repeating: clip, count: 8), beats: [], sections: spans, shots: shots,
            warnings: [])
    }

    @Test("nine lacking seconds in shots of three take three clips of five seconds")
    func shortShots() throws {
        // 3 of 12 seconds are new: 3 + 0 + 0 + 0.
        let suggestion = Suggestion(
            edit([("verse", [(0, 3, 1), (0, 3, 1), (0, 3, 1), (0, 3, 1)])]))
        let wish = try #require(suggestion.wishes.first)
        #expect(wish.need.seconds == 9)
        #expect(wish.clipSeconds == 5)
        #expect(wish.count == 3)
        #expect(suggestion.count == 3)
    }

    @Test("lacking seconds in longer shots take clips of nine seconds")
    func longShots() throws {
        let suggestion = Suggestion(edit([("verse", [(0, 6, 1), (0, 6, 1), (0, 6, 1)])]))
        let wish = try #require(suggestion.wishes.first)
        #expect(wish.need.seconds == 12)
        #expect(wish.clipSeconds == 9)
        #expect(wish.count == 2)
    }

    @Test("less than two seconds, or than 15 % of a section, are not worth a clip; two seconds are")
    func least() {
        // At a speed of 7/8, a second in eight is lacking.
        #expect(Suggestion(edit([("verse", [(0, 8, 0.875)])])).wishes.isEmpty)
        #expect(Suggestion(edit([("verse", [(0, 16, 0.875)])])).wishes.isEmpty)
        #expect(Suggestion(edit([("verse", [(0, 8, 0.75)])])).wishes.count == 1)
    }

    @Test("the greatest wish comes first, and a stand-in is a wish")
    func order() {
        let edit = edit([("verse", [(0, 3, 1), (0, 3, 1)]), ("chorus", [(1, 8, 1)]), ("outro", [(2, 4, 1)])])
        #expect(Suggestion(edit).wishes.map(\.need.label) == ["verse"])
        #expect(Suggestion(edit, standIns: [1]).wishes.map(\.need.label) == ["chorus", "verse"])
        #expect(Suggestion(edit, standIns: [1]).wishes.map(\.need.seconds) == [8, 3])
    }
}
