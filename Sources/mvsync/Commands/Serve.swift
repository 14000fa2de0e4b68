import ArgumentParser
import Foundation
import MVSyncPipeline
import Studio
import Synchronization

/// Opens the studio: a page on this machine that makes videos from topics.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Open a page on this machine that makes videos from topics, and a JSON interface.",
        discussion: """
            Jobs lie in a folder, as those of mvsync generate do, and both go on with each other's. One is worked at, the others \
            wait. ^C stops the work where it stands; what was ordered is not lost.

            Only this machine can open the page. Keys are read from the environment or the file of services, as by mvsync \
            generate; a page can choose a service, but name no file, address or key. Whoever uses this machine may order \
            what you pay: --max-new-clips and --max-new-songs hold for all jobs together.

            EXAMPLES
              mvsync serve                          jobs in this folder
              mvsync serve videos --provider sketch
              mvsync serve videos --port 0 --max-new-clips 20
              mvsync serve --clip comfyui --clip-workflow w.json
            """)

    @Argument(help: ArgumentHelp("The folder of the jobs.", valueName: "folder"))
    var folder = "."

    @Option(
        parsing: .unconditional, help: ArgumentHelp("The port; 0 for any that is free.", valueName: "port"))
    var port = 8080

    @Option(help: ArgumentHelp("The address: one of this machine only.", valueName: "address"))
    var host: LoopbackAddress = .usual

    @OptionGroup(title: "Services") var services: ServiceOptions

    @Option(
        help: ArgumentHelp(
            "A folder of prompts of your own; see mvsync generate prompts.", valueName: "folder"))
    var prompts: String?

    @OptionGroup var orders: OrderOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws { try checkRange("port", port, 0...65_535) }

    func run() async throws {
        var usual = JobOptions(topic: "", services: JobOptions.usualServices)
        services.apply(to: &usual)
        usual.promptFolder = prompts.map(absolutePath)
        let board = try JobBoard(
            of: folder, limits: orders.run, environment: ProcessInfo.processInfo.environment,
            usesCache: !options.noCache)
        Interruption.advice.withLock {
            $0 = "interrupted; the jobs are saved, and go on when they are resumed."
        }
        let server = StudioServer(board: board, usual: usual, address: host, port: port)
        try await server.run { [options] url in
            try output(url)
            options.note("Open it in a browser; ^C stops it.")
        }
    }
}

extension LoopbackAddress: ExpressibleByArgument {
    /// Reads an address of this machine, or `localhost`.
    init?(argument: String) { self.init(argument) }

    /// The address, for the help.
    public var defaultValueDescription: String { host }
}
