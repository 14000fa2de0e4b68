import ArgumentParser
import LoopbackServices

/// Serves made-up services on this machine, for tests of clients.
@main
struct LoopbackServicesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "loopback-services", abstract: "Serve stand-ins of the generation services on 127.0.0.1."
    )
}
