internal import Foundation

/// The address that a service's paths are put behind.
public struct ServiceAddress: Sendable, Equatable {
    /// `http://` or `https://`, a host, and a path or none, without a slash at its end.
    public let text: String

    /// Takes an address.
    ///
    /// - Parameters:
    ///   - text: What the user or the environment says.
    ///   - path: The path that it gets where it has none, such as `/v1`.
    /// - Returns: nil for what is no address of `http` or `https`, or holds a user's name or a password.
    public init?(_ text: String, defaultPath path: String = "") {
        var trimmed = text.trimmingCharacters(in: .whitespaces)
        while trimmed.hasSuffix("/") { trimmed.removeLast() }
        guard Origin(trimmed) != nil, let parts = URLComponents(string: trimmed), parts.user == nil,
            parts.password == nil, parts.query == nil, parts.fragment == nil
        else { return nil }
        self.text = parts.path.isEmpty ? trimmed + path : trimmed
    }

    /// The host, for people.
    public var host: String { URLComponents(string: text)?.host ?? text }

    /// Whether it is this machine.
    public var isLocal: Bool { ["localhost", "127.0.0.1", "::1", "[::1]"].contains(host) }

    /// A path behind it.
    func joined(_ path: String) -> String { text + (path.hasPrefix("/") || path.isEmpty ? path : "/" + path) }
}
