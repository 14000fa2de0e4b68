import Foundation
import TestSupport
import Testing

/// Asks a stand-in's server with curl, for answers of JSON.
struct LoopbackClient {
    /// The server's address.
    let url: String

    /// A whole answer.
    struct Answer {
        var status: Int
        var body: Data

        /// The value at a path of keys and indices in the body's JSON; nil where it is missing or null.
        func value(_ path: [Any]) -> Any? {
            var value = try? JSONSerialization.jsonObject(with: body, options: .fragmentsAllowed)
            for step in path {
                if let key = step as? String {
                    value = (value as? [String: Any])?[key]
                } else if let index = step as? Int, let list = value as? [Any], list.indices.contains(index) {
                    value = list[index]
                } else {
                    return nil
                }
            }
            return value is NSNull ? nil : value
        }

        /// The text at a path.
        func text(_ path: Any...) -> String? { value(path) as? String }

        /// The number at a path.
        func number(_ path: Any...) -> Double? { (value(path) as? NSNumber)?.doubleValue }

        /// How many elements or members the value at a path has.
        func count(_ path: Any...) -> Int? {
            (value(path) as? [Any])?.count ?? (value(path) as? [String: Any])?.count
        }
    }

    /// Asks; with a body by POST, which is said to be JSON unless `arguments` say otherwise.
    func ask(_ path: String, _ body: String? = nil, _ arguments: [String] = []) async throws -> Answer {
        let sent = body.map { ["--json", $0] } ?? []
        let output = try await Tool.runAside(
            "curl", ["-sS", "--max-time", "5", "-w", "\n%{http_code}"] + sent + arguments + [url + path])
        let end = try #require(output.lastIndex(of: UInt8(ascii: "\n")))
        let status = try #require(Int(String(decoding: output[(end + 1)...], as: UTF8.self)))
        return Answer(status: status, body: Data(output[..<end]))
    }
}
