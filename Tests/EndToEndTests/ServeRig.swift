import Foundation
import GenerativeServices
import Synchronization
import TestSupport
import Testing

/// The program while it serves, and what is asked of it.
struct ServeRig {
    let program: Program
    let running: RunningProgram
    /// The page's address, with a slash at its end.
    let url: String

    /// Starts the program in its folder, whose jobs it serves.
    ///
    /// - Parameters:
    ///   - program: The program.
    ///   - arguments: As typed after `mvsync serve --port 0`.
    ///   - environment: Changes to the environment.
    init(_ program: Program, _ arguments: [String], environment: [String: String] = [:]) async throws {
        self.program = program
        running = try program.start(
            ["serve", "--port", "0"] + arguments,
            environment: ["XDG_CONFIG_HOME": program.folder.file(".config")].merging(environment) { $1 })
        var printed = ""
        while !printed.hasSuffix("\n"), running.isRunning {
            try await Task.sleep(for: .milliseconds(10))
            printed = (try? String(contentsOfFile: running.output, encoding: .utf8)) ?? ""
        }
        let complaints = (try? String(contentsOfFile: running.complaints, encoding: .utf8)) ?? ""
        // The address, on a line of its own, and nothing else.
        try #require(printed.hasSuffix("/\n") && printed.count { $0 == "\n" } == 1, "\(printed)\(complaints)")
        url = String(printed.dropLast())
    }

    /// A whole answer.
    struct Answer {
        var head: HTTPHead
        var body: Data

        var status: Int { head.status }

        /// The body as JSON; nil where it is none.
        var json: [String: Any]? { (try? JSONSerialization.jsonObject(with: body)) as? [String: Any] }

        /// A text of the body's JSON.
        subscript(key: String) -> String? { json?[key] as? String }
    }

    /// Asks by GET, or by POST where there is a body, which is said to be JSON unless `headers` say otherwise.
    func ask(_ path: String, _ body: String? = nil, _ headers: [(name: String, value: String)] = [])
        async throws
        -> Answer
    {
        var request = HTTPRequest(
            body == nil ? "GET" : "POST", url + path, body: body.map { Data($0.utf8) }, timeout: nil,
            mostBytes: 256 << 20)
        request.headers = headers
        if body != nil, !headers.contains(where: { $0.name == "Content-Type" }) {
            request.headers.append((name: "Content-Type", value: "application/json"))
        }
        let received = Mutex(Data())
        let head = try await CurlTransport().exchange(request) { _, data in received.withLock { $0 += data } }
        return Answer(head: head, body: received.withLock { $0 })
    }

    /// Waits until a job is in one of some states, or has come to an end.
    func job(_ id: String, in states: Set<String>) async throws -> Answer {
        while true {
            let answer = try await ask("api/jobs/\(id)")
            guard let state = answer["state"], answer.status == 200 else { return answer }
            if states.contains(state) || ["finished", "failed"].contains(state) { return answer }
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    /// Stops the program as ^C does.
    func interrupt() async throws -> Program.Outcome {
        running.get(SIGINT)
        return try await running.ended()
    }
}
