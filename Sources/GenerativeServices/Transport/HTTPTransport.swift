package import Foundation

/// A request of HTTP.
package struct HTTPRequest: Sendable {
    /// `GET`, `POST`, `PUT` or `DELETE`.
    package var method: String

    /// The absolute address, of `http` or `https`.
    package var url: String

    /// Names and values, without the credential.
    package var headers: [(name: String, value: String)] = []

    /// The header that carries the credential, such as `Authorization` with `Bearer …`; nil where none is sent.
    ///
    /// It goes to the host of `url` only, also where that host sends the request on to another.
    package var authorization: Authorization?

    /// The bytes to send; nil for none.
    package var body: Data?

    /// Seconds until an answer must be complete; nil for as long as bytes keep coming, at `leastSpeed`.
    package var timeout: Double?

    /// Seconds of less than `leastSpeed` after which an exchange without a timeout is given up; at least one.
    package var silence = 60.0

    /// The fewest bytes a second that an exchange without a timeout may come with; at least one.
    package var leastSpeed = 1

    /// The most bytes that an answer's body may have.
    package var mostBytes: Int

    /// Creates a request.
    package init(
        _ method: String, _ url: String, body: Data? = nil, timeout: Double? = 60, mostBytes: Int = 16 << 20
    ) {
        self.method = method
        self.url = url
        self.body = body
        self.timeout = timeout
        self.mostBytes = mostBytes
    }

    /// A header with a secret in it.
    package struct Authorization: Sendable {
        /// The header's name.
        package var header: String
        /// What stands before the secret, such as `Bearer ` with its blank.
        package var scheme: String
        /// The secret.
        package var credential: Credential

        /// Creates a header with a secret in it.
        package init(header: String = "Authorization", scheme: String = "Bearer ", credential: Credential) {
            self.header = header
            self.scheme = scheme
            self.credential = credential
        }
    }
}

/// The beginning of an answer, after all redirections.
package struct HTTPHead: Sendable, Equatable {
    /// The status, such as 200.
    package var status: Int

    /// Names in lower case, and values, in the order in which they came.
    package var headers: [Header] = []

    /// A header of an answer.
    package struct Header: Sendable, Equatable {
        /// In lower case.
        package var name: String
        package var value: String
    }

    /// Creates the beginning of an answer.
    package init(status: Int, headers: [Header] = []) {
        self.status = status
        self.headers = headers
    }

    /// The value of the first header of a name, which is given in lower case.
    package subscript(name: String) -> String? { headers.first { $0.name == name }?.value }

    /// Whether the status says success.
    package var isSuccess: Bool { (200..<300).contains(status) }
}

/// A whole answer.
package struct HTTPAnswer: Sendable {
    package var head: HTTPHead
    package var body: Data
}

/// What carries requests to servers and brings their answers.
package protocol HTTPTransport: Sendable {
    /// Sends a request, and hands its answer's body on as it comes.
    ///
    /// An answer that says failure is no error here. Cancelling the calling task ends the exchange with a `CancellationError`.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - receive: Called with the answer's beginning and bytes of its body, in order, on a thread of the transport's; once at
    ///     least, with no bytes where the body is empty. What it throws ends the exchange and is thrown on.
    /// - Returns: The answer's beginning, once its body is complete.
    /// - Throws: `TransportError`, `CancellationError`, what `receive` throws.
    func exchange(
        _ request: HTTPRequest, receive: @escaping @Sendable (HTTPHead, Data) throws -> Void
    ) async throws -> HTTPHead
}

/// Why an exchange brought no complete answer.
package struct TransportError: Error, Sendable, Equatable, CustomStringConvertible {
    /// How far it came.
    package enum Kind: Sendable, Equatable {
        /// Nothing was sent.
        case notSent
        /// The request was sent, at least in part; what became of it is not known.
        case interrupted
        /// The answer is larger than it may be.
        case tooLarge
    }

    package var kind: Kind

    /// A clause in plain words, such as “nobody listens at 127.0.0.1, port 8188”.
    package var description: String

    /// Creates an error.
    package init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}
