internal import ArgumentParser
internal import Foundation
internal import LoopbackServices

/// Serves made-up services on this machine, for tests of clients.
@main
struct LoopbackServicesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "loopback-services",
        abstract: "Serve a stand-in of a generation service on 127.0.0.1, until it is stopped.",
        discussion: "The first line of the output is the server's address.")

    @Argument(help: "Which one.")
    var service: ServiceName

    @Option(help: "The port; 0 for one that is free.")
    var port = 0

    @Option(
        help:
            "What requests must carry as their key: a made-up word."
    )
    var key: String?

    @Option(help: "The file of all clips.")
    var clip: String?

    @Option(help: "The file of all songs.")
    var song: String?

    @Option(help: "The file of all pictures.")
    var image: String?

    @Option(
        help: "A folder of texts that a chat answers with, in the order of their names, then all over again.")
    var answers: String?

    @Option(help: "How often a job is asked about before it is done.")
    var polls = 1

    @Option(help: "A file that gets one line of JSON for each request.")
    var log: String?

    func validate() throws {
        guard (0...65535).contains(port) else {
            throw ValidationError("The port is a number from 0 to 65535.")
        }
        guard key != nil || !service.demandsKey else {
            throw ValidationError("\(service.rawValue) demands a key: name a made-up word with --key.")
        }
        guard polls >= 0 else { throw ValidationError("The number of polls is not negative.") }
    }

    func run() async throws {
        var write: (@Sendable (SeenRequest) -> Void)?
        if let log {
            let lines = try RequestLog(file: log)
            write = { lines.write($0) }
        }
        let server = try await LoopbackServer(made(), port: port, log: write)
        print(server.url)
        fflush(nil)
        while true { try await Task.sleep(for: .seconds(3600)) }
    }

    private func data(_ path: String?) throws -> Data {
        guard let path else { return Data() }
        return try Data(contentsOf: URL(fileURLWithPath: path))
    }

    private func made() throws -> any LoopbackService {
        let materials = ServiceName.Materials(
            key: key, clip: try data(clip), song: try data(song), songName: song ?? "song.mp3",
            image: try data(image), answers: try texts(), script: JobScript(polls: polls))
        return service.made(materials)
    }

    private func texts() throws -> [String] {
        guard let answers else { return [] }
        let names = try FileManager.default.contentsOfDirectory(atPath: answers).sorted()
        return try names.filter { !$0.hasPrefix(".") }.map {
            try String(contentsOfFile: "\(answers)/\($0)", encoding: .utf8)
        }
    }
}
