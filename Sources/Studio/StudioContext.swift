package import Hummingbird
internal import Logging

/// What goes with a request on its way through the routes.
package struct StudioContext: RequestContext {
    package var coreContext: CoreRequestContextStorage

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
    }

    /// Creates the context of a request that comes by no connection.
    init() { coreContext = CoreRequestContextStorage(source: Nowhere()) }

    private struct Nowhere: RequestContextSource {
        let logger = Logger.silent
    }
}

extension Logger {
    /// Writes nothing: what is worth telling is in the answers.
    static var silent: Logger { Logger(label: "mvsync") { _ in SwiftLogNoOpLogHandler() } }
}
