import Foundation
import TestSupport
import Testing

/// What a real language model writes, where one is served.
///
/// `MVSYNC_LLM_URL`, `MVSYNC_LLM_KEY` and `MVSYNC_LLM_MODEL` name it; `scripts/services/language-model.sh` serves a small one. That breaks
/// off one answer when it is asked for another, so one test comes after the other.
@Suite(
    .serialized, .enabled(if: ProcessInfo.processInfo.environment["MVSYNC_LLM_URL"] != nil),
    .timeLimit(.minutes(10)))
struct LanguageModelTests {
    private static let environment = ProcessInfo.processInfo.environment

    private func run(_ arguments: [String], in program: Program) throws -> Program.Outcome {
        try program.run(
            ["generate"] + arguments + [
                "--chat", Self.environment["MVSYNC_LLM_URL"] ?? "", "--chat-model",
                Self.environment["MVSYNC_LLM_MODEL"] ?? "smollm2",
            ], environment: ["MVSYNC_CHAT_KEY": Self.environment["MVSYNC_LLM_KEY"] ?? "testkey"])
    }

    @Test("whatever a model writes becomes a song sheet, or is refused in a sentence", arguments: 1...3)
    func sheets(seed: Int) throws {
        let program = try Program()
        let outcome = try run(
            ["sheet", "A lighthouse at dawn", "--seed", "\(seed)", "--verbose", "-o", "job"], in: program)
        #expect([0, 65].contains(outcome.status), "\(outcome.complaints)")
        let answer = try String(
            contentsOfFile: program.folder.file("job/song-sheet.raw.txt"), encoding: .utf8)
        #expect(!answer.isEmpty)
        // What came piece by piece is what was kept.
        let firstLine = answer.split(separator: "\n").first.map(String.init) ?? ""
        #expect(outcome.complaints.contains(firstLine.prefix(20)))
        if outcome.status == 65 {
            #expect(outcome.complaints.contains("wrote no lyrics"))
            return
        }
        // The sheet is read back, strictly, by the next run.
        let again = try run(["sheet", "--resume", "job"], in: program)
        #expect(again.status == 0, "\(again.complaints)")
    }

    @Test("a wrong key is told, and not shown")
    func wrongKey() throws {
        let program = try Program()
        let outcome = try program.run(
            [
                "generate", "sheet", "A lighthouse at dawn", "--chat",
                Self.environment["MVSYNC_LLM_URL"] ?? "",
                "--chat-model", "smollm2", "-o", "job",
            ], environment: ["MVSYNC_CHAT_KEY": "wrong-key-1234"])
        #expect(outcome.status == 77)
        #expect(!outcome.complaints.contains("wrong-key-1234"))
    }
}
