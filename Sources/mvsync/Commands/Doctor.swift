import ArgumentParser
import Foundation
import MVSyncPipeline

/// Says what mvsync found on this machine, and what to do about what is missing.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say which programs and libraries were found, and what to do about those missing.",
        discussion: """
            Exits with 69 if something that mvsync needs is missing.

            EXAMPLES
              mvsync doctor
              mvsync doctor --format json
            """)

    @Option(help: "How the findings are printed: text for people, json for programs.")
    var format: OutputFormat = .text

    func run() async throws {
        let findings = await Diagnosis.ofThisMachine(environment: ProcessInfo.processInfo.environment)
        switch format {
        case .json: try output(json(findings))
        case .text:
            var table = TextTable(header: ["", "what", "found"])
            for finding in findings {
                table.append([finding.isFine ? "✓" : "✗", finding.name, finding.found])
            }
            try output(table.text)
            for finding in findings {
                if let advice = finding.advice { try output("\n\(finding.name): \(advice)") }
            }
        }
        guard findings.allSatisfy(\.isFine) else { throw ExitCode(ExitStatus.unavailable) }
    }
}
