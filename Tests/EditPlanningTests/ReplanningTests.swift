import EditModel
import EditPlanning
import Foundation
import MusicAnalysis
import TestSupport
import Testing

@Suite("planning an edit anew")
struct ReplanningTests {
    /// A song whose sections begin where they like, and clips for it.
    private func made(
        _ seed: Int
    ) -> (song: SongAnalysis, clips: [Footage], style: EditStyle) {
        var random = MadeRandom(seed: UInt64(seed))
        let parts = (0..<Int.random(in: 2...8, using: &random)).map { _ in
            (
                label: SectionLabel.allCases.randomElement(using: &random)!,
                bars: Int.random(in: 2...12, using: &random), energy: Double.random(in: 0...1, using: &random)
            )
        }
        var song = madeSong(
            parts, bpm: Double.random(in: 60...180, using: &random), hasBeats: Bool.random(using: &random))
        for index in song.sections.indices.dropFirst() where Bool.random(using: &random) {
            let start = song.sections[index].start + Double.random(in: -1...1, using: &random)
            song.sections[index].start = start
            song.sections[index - 1].end = start
        }
        song.duration += Double.random(in: 0...0.5, using: &random)
        song.sections[song.sections.count - 1].end = song.duration
        song.energy = (0..<Int(song.duration)).map { _ in Double.random(in: 0...1, using: &random) }
        song.onsets = (0..<40).map { _ in Double.random(in: 0..<song.duration, using: &random) }.sorted()
        if Bool.random(using: &random) {
            var time = 0.0
            while time < song.duration {
                let end = time + Double.random(in: 0.01...6, using: &random)
                song.lyrics.append(
                    LyricLine(
                        start: time, end: end, text: "la la",
                        confidence: Double.random(in: 0...1, using: &random)))
                time = end + Double.random(in: 0...2, using: &random)
            }
        }
        song.warnings = ["It rained."]
        let clips = (0..<Int.random(in: 1...6, using: &random)).map {
            madeClip("clip\($0)", seconds: Double.random(in: 0.5...15, using: &random))
        }
        var style = EditStyle()
        style.look.pace = Edit.Style.Pace.allCases.randomElement(using: &random)!
        style.frameRate = [nil, FrameRate(1), FrameRate(10), FrameRate(24000, 1001), FrameRate(60)]
            .randomElement(using: &random)!
        return (song, clips, style)
    }

    /// The edit as it comes back from its file.
    private func read(_ edit: Edit) throws -> Edit {
        try EditFile.decode(EditFile.encode(edit, relativeTo: "/media"), relativeTo: "/media")
    }

    private func replan(_ edit: Edit, heard: SongAnalysis, clips: [Footage], style: EditStyle? = nil) throws
        -> Edit
    {
        try EditPlanner().plan(
            song: edit.song(in: heard), reference: edit.song, footage: clips,
            style: style ?? EditStyle(of: edit), seed: edit.seed, before: edit)
    }

    /// What was heard, with other beats and sections than the edit has.
    private func heardAnew(_ song: SongAnalysis) -> SongAnalysis {
        var heard = song
        heard.beats = [Beat(time: 0.1, position: 1)]
        heard.lyrics = []
        heard.sections = [
            Section(start: 0, end: song.duration, label: .verse, group: 0, energy: 0.3, confidence: 1)
        ]
        heard.warnings = ["It is heard otherwise."]
        return heard
    }

    @Test("an edit that nobody has changed becomes the same, byte for byte", arguments: 0..<60)
    func unchanged(seed: Int) throws {
        let (song, clips, style) = made(seed)
        let edit = try plan(song, clips, style: style, seed: UInt64(seed))
        let again = try replan(read(edit), heard: heardAnew(song), clips: clips)
        #expect(
            try EditFile.encode(again, relativeTo: "/media") == EditFile.encode(edit, relativeTo: "/media"))
        #expect(edit.renamings(in: again).isEmpty)
    }

    @Test(
        "a changed label is there afterwards, and all else of the sections but their names", arguments: 0..<50
    )
    func changedLabel(seed: Int) throws {
        let (song, clips, style) = made(seed)
        var edit = try read(plan(song, clips, style: style))
        let index = seed % edit.sections.count
        edit.sections[index].label = ["Refrain", "chorus", "Strophe", "bridge"][seed % 4]
        let again = try replan(edit, heard: heardAnew(song), clips: clips)
        let label = ["chorus", "chorus", "verse", "bridge"][seed % 4]
        #expect(again.sections[index].label == label)
        #expect(again.sections[index].name.hasPrefix(label))
        var expected = edit.sections
        expected[index].label = label
        for index in expected.indices { expected[index].name = again.sections[index].name }
        #expect(again.sections == expected)
        #expect(edit.renamings(in: again).isEmpty)
        #expect(again.shots.contains { $0.reason.contains("\(again.sections[index].name) begins") })
    }

    @Test("a changed boundary lies where it was put, and has a cut", arguments: 0..<50)
    func changedBoundary(seed: Int) throws {
        let (song, clips, style) = made(seed)
        var edit = try read(plan(song, clips, style: style))
        guard edit.sections.count > 1 else { return }
        let index = 1 + seed % (edit.sections.count - 1)
        let range = edit.sections[index - 1].startFrame + 1..<edit.sections[index].endFrame
        var random = MadeRandom(seed: UInt64(seed))
        let frame = Int.random(in: range, using: &random)
        edit.sections[index - 1].endFrame = frame
        edit.sections[index].startFrame = frame
        let again = try replan(edit, heard: heardAnew(song), clips: clips)
        #expect(again.sections == edit.sections)
        #expect(again.shots.contains { $0.startFrame == frame })
    }

    @Test("pace, picture and rate can be chosen anew; boundaries stay on their beats")
    func otherStyle() throws {
        let song = madeSong([(.verse, 7, 0.4), (.chorus, 8, 0.9)], bpm: 97)
        let clips = (1...4).map { madeClip("\($0)", seconds: 9) }
        let edit = try read(plan(song, clips))
        var style = EditStyle(of: edit)
        style.look.pace = .fast
        style.frameRate = FrameRate(60)
        let again = try replan(edit, heard: song, clips: clips, style: style)
        #expect(again.style.pace == .fast)
        #expect(again.shots.count > edit.shots.count)
        #expect(again.sections[1].startFrame == FrameRate(60).frame(nearest: song.sections[1].start))
        #expect(again.canvas == edit.canvas)
    }

    @Test("warnings of the song stay, those of footage are as the new footage is")
    func warnings() throws {
        var song = madeSong([(.verse, 8, 0.4), (.chorus, 8, 0.9)])
        song.warnings = ["It rained."]
        let edit = try read(plan(song, [madeClip("a", seconds: 4)]))
        #expect(edit.warnings.count == 3)
        let again = try replan(
            edit, heard: heardAnew(song), clips: [madeClip("a", seconds: 4), madeClip("b", seconds: 90)])
        #expect(again.warnings == ["It rained."])
    }

    @Test("a label that names nothing is refused with its path")
    func unknownLabel() throws {
        let song = madeSong([(.verse, 8, 0.4), (.chorus, 8, 0.9)])
        var edit = try plan(song, [madeClip("a", seconds: 4)])
        edit.sections[1].label = "B"
        let error = #expect(throws: EditError.self) { try edit.song(in: song) }
        #expect(error?.path == "$.sections[1].label")
    }

    @Test("a name that was changed follows its label again, and that is said")
    func renamed() throws {
        let song = madeSong([(.verse, 8, 0.4), (.chorus, 8, 0.9), (.verse, 8, 0.4)])
        let clips = [madeClip("a", seconds: 4), madeClip("b", seconds: 4)]
        var edit = try plan(song, clips)
        edit.sections[2].name = "the quiet one"
        let again = try replan(edit, heard: song, clips: clips)
        #expect(again.sections.map(\.name) == ["verse 1", "chorus", "verse 2"])
        let sentences = edit.renamings(in: again)
        #expect(sentences.count == 1)
        #expect(sentences.first?.contains("the quiet one") == true)
    }
}
