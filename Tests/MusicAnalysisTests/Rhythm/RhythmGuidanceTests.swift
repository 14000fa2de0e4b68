import MusicAnalysis
import Testing

@Suite struct RhythmGuidanceTests {
    /// Twenty seconds of drums at 120 beats per minute, four to the bar.
    private static let song: MadeSong = {
        var song = MadeSong(duration: 20)
        song.addDrums(on: MadeSong.beats(bpm: 120, from: 0.2, to: 20))
        return song
    }()

    private func rhythm(_ change: (inout RhythmGuidance) -> Void = { _ in }) -> Rhythm {
        var guidance = RhythmGuidance()
        change(&guidance)
        return RhythmAnalyzer().analyze(Self.song.features, guidance: guidance)
    }

    @Test("half the tempo takes every other beat")
    func half() {
        let heard = rhythm()
        let half = rhythm { $0.reading = .half }
        #expect(abs(half.tempo.bpm / heard.tempo.bpm - 0.5) < 0.01)
        #expect(recall(of: half.beats.map(\.time), by: heard.beats.map(\.time)) > 0.95)
        #expect(half.warnings.isEmpty)
    }

    @Test("a reading that no music has is refused with a warning")
    func absurdReading() {
        let rhythm = rhythm {
            $0.reading = .double
            $0.tempo = 200...280
        }
        #expect(!rhythm.beats.isEmpty)
        #expect(rhythm.warnings.contains { $0.contains("double") })
    }

    @Test(
        "the tempo lies in the range asked for where the song has one there", arguments: [57.0, 63, 115, 125])
    func tempo(bpm: Double) {
        let rhythm = rhythm { $0.tempo = bpm / 1.1...bpm * 1.1 }
        #expect((bpm / 1.12...bpm * 1.12).contains(rhythm.tempo.bpm))
    }

    @Test("bars have the beats that the listener says", arguments: [2, 3, 5, 6, 7, 12])
    func metre(beatsPerBar: Int) {
        let rhythm = rhythm { $0.beatsPerBar = beatsPerBar }
        #expect(rhythm.beatsPerBar == beatsPerBar)
        let places = rhythm.beats.map(\.position)
        #expect(places.allSatisfy { (1...beatsPerBar).contains($0) })
        for (place, next) in zip(places, places.dropFirst()) { #expect(next == place % beatsPerBar + 1) }
    }

    @Test("a shift moves the one and nothing else", arguments: [-5, -1, 0, 1, 2, 4, 7])
    func shift(beats: Int) {
        let heard = rhythm()
        let shifted = rhythm { $0.shift = beats }
        #expect(shifted.beats.map(\.time) == heard.beats.map(\.time))
        for (index, beat) in heard.beats.enumerated() where shifted.beats.indices.contains(index + beats) {
            #expect(shifted.beats[index + beats].position == beat.position)
        }
        let places = shifted.beats.map(\.position)
        for (place, next) in zip(places, places.dropFirst()) { #expect(next == place % 4 + 1) }
    }

    @Test(
        "an offset moves all beats, and drops those that leave the song", arguments: [-0.5, -0.01, 0.03, 1.0])
    func offset(seconds: Double) {
        let heard = rhythm()
        let moved = rhythm { $0.offset = seconds }
        let expected = heard.beats.map { $0.time + seconds }.filter { (0..<20).contains($0) }
        #expect(moved.beats.map(\.time) == expected)
    }

    @Test("beats that the listener brings are taken as they are, and counted where they have no place")
    func given() {
        let own = stride(from: 0.7, to: 25, by: 0.61).map { Beat(time: $0, position: 0) }
        let counted = rhythm { $0.beats = own }
        #expect(counted.beats.map(\.time) == own.map(\.time).filter { $0 < 20 })
        #expect(counted.beats.allSatisfy { $0.position >= 1 })
        #expect(abs(counted.tempo.bpm - 60 / 0.61) < 0.01)
        let placed = own.enumerated().map { Beat(time: $1.time, position: $0 % 5 + 1) }
        let rhythm = rhythm { $0.beats = placed }
        #expect(rhythm.beats == placed.filter { $0.time < 20 })
        #expect(rhythm.beatsPerBar == 5)
    }
}
