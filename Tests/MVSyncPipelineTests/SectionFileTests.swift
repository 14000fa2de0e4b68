import EditModel
import Foundation
import MVSyncPipeline
import MusicAnalysis
import TestSupport
import Testing

@Suite("Files of sections")
struct SectionFileTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func read(_ text: String) throws -> [StructureGuidance.OwnSection] {
        let path = folder.file("sections")
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return try SectionFile.read(path)
    }

    /// Three sections as each form has them, their ends where the next begins.
    private let expected: [StructureGuidance.OwnSection] = [
        .init(start: 0, end: 12.5, name: "Intro"), .init(start: 12.5, end: 40, name: "Verse 1"),
        .init(start: 40, end: 62, name: "Chorus"),
    ]

    @Test(
        "text and JSON are told apart by what they hold",
        arguments: [
            "0.0\t12.5\tIntro\n12.5\t40\tVerse 1\n40\t62\tChorus\n",
            "\u{FEFF}0.0\t12.5\tIntro\r\n\\\t100\t2000\r\n\r\n# by ear\r\n12.5\t40\tVerse 1\r\n40\t62\tChorus",
            "0 12.5 Intro\n12.5 40 Verse 1\n40 62  Chorus\n",
            "0:00\t0:12.5\tIntro\n0:12.5\t0:40\tVerse 1\n0:40\t1:02\tChorus\n",
            """
            {"tempo": {"bpm": 90}, "sections": [{"start": 0, "end": 12.5, "label": "Intro", "group": 0},
             {"start": 12.5, "end": 40, "label": "Verse 1"}, {"start": 40, "end": 62, "label": "Chorus"}]}
            """,
            """
            [{"start": 0, "end": 12.5, "label": "Intro"}, {"start": 12.5, "end": 40, "label": "Verse 1"},
             {"label": "Chorus", "start": 40, "end": 62}]
            """,
        ])
    func forms(text: String) throws { #expect(try read(text) == expected) }

    @Test("points have no ends, nor have sections of JSON that name none")
    func points() throws {
        let open = expected.map { StructureGuidance.OwnSection(start: $0.start, name: $0.name) }
        #expect(try read("0\t0\tIntro\n12.5\t12.5\tVerse 1\n40\t40\tChorus\n") == open)
        #expect(try read("0 Intro\n12.5 Verse 1\n40\tChorus\n") == open)
        #expect(
            try read(
                "[{\"start\":0,\"label\":\"Intro\"},{\"start\":12.5,\"end\":null,\"label\":\"Verse 1\"},{\"start\":40,\"label\":\"Chorus\"}]"
            ) == open)
    }

    @Test("of a JAMS file the annotation that names sections best is read")
    func jams() throws {
        func annotation(_ namespace: String, _ names: [String]) -> String {
            let data = zip(expected, names).map { section, name in
                "{\"time\":\(section.start),\"duration\":\((section.end ?? 0) - section.start),\"value\":\"\(name)\",\"confidence\":null}"
            }
            return "{\"namespace\":\"\(namespace)\",\"data\":[\(data.joined(separator: ","))]}"
        }
        let beats = "{\"namespace\":\"beat\",\"data\":[{\"time\":0,\"duration\":0,\"value\":1}]}"
        let upper = annotation("segment_salami_upper", ["A", "B", "C"])
        let function = annotation("segment_salami_function", expected.map(\.name))
        #expect(try read("{\"annotations\":[\(beats),\(upper),\(function)]}") == expected)
        #expect(try read("{\"annotations\":[\(beats),\(upper)]}").map(\.name) == ["A", "B", "C"])
        let error = #expect(throws: EditError.self) { try read("{\"annotations\":[\(beats)]}") }
        #expect(error?.path == "$.annotations")
    }

    @Test("what analyze writes in each of its forms is read again, its beats aside")
    func roundTrip() throws {
        let labels: [SectionLabel] = [.intro, .verse, .chorus]
        let song = SongAnalysis(
            duration: 62, tempo: Tempo(bpm: 96, confidence: 1, alternatives: []), beatsPerBar: 4,
            beats: (0..<99).map { Beat(time: Double($0) * 0.625, position: $0 % 4 + 1) }, onsets: [0.5],
            sections: zip(expected, labels).map { section, label in
                Section(
                    start: section.start, end: section.end ?? 62, label: label, group: 0, energy: 0.5,
                    confidence: 1)
            }, energy: [0, 1], energyPeriod: 0.5, warnings: [])
        let texts = [
            AnalysisExport.audacity(song), String(decoding: try JSONEncoder().encode(song), as: UTF8.self),
            String(decoding: try AnalysisExport.jams(song, tool: "test"), as: UTF8.self),
        ]
        for text in texts {
            let sections = try read(text)
            #expect(sections.map(\.start) == expected.map(\.start))
            #expect(sections.map(\.end) == expected.map(\.end))
            #expect(sections.map(\.name) == ["intro", "verse", "chorus"])
        }
        // Audacity writes its labels in the order of their starts.
        let sorted = texts[0].split(separator: "\n").sorted {
            (Double($0.prefix { $0 != "\t" }) ?? 0) < (Double($1.prefix { $0 != "\t" }) ?? 0)
        }
        #expect(try read(sorted.joined(separator: "\n")).map(\.name) == ["intro", "verse", "chorus"])
    }

    @Test(
        "sections out of order, overlapping or without a time are refused with their line",
        arguments: [
            ("0\t10\tA\n20\t30\tB\n12\t18\tC\n", "line 3"), ("0\t10\tA\n0\t20\tB\n", "line 2"),
            ("0\t10\tA\n10\t20\tB\n10.4\t30\tA\n", "line 3"),
            ("0\t12\tA\n10\t20\tB\n", "line 2"), ("# mine\n5\t4\tA\n", "line 2"), ("verse\t3\n", "line 1"),
            ("0\t10\tA\nnan\t20\tB\n", "line 2"), ("-1\t10\tA\n", "line 1"), ("1e9\t2e9\tA\n", "line 1"),
            ("[Verse 1]\nla la\n", "line 1"), ("1:2:3:4 A\n", "line 1"), ("inf\tA", "line 1"),
        ])
    func malformed(text: String, place: String) {
        let error = #expect(throws: PipelineError.self) { try read(text) }
        #expect(error?.code == .unreadable)
        #expect(error?.description.contains(place) == true, "\(error?.description ?? "")")
    }

    @Test(
        "JSON that holds no sections is refused with its path",
        arguments: [
            ("{\"sections\": [{\"start\": \"x\"}]}", "$.sections[0].start"),
            ("[{\"end\": 3}]", "$[0].start"), ("{\"beats\": []}", "$"), ("[{\"start\": -1}]", "$[0].start"),
            ("{\"sections\": 3}", "$.sections"), ("[{\"start\": 1, \"label\": 7}]", "$[0].label"),
            ("{\"annotations\": [{\"namespace\": \"segment_open\", \"data\": {}}]}", "$.annotations[0].data"),
        ])
    func otherJSON(text: String, path: String) {
        let error = #expect(throws: EditError.self) { try read(text) }
        #expect(error?.path == path)
        #expect(error?.file != nil)
    }

    @Test("beats, nothing, a folder, no text, and more sections than a song has are refused")
    func nothing() throws {
        for text in ["", "\n\n", "0.5 1\n1.0 2\n1.5 3\n", "0.5\t1.0\t\n", "[]", "{", "0.5\t0.5\t1.1\n"] {
            #expect(throws: (any Error).self, "\(text)") { try read(text) }
        }
        #expect(throws: PipelineError.self) { try SectionFile.read(folder.path) }
        #expect(throws: PipelineError.self) { try SectionFile.read(folder.file("missing")) }
        #expect(throws: PipelineError.self) { try read((0..<1001).map { "\($0)\tA\n" }.joined()) }
    }

    @Test("ends and starts that miss each other by what a hand does are one boundary, and not refused")
    func byHand() throws {
        #expect(try read("0\t10.03\tA\n10\t20\tB\n").map(\.start) == [0, 10])
    }
}
