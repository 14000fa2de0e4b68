internal import CCurl
internal import EditModel
internal import Foundation

/// One request and its answer, on one handle of libcurl; used on one thread.
final class CurlExchange {
    private let request: HTTPRequest
    private let flag: CancellationFlag
    private let receive: (HTTPHead, Data) throws -> Void
    private let handle: UnsafeMutableRawPointer
    private var headers: UnsafeMutablePointer<curl_slist>?
    private var head = HTTPHead(status: 0)
    private var received = 0
    private var failure: (any Error)?

    /// Prepares an exchange.
    ///
    /// - Throws: `TransportError` for a request that cannot be sent.
    init(
        _ request: HTTPRequest, flag: CancellationFlag, receive: @escaping (HTTPHead, Data) throws -> Void
    ) throws {
        guard let handle = curl_easy_init() else { throw TransportError(.notSent, "there is no memory left") }
        self.request = request
        self.flag = flag
        self.receive = receive
        self.handle = handle
        guard CurlTransport.configure(self.handle, for: request), setHeaders() else {
            throw TransportError(.notSent, "no request can be sent to \(request.host) in this form")
        }
    }

    deinit {
        curl_slist_free_all(headers)
        curl_easy_cleanup(handle)
    }

    /// Sends the request and takes its answer in.
    ///
    /// - Returns: The answer's beginning, and the absolute address where it sends the request on to.
    func perform() throws -> (HTTPHead, next: String?) {
        let code = withBody { () -> CURLcode in
            let context = Unmanaged.passUnretained(self).toOpaque()
            _ = mvsync_curl_set_pointer(handle, CURLOPT_WRITEDATA, context)
            _ = mvsync_curl_set_pointer(handle, CURLOPT_HEADERDATA, context)
            _ = mvsync_curl_set_pointer(handle, CURLOPT_XFERINFODATA, context)
            _ = mvsync_curl_set_writer(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
                CurlExchange.of(context).take(UnsafeRawBufferPointer(start: bytes, count: size * count))
            }
            _ = mvsync_curl_set_writer(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
                CurlExchange.of(context).takeHeader(UnsafeRawBufferPointer(start: bytes, count: size * count))
                return size * count
            }
            _ = mvsync_curl_set_meter(handle) { context, _, _, _, _ in
                (try? CurlExchange.of(context).flag.check()) == nil ? 1 : 0
            }
            return withExtendedLifetime(self) { curl_easy_perform(handle) }
        }
        try flag.check()
        if let failure { throw failure }
        guard code == CURLE_OK else { throw error(of: code) }
        var next: UnsafeMutablePointer<CChar>?
        _ = mvsync_curl_get_text(handle, CURLINFO_REDIRECT_URL, &next)
        let address = next.map { String(cString: $0) }
        let isFollowed = address.flatMap { request.followed(to: $0, status: head.status) } != nil
        if received == 0, !isFollowed { try receive(head, Data()) }
        return (head, address)
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> CurlExchange {
        guard let context else { preconditionFailure("libcurl hands on what it was given") }
        return Unmanaged.fromOpaque(context).takeUnretainedValue()
    }

    private func setHeaders() -> Bool {
        var lines = request.headers.map { "\($0.name): \($0.value)" }
        if let authorization = request.authorization {
            lines.append(
                "\(authorization.header): \(authorization.scheme)\(authorization.credential.secret)")
        }
        // Asking first whether a body may be sent costs a second with servers that do not answer that.
        lines.append("Expect:")
        // A signed address of a store takes the headers it names, and libcurl would add the type of a form.
        if !request.headers.contains(where: { $0.name.lowercased() == "content-type" }) {
            lines.append("Content-Type:")
        }
        for line in lines {
            guard !line.utf8.contains(where: { $0 < 32 }), let list = curl_slist_append(headers, line) else {
                return false
            }
            headers = list
        }
        return mvsync_curl_set_pointer(handle, CURLOPT_HTTPHEADER, headers) == CURLE_OK
    }

    private func withBody(_ perform: () -> CURLcode) -> CURLcode {
        guard request.method != "GET" || request.body != nil else { return perform() }
        // A request that creates something says how long its body is, even where it has none.
        let body = request.body.flatMap { $0.isEmpty ? nil : $0 } ?? Data([0])
        let count = request.body?.count ?? 0
        return body.withUnsafeBytes { bytes in
            _ = mvsync_curl_set_long(handle, CURLOPT_POST, 1)
            _ = mvsync_curl_set_text(handle, CURLOPT_CUSTOMREQUEST, request.method)
            _ = mvsync_curl_set_offset(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(count))
            _ = mvsync_curl_set_pointer(
                handle, CURLOPT_POSTFIELDS, UnsafeMutableRawPointer(mutating: bytes.baseAddress))
            return perform()
        }
    }

    /// Takes bytes of the body; fewer than there are ends the exchange.
    private func take(_ bytes: UnsafeRawBufferPointer) -> Int {
        // The body of an answer that sends the request on is nobody's.
        if (300..<400).contains(head.status), head["location"] != nil { return bytes.count }
        received += bytes.count
        do {
            guard received <= request.mostBytes else {
                throw TransportError(
                    .tooLarge, "the answer of \(request.host) is longer than \(request.mostBytes) bytes")
            }
            try receive(head, Data(bytes))
            return bytes.count
        } catch {
            failure = error
            return 0
        }
    }

    private func takeHeader(_ bytes: UnsafeRawBufferPointer) {
        let line = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        if line.hasPrefix("HTTP/") {
            let parts = line.split(separator: " ", maxSplits: 2)
            head = HTTPHead(status: parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
        } else if let colon = line.firstIndex(of: ":"), head.headers.count < 200 {
            let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            head.headers.append(.init(name: line[..<colon].lowercased(), value: value))
        }
    }

    private func error(of code: CURLcode) -> TransportError {
        var sent = 0
        _ = mvsync_curl_get_long(handle, CURLINFO_REQUEST_SIZE, &sent)
        let host = request.host
        let reason =
            switch code {
            case CURLE_COULDNT_RESOLVE_HOST: "there is no host of the name \(host)"
            case CURLE_COULDNT_CONNECT: "nobody listens at \(host)"
            case CURLE_PEER_FAILED_VERIFICATION: "the certificate of \(host) is not trusted"
            case CURLE_OPERATION_TIMEDOUT: "\(host) did not answer in time"
            case CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_GOT_NOTHING:
                "the connection to \(host) broke before its answer was complete"
            default: "\(host): \(String(cString: curl_easy_strerror(code)))"
            }
        return TransportError(sent == 0 ? .notSent : .interrupted, reason)
    }
}
