package import EditModel
public import Foundation

/// A request as it arrived.
public struct SeenRequest: Sendable {
    /// In capitals, such as `POST`.
    public let method: String

    /// The path without its query, percent escapes resolved.
    public let path: String

    /// What the query says, resolved; of a name that is there twice, the last.
    public let query: [String: String]

    /// The headers by their names in lower case; several of one name are joined with commas.
    public let headers: [String: String]

    /// The body; empty where there is none.
    public let body: Data

    /// The body read as JSON; nil where it is none.
    package let json: JSONValue?

    /// Takes a request apart.
    ///
    /// - Parameters:
    ///   - method: In capitals.
    ///   - target: The path with its query, as it stands in the request's first line.
    ///   - headers: The headers in their order.
    ///   - body: The body.
    init(method: String, target: String, headers: [(String, String)], body: Data) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        self.method = method
        self.path = Self.resolved(parts[0])
        self.query = parts.count > 1 ? Self.fields(parts[1]) : [:]
        var found: [String: String] = [:]
        for (name, value) in headers {
            found[name.lowercased(), default: ""] += found[name.lowercased()] == nil ? value : ", " + value
        }
        self.headers = found
        self.body = body
        json =
            [UInt8(ascii: "{"), UInt8(ascii: "[")].contains(body.first) ? try? JSONValue(parsing: body) : nil
    }

    /// A value deep in the body's JSON, by the keys that lead to it; nil where it is missing or null.
    package func field(_ keys: String...) -> JSONValue? {
        keys.reduce(json) { $0?[$1] }
    }

    /// The text of a string or number in the body's JSON, by the keys that lead to it.
    package func text(_ keys: String...) -> String? {
        keys.reduce(json) { $0?[$1] }?.string
    }

    /// The token of `Authorization: Bearer …`; nil where the request has none.
    public var bearer: String? {
        guard let value = headers["authorization"], value.hasPrefix("Bearer ") else { return nil }
        return String(value.dropFirst(7))
    }

    private static func fields(_ query: Substring) -> [String: String] {
        var fields: [String: String] = [:]
        for field in query.split(separator: "&") {
            let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            fields[resolved(parts[0])] = parts.count > 1 ? resolved(parts[1]) : ""
        }
        return fields
    }

    private static func resolved(_ text: Substring) -> String {
        text.removingPercentEncoding ?? String(text)
    }
}
