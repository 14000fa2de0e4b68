import TestSupport
import Testing

@Suite("Help")
struct HelpTests {
    @Test(
        "the help is what was looked at once",
        arguments: [
            [], ["align"], ["analyze"], ["plan"], ["preview"], ["render"], ["verify"], ["inspect"],
            ["diff"], ["export"], ["import"], ["generate"], ["generate", "video"],
            ["generate", "sheet"], ["generate", "status"], ["generate", "quota"], ["generate", "prompts"],
            ["serve"], ["suggest"], ["styles"], ["doctor"],
        ])
    func help(command: [String]) throws {
        let outcome = try Program().run(command + ["--help"], environment: ["COLUMNS": "80"])
        #expect(outcome.status == 0)
        #expect(outcome.complaints.isEmpty)
        let examples = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
            .drop { $0 != "EXAMPLES" }.dropFirst().prefix { !$0.isEmpty }
        #expect(examples.allSatisfy { $0.hasPrefix("  mvsync ") }, "an example does not fit into 80 columns")
        let name = (["help"] + command).joined(separator: "-") + ".txt"
        let complaint = try Snapshot.complaint(outcome.output, as: name)
        #expect(complaint == nil)
    }
}
