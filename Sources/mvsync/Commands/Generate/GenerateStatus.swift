import ArgumentParser
import EditModel
import Foundation
import MVSyncPipeline

/// Says where the parts of a job stand.
struct GenerateStatus: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Say where the parts of a job stand.",
        discussion: """
            EXAMPLES
              mvsync generate status a-lighthouse-at-dawn
              mvsync generate status a-lighthouse-at-dawn --format json
            """)

    @Argument(help: ArgumentHelp("The folder of the job.", valueName: "folder"))
    var folder: String

    @Option(help: "How it is printed: text for people, json for programs.")
    var format: OutputFormat = .text

    func run() throws {
        let parts = try JobStatusReport.parts(of: absolutePath(folder), named: folder)
        if format == .json { return try output(json(parts)) }
        var table = TextTable(header: ["part", "state", "service", ""])
        for part in parts {
            table.append([part.name, part.state, part.service ?? "", part.remark ?? ""])
        }
        try output(table.text)
    }
}

/// Asks services what may still be ordered.
struct GenerateQuota: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quota", abstract: "Ask the chosen services what may still be ordered; costs nothing.",
        discussion: """
            EXAMPLES
              mvsync generate quota --clip luma --song suno
            """)

    @OptionGroup(title: "Services") var services: ServiceOptions
    @OptionGroup var options: GlobalOptions

    @Option(help: "How it is printed: text for people, json for programs.")
    var format: OutputFormat = .text

    func run() async throws {
        var job = JobOptions(topic: "", services: JobOptions.usualServices)
        services.apply(to: &job)
        let environment = ProcessInfo.processInfo.environment
        let allowances = try await ServiceAllowance.all(
            of: job, settings: job.settings(environment: environment), environment: environment)
        if format == .json { return try output(json(allowances)) }
        var table = TextTable(header: ["for", "service", "left", "renews"])
        for allowance in allowances {
            table.append([allowance.use, allowance.service, allowance.words, allowance.renewsAt ?? ""])
        }
        try output(table.text)
    }
}

/// Writes the built-in prompts, to be changed.
struct GeneratePrompts: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prompts", abstract: "Write the prompts of all steps into a folder, to be changed.",
        discussion: """
            Files that are there stay as they are. A folder of prompts need not hold all of them.

            EXAMPLES
              mvsync generate prompts my-prompts
              mvsync generate "A lighthouse at dawn" --prompts my-prompts
            """)

    @Argument(help: ArgumentHelp("The folder; made if it is not there.", valueName: "folder"))
    var folder: String

    func run() throws {
        for file in try PromptFolder.write(to: folder) {
            try output("written   \(visible(relativePath(file)))")
        }
    }
}
