internal import CCurl
internal import EditModel
package import Foundation

/// HTTP by libcurl: certificates are checked, only `http` and `https` are spoken, each exchange runs on a thread of its own.
///
/// Redirections are followed here and not by libcurl, which would take headers such as `xi-api-key` along to other hosts.
package struct CurlTransport: HTTPTransport {
    /// Seconds that connecting may take.
    private static let connectTimeout = 10

    private static let mostRedirections = 5

    /// Creates a transport.
    package init() {}

    package func exchange(
        _ request: HTTPRequest, receive: @escaping @Sendable (HTTPHead, Data) throws -> Void
    ) async throws -> HTTPHead {
        guard curlIsReady else { throw TransportError(.notSent, "libcurl cannot be started") }
        var request = request
        for _ in 0...Self.mostRedirections {
            let hop = request
            let (head, next) = try await onThreadOfItsOwn { flag in
                try CurlExchange(hop, flag: flag, receive: receive).perform()
            }
            guard let next, let followed = request.followed(to: next, status: head.status) else {
                return head
            }
            request = followed
        }
        throw TransportError(.interrupted, "\(request.host) sends the request round in circles")
    }

    /// Options for all exchanges.
    static func configure(_ handle: UnsafeMutableRawPointer, for request: HTTPRequest) -> Bool {
        var results = [
            mvsync_curl_set_long(handle, CURLOPT_NOSIGNAL, 1),
            mvsync_curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "http,https"),
            mvsync_curl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0),
            mvsync_curl_set_text(handle, CURLOPT_URL, request.url),
            mvsync_curl_set_text(handle, CURLOPT_CUSTOMREQUEST, request.method),
            mvsync_curl_set_text(handle, CURLOPT_USERAGENT, "mvsync/0.1"),
            mvsync_curl_set_long(handle, CURLOPT_CONNECTTIMEOUT, connectTimeout),
            mvsync_curl_set_long(handle, CURLOPT_NOPROGRESS, 0),
            mvsync_curl_set_text(handle, CURLOPT_NOPROXY, spared),
        ]
        if let timeout = request.timeout {
            results.append(mvsync_curl_set_long(handle, CURLOPT_TIMEOUT_MS, Int(timeout * 1000)))
        } else {
            results.append(mvsync_curl_set_long(handle, CURLOPT_LOW_SPEED_LIMIT, max(request.leastSpeed, 1)))
            results.append(mvsync_curl_set_long(handle, CURLOPT_LOW_SPEED_TIME, Int(max(request.silence, 1))))
        }
        return results.allSatisfy { $0 == CURLE_OK }
    }

    /// Hosts that no proxy is asked for: this machine, and those that the environment names.
    private static let spared = hostsWithoutProxy(environment: ProcessInfo.processInfo.environment)

    /// The value of libcurl's option for hosts that no proxy is asked for.
    static func hostsWithoutProxy(environment: [String: String]) -> String {
        let named = environment["no_proxy"] ?? environment["NO_PROXY"]
        // All hosts are meant by a star that stands alone, and by nothing else.
        if named?.trimmingCharacters(in: .whitespaces) == "*" { return "*" }
        return (["localhost", "127.0.0.1", "::1"] + [named].compactMap(\.self)).joined(separator: ",")
    }
}

/// Whether libcurl was started; once for the process.
private let curlIsReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

extension HTTPRequest {
    /// The host and port of the address, for people.
    var host: String {
        guard let parts = URLComponents(string: url), let host = parts.host else { return "the server" }
        return parts.port.map { "\(host), port \($0)" } ?? host
    }

    /// The request to send where an answer says that it is to be sent elsewhere; nil where that is not followed.
    ///
    /// What may create something is followed only on the same host, and only where it stays what it is. A credential never leaves its
    /// host, nor does anything go from `https` to `http`.
    func followed(to next: String, status: Int) -> HTTPRequest? {
        guard [301, 302, 303, 307, 308].contains(status), let from = Origin(url), let to = Origin(next),
            from.scheme == "http" || to.scheme == "https"
        else { return nil }
        var request = self
        request.url = next
        if method != "GET" {
            guard status >= 307, from == to else { return nil }
        }
        if from != to { request.authorization = nil }
        return request
    }
}

/// Where a request goes: requests to one origin may carry its credential.
struct Origin: Equatable {
    let scheme: String
    let host: String
    let port: Int

    /// The origin of an address of `http` or `https`; nil for any other.
    ///
    /// It is read by hand and strictly: where this and libcurl took different hosts from one address, a credential would go astray.
    init?(_ url: String) {
        let wholeAddress =
            /(?i:(https?):\/\/)([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::([0-9]{0,5}))?(?:[\/?#].*)?/
        guard url.utf8.allSatisfy({ $0 > 32 && $0 != 127 }),
            let match = url.wholeMatch(of: wholeAddress)
        else { return nil }
        scheme = match.1.lowercased()
        host = match.2.lowercased()
        let digits = match.3 ?? ""
        guard let port = digits.isEmpty ? (scheme == "https" ? 443 : 80) : Int(digits), port <= 65_535 else {
            return nil
        }
        self.port = port
    }
}
