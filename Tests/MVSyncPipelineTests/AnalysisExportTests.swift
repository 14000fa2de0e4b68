import Foundation
import MVSyncPipeline
import MusicAnalysis
import Testing

@Suite("Exports of an analysis")
struct AnalysisExportTests {
    private let song = SongAnalysis(
        duration: 4, tempo: Tempo(bpm: 120, confidence: 0.9, alternatives: []), beatsPerBar: 4,
        beats: (0..<8).map { Beat(time: 0.1 + Double($0) / 2, position: ($0 + 3) % 4 + 1) },
        onsets: [0.1, 0.6],
        sections: [
            Section(start: 0, end: 2.1, label: .intro, group: 0, energy: 0.2, confidence: 0.5),
            Section(start: 2.1, end: 4, label: .chorus, group: 1, energy: 0.9, confidence: 0.75),
        ], energy: [], energyPeriod: 0.5,
        dynamics: [
            DynamicEvent(kind: .build, start: 0.6, end: 2.6, change: 5),
            DynamicEvent(kind: .drop, start: 2.6, end: 2.6, change: 6),
        ], warnings: [])

    @Test("Audacity gets sections as ranges, and beats as points with bar and beat")
    func audacity() {
        let lines = AnalysisExport.audacity(song).split(separator: "\n")
        #expect(lines.count == 10)
        #expect(lines[0] == "0.0000\t2.1000\tintro")
        // A pickup before the first downbeat is in bar 0.
        #expect(lines[2] == "0.1000\t0.1000\t0.4")
        #expect(lines[3] == "0.6000\t0.6000\t1.1")
        #expect(lines[9] == "3.6000\t3.6000\t2.3")
    }

    @Test("JAMS has each annotation with the keys that its schema requires")
    func jams() throws {
        let data = try AnalysisExport.jams(song, tool: "test")
        let file = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(Set(file.keys) == ["annotations", "file_metadata", "sandbox"])
        let annotations = try #require(file["annotations"] as? [[String: Any]])
        #expect(
            annotations.map { $0["namespace"] as? String } == [
                "tempo", "beat", "onset", "segment_open", "tag_open",
            ])
        for annotation in annotations {
            for observation in try #require(annotation["data"] as? [[String: Any]]) {
                #expect(Set(observation.keys) == ["time", "duration", "value", "confidence"])
            }
        }
        let sections = try #require(annotations[3]["data"] as? [[String: Any]])
        #expect(sections.map { $0["value"] as? String } == ["intro", "chorus"])
        #expect(sections[1]["confidence"] as? Double == 0.75)
        let tags = try #require(annotations[4]["data"] as? [[String: Any]])
        #expect(tags.map { $0["value"] as? String } == ["build", "drop"])
        #expect(tags.map { $0["duration"] as? Double } == [2, 0])
        let silent = SongAnalysis(
            duration: 1, tempo: Tempo(bpm: 0, confidence: 0, alternatives: []), beatsPerBar: 0, beats: [],
            onsets: [],
            sections: [], energy: [], energyPeriod: 0.5, warnings: [])
        let none =
            try JSONSerialization.jsonObject(with: AnalysisExport.jams(silent, tool: "test"))
            as? [String: Any]
        #expect((none?["annotations"] as? [Any])?.count == 3)
    }
}
