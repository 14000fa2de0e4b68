internal import Foundation

/// An address of this machine that no other machine reaches.
package struct LoopbackAddress: Sendable, Equatable {
    /// The address as the system takes it, such as `127.0.0.1` or `::1`.
    package let host: String

    /// The usual one.
    package static let usual = LoopbackAddress(numeric: "127.0.0.1")

    private init(numeric host: String) { self.host = host }

    /// Reads `localhost`, `::1`, or an address that begins with 127; nil for any other.
    package init?(_ text: String) {
        guard text.lowercased() != "localhost" else {
            self = .usual
            return
        }
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1, UInt32(bigEndian: four.s_addr) >> 24 == 127 {
            self.init(numeric: text)
        } else if inet_pton(AF_INET6, text, &six) == 1,
            withUnsafeBytes(of: &six, { $0.dropLast().allSatisfy { $0 == 0 } && $0.last == 1 })
        {
            self.init(numeric: "::1")
        } else {
            return nil
        }
    }

    /// The address of a page that is served here.
    package func url(port: Int) -> String {
        "http://\(host.contains(":") ? "[\(host)]" : host):\(port)/"
    }

    /// Whether a request's `Host` names this machine: browsers send the name that a page was opened by, and a name of the
    /// internet may have been made to lead here.
    static func isHost(_ authority: String) -> Bool {
        let bracketed = authority.wholeMatch(of: /\[([0-9a-fA-F:]+)\](?::[0-9]{1,5})?/)
        let plain = authority.wholeMatch(of: /([A-Za-z0-9.]+)(?::[0-9]{1,5})?/)
        guard let host = bracketed?.1 ?? plain?.1 else { return false }
        return LoopbackAddress(String(host)) != nil
    }
}
