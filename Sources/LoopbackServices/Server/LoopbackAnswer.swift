package import EditModel
public import Foundation

/// An answer of HTTP.
public struct LoopbackAnswer: Sendable {
    /// The status, such as 200.
    public var status: Int

    /// The headers in their order; `Content-Length`, `Transfer-Encoding` and `Connection` are added.
    public var headers: [Header]

    /// The body.
    public var body: Body

    /// A header.
    public struct Header: Sendable {
        /// Its name.
        public var name: String
        /// Its value.
        public var value: String

        /// Creates a header.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// How a body is sent.
    public enum Body: Sendable {
        /// At once, its length told before.
        case bytes(Data)
        /// In chunks, so many seconds apart, with chunked transfer.
        case chunks([Data], pause: Double)

        /// All bytes of it.
        public var data: Data {
            switch self {
            case .bytes(let data): data
            case .chunks(let chunks, _): chunks.reduce(Data(), +)
            }
        }
    }

    /// Creates an answer.
    public init(status: Int = 200, headers: [Header] = [], body: Body = .bytes(Data())) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// A text.
    public static func text(
        _ status: Int, _ text: String, type: String = "text/plain; charset=utf-8",
        headers: [Header] = []
    ) -> LoopbackAnswer {
        LoopbackAnswer(
            status: status, headers: [Header("Content-Type", type)] + headers, body: .bytes(Data(text.utf8)))
    }

    /// A text that is said to be JSON, whatever it is.
    public static func json(
        _ status: Int = 200, text: String, headers: [Header] = []
    ) -> LoopbackAnswer {
        .text(status, text, type: "application/json", headers: headers)
    }

    /// A JSON value on one line.
    package static func json(
        _ status: Int, _ value: JSONValue, headers: [Header] = []
    ) -> LoopbackAnswer {
        .text(status, value.line, type: "application/json", headers: headers)
    }

    /// A JSON value on one line, with the status 200.
    package static func json(_ value: JSONValue) -> LoopbackAnswer { .json(200, value) }

    /// Sends the client on to another address.
    public static func redirect(to url: String, status: Int = 302) -> LoopbackAnswer {
        LoopbackAnswer(status: status, headers: [Header("Location", url)])
    }
}
