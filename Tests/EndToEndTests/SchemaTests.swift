import Foundation
import TestSupport
import Testing

/// What is written, held against the JSON Schemas in `docs/formats`.
///
/// They run where `MVSYNC_INTERCHANGE_PYTHON` names a Python that has the package `jsonschema`; `make test-interchange` sees
/// to that.
@Suite("schemas", .enabled(if: ForeignPython.interpreter != nil, "MVSYNC_INTERCHANGE_PYTHON names no Python"))
struct SchemaTests {
    private let program: Program

    init() throws {
        program = try Program()
        try MadeSong.write(to: program.folder.file("song.wav"), seconds: 24)
        for id in 1...2 {
            try BarcodeClip(id: id, frameCount: 48).write(to: program.folder.file("\(id).mp4"))
        }
        try Data("[Verse]\n[00:01.00]<00:01.00>One <00:02.00>two<00:03.00>\n[Chorus]\n[00:12.00]Three\n".utf8)
            .write(
                to: URL(fileURLWithPath: program.folder.file("words.lrc")))
    }

    private func check(_ file: String, by schema: String) throws {
        let schema = ForeignPython.root(of: #filePath).appendingPathComponent(
            "docs/formats/\(schema).schema.json"
        ).path
        try ForeignPython.run("check_schema.py", [schema, program.folder.file(file)])
    }

    @Test(
        "edits of each style are as their schema says",
        arguments: ["natural", "calm", "story", "punchy", "frantic"])
    func edits(style: String) throws {
        let outcome = try program.run([
            "plan", "song.wav", "1.mp4", "2.mp4", "--style", style, "--lyrics", "words.lrc", "-o",
            "song.mvsync.json", "--max-shot", "4b",
        ])
        #expect(outcome.status == 0, "\(outcome.complaints)")
        try check("song.mvsync.json", by: "edit")
    }

    @Test("analyses are as their schema says, with lyrics and of silence")
    func analyses() throws {
        try Tool.ffmpeg([
            "-f", "lavfi", "-i", "anullsrc=sample_rate=44100:channel_layout=mono", "-t", "3",
            "file:\(program.folder.file("silence.wav"))",
        ])
        for arguments in [["song.wav", "--lyrics", "words.lrc"], ["song.wav"], ["silence.wav"]] {
            let outcome = try program.run(["analyze", "--format", "json"] + arguments)
            #expect(outcome.status == 0, "\(outcome.complaints)")
            try Data(outcome.output.utf8).write(to: URL(fileURLWithPath: program.folder.file("song.json")))
            try check("song.json", by: "analysis")
        }
    }

    @Test("a key that is unknown, and one that is missing, are found")
    func detector() throws {
        #expect(try program.run(["plan", "song.wav", "1.mp4", "-o", "a.mvsync.json"]).status == 0)
        let url = URL(fileURLWithPath: program.folder.file("a.mvsync.json"))
        let text = try String(contentsOf: url, encoding: .utf8)
        for (old, new) in [("\"seed\": 1", "\"seed\": 1, \"speed\": 1"), ("\"seed\": 1,", "")] {
            try Data(text.replacing(old, with: new).utf8).write(to: url)
            #expect(throws: ToolFailure.self) { try check("a.mvsync.json", by: "edit") }
        }
    }
}
