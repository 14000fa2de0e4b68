import ArgumentParser
import Foundation
import MVSyncPipeline

/// What every command that works on files understands.
struct GlobalOptions: ParsableArguments {
    @Flag(name: .shortAndLong, help: "No progress and no warnings; errors only.")
    var quiet = false

    @Flag(help: "Listen and look anew, and keep nothing in the cache.")
    var noCache = false

    /// The pipeline that these options ask for, with its progress on the terminal.
    var pipeline: Pipeline {
        let quiet = quiet
        return Pipeline(environment: ProcessInfo.processInfo.environment, usesCache: !noCache) { progress in
            if !quiet { Terminal.show(progress) }
        }
    }

    /// Prints warnings on standard error.
    func warn(_ warnings: [String]) {
        guard !quiet else { return }
        for warning in warnings { Terminal.complain("warning: \(warning)") }
    }

    /// Says on standard error what may be of use.
    func note(_ sentence: String) {
        if !quiet { Terminal.complain(sentence) }
    }
}
