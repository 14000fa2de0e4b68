import Foundation
import GenerativeServices
import MusicAnalysis
import SignalProcessing
import TestSupport
import Testing

@testable import Sketching

@Suite("Sketched songs")
struct SketchSongsTests {
    private static let words = """
        [Verse 1]
        I wrote my name on a paper boat
        And gave it to the tide
        [Chorus]
        Carry me over the water
        Carry me over the sea
        """

    private func make(_ order: SongOrder, in folder: ScratchFolder, named name: String = "song.wav")
        async throws -> String
    {
        let path = folder.file(name)
        let songs = SketchSongs(environment: ProcessInfo.processInfo.environment)
        #expect(try await songs.submit(order, nonce: "1", file: path) == .delivered)
        return path
    }

    @Test(
        "a song is heard in the tempo and the metre that were ordered", arguments: [(124.0, 4), (112.0, 3)])
    func tempo(bpm: Double, beatsPerBar: Int) async throws {
        let folder = try ScratchFolder()
        let order = SongOrder(
            title: "Boat", lyrics: Self.words, style: "", bpm: bpm, key: "A Minor", beatsPerBar: beatsPerBar,
            seconds: 12,
            seed: 3)
        let path = try await make(order, in: folder)
        let analysis = try SongAnalyzer().analyze(AudioFileReader(path: path)) { _ in }
        #expect(abs(analysis.tempo.bpm - bpm) < bpm * 0.02)
        #expect(analysis.beatsPerBar == beatsPerBar)
    }

    @Test("the same order is the same file, another seed another")
    func seeds() async throws {
        let folder = try ScratchFolder()
        func bytes(_ seed: UInt64, _ name: String) async throws -> Data {
            let order = SongOrder(title: "", lyrics: "", style: "", bpm: 200, seconds: 4, seed: seed)
            return try Data(contentsOf: URL(fileURLWithPath: try await make(order, in: folder, named: name)))
        }
        let first = try await bytes(1, "a.flac")
        #expect(first.starts(with: Data("fLaC".utf8)))
        #expect(try await bytes(1, "b.flac") == first)
        #expect(try await bytes(2, "c.flac") != first)
    }

    @Test("the words that are told of a description are those that are sung, in their tempo and key")
    func described() async throws {
        let folder = try ScratchFolder()
        let songs = SketchSongs(environment: ProcessInfo.processInfo.environment)
        let order = SongOrder(
            title: "", lyrics: "", style: "", seconds: 12, seed: 3, description: "A lighthouse at dawn")
        let told = try #require(songs.written(for: order))
        let lyrics = try #require(told.lyrics)
        #expect(lyrics.contains("lighthouse"))
        let same = SongOrder(
            title: told.title ?? "", lyrics: lyrics, style: told.style ?? "",
            bpm: try #require(told.tempo.flatMap(Double.init)),
            key: try #require(told.key), seconds: 12, seed: 3)
        let first = try await make(order, in: folder, named: "a.flac")
        let second = try await make(same, in: folder, named: "b.flac")
        #expect(
            try Data(contentsOf: URL(fileURLWithPath: first))
                == Data(contentsOf: URL(fileURLWithPath: second)))
        #expect(songs.written(for: same) == nil)
    }

    @Test("a song is stereo with 44100 samples a second, and is not too loud")
    func form() async throws {
        let folder = try ScratchFolder()
        let order = SongOrder(title: "", lyrics: "[Chorus]\nLa la la", style: "", bpm: 180, seconds: 4)
        let path = try await make(order, in: folder)
        let facts = try Tool.run(
            "ffprobe",
            [
                "-v", "error", "-show_entries", "stream=sample_rate,channels,codec_name", "-of", "csv=p=0",
                path,
            ])
        #expect(String(decoding: facts, as: UTF8.self) == "pcm_s16le,44100,2\n")
        let raw = try Tool.run("ffmpeg", ["-v", "error", "-i", path, "-f", "f32le", "-"])
        let peak = raw.withUnsafeBytes { $0.bindMemory(to: Float.self).reduce(0) { max($0, abs($1)) } }
        #expect(peak > 0.2)
        #expect(peak < 0.95)
    }

    @Test("the length comes near what is wanted", arguments: [2.0, 6, 30, 95, 240])
    func lengths(seconds: Double) {
        let order = SongOrder(title: "", lyrics: "", style: "", bpm: 120, seconds: seconds)
        let made = Double(SongForm(order).bars) * 2 + SongForm.tail
        #expect(abs(made - seconds) <= 2.01)
    }

    @Test("a wanted length adds bars without words, and leaves no line out", arguments: [10.0, 40, 120])
    func sungLengths(seconds: Double) {
        let order = SongOrder(title: "", lyrics: Self.words, style: "", bpm: 120, seconds: seconds)
        let form = SongForm(order)
        #expect(form.sections.flatMap(\.lines).count == 4)
        #expect(abs(Double(form.bars) * 2 + SongForm.tail - seconds) <= 2.01)
    }

    @Test("there is a section for each tag, and two bars for each line")
    func sections() {
        let lyrics = "[Intro]\n[Verse 1]\na\nb\n[Pre-Chorus]\nc\n[Chorus]\nd\ne\nf\n[Bridge]\ng\n[Outro]"
        let form = SongForm(SongOrder(title: "", lyrics: lyrics, style: ""))
        #expect(form.sections.map(\.label) == [.intro, .verse, .prechorus, .chorus, .bridge, .outro])
        #expect(form.sections.map(\.bars) == [4, 4, 2, 6, 2, 4])
    }

    @Test("each syllable has a note of its own, in order, within its bars")
    func notes() {
        var chance = Chance(seed: 4)
        for (line, count) in [
            ("Carry me over the water", 8), ("I", 1),
            ("la la la la la la la la la la la la la la la la la la la la", 20),
        ] {
            let sung = SungLine(line, beats: 8, chords: [0, 3], centre: 2, chance: &chance)
            #expect(sung.notes.count == count)
            #expect(sung.notes.allSatisfy { $0.beat >= 0 && $0.beat + $0.length <= 8 })
            #expect(zip(sung.notes, sung.notes.dropFirst()).allSatisfy { $0.beat + $0.length <= $1.beat })
        }
        #expect(SungLine("…", beats: 8, chords: [0], centre: 2, chance: &chance).notes.isEmpty)
    }

    @Test("keys are read as they are written")
    func keys() {
        for (text, tonic, isMinor) in [
            ("C Major", -9, false), ("A Minor", 0, true), ("F# Minor", -3, true), ("Bb Major", 1, false),
            ("Am", 0, true),
            ("", -9, false),
        ] {
            let key = SongKey(text)
            #expect(key.tonic == tonic, "\(text)")
            #expect(key.isMinor == isMinor, "\(text)")
        }
        #expect((0..<8).map(SongKey("A Minor").note) == [0, 2, 3, 5, 7, 8, 10, 12])
        #expect(SongKey("C Major").note(-1) == -10)
    }

    @Test("a file that is named as no sound is refused, and a folder that is not there too")
    func refusals() async throws {
        let folder = try ScratchFolder()
        let order = SongOrder(title: "", lyrics: "", style: "", bpm: 300, seconds: 2)
        for name in ["song.txt", "nowhere/song.wav"] {
            let error = await #expect(throws: ServiceError.self) {
                _ = try await make(order, in: folder, named: name)
            }
            #expect(error?.code == .cannotWrite)
        }
        #expect(folder.contents.isEmpty)
    }

    @Test("cancelling leaves nothing behind")
    func cancelling() async throws {
        let folder = try ScratchFolder()
        let task = Task {
            try await make(SongOrder(title: "", lyrics: "", style: "", seconds: 300), in: folder)
        }
        try await Task.sleep(for: .milliseconds(400))
        task.cancel()
        await #expect(throws: CancellationError.self) { _ = try await task.value }
        #expect(folder.contents.isEmpty)
    }
}
