internal import EditModel
internal import Foundation

/// Where services are and what authorises at them: the command line before the environment before the user's file.
///
/// They show themselves to nobody, for there are keys among them.
public struct ServiceSettings: Sendable, CustomStringConvertible, CustomReflectable {
    private var environment: [String: String]
    private var addresses: [ServiceName: String]
    private var models: [String: String]
    private var file: JSONValue

    /// The model of pictures that Together is asked for when nobody names one.
    private static let imageModel = "black-forest-labs/FLUX.1-schnell"

    /// Collects the settings.
    ///
    /// - Parameters:
    ///   - environment: The process's environment.
    ///   - addresses: Addresses from the command line.
    ///   - models: Models from the command line, by `chat`, `image`, `clip` and `song`.
    /// - Throws: `ServiceError` for a file of settings that cannot be read, or that others can read while there are keys in it.
    public init(
        environment: [String: String], addresses: [ServiceName: String] = [:], models: [String: String] = [:]
    ) throws {
        self.environment = environment
        self.addresses = addresses
        self.models = models
        file = try Self.read(Self.file(environment: environment))
    }

    /// Three dots.
    public var description: String { "…" }

    /// Nothing to look into.
    public var customMirror: Mirror { Mirror(self, children: [:]) }

    /// The user's file of settings, which need not be there; nil where there is no home.
    public static func file(environment: [String: String]) -> String? {
        let home = environment["HOME"].map { $0 + "/.config" }
        return (environment["XDG_CONFIG_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? home).map {
            $0 + "/mvsync/services.json"
        }
    }

    /// The address of a service.
    ///
    /// - Throws: `ServiceError` where none is known, or it is none.
    public func address(of service: ServiceName) throws -> ServiceAddress {
        let text =
            addresses[service] ?? filled(service.addressVariable) ?? entry(service, "url")
            ?? service.defaultAddress
        guard let text else {
            throw ServiceError(
                .unsupported, service: service.rawValue,
                "Nobody said where the language model is; pass its address, such as --chat http://localhost:11434/v1, or set \(service.addressVariable)."
            )
        }
        guard let address = ServiceAddress(text, defaultPath: service.defaultPath) else {
            throw ServiceError(
                .refused, service: service.rawValue,
                "“\(visible(text))” is no address of \(service.rawValue); it should look like \(service.defaultAddress ?? "http://localhost:11434/v1")."
            )
        }
        return address
    }

    /// The credential of a service; nil where it has none and needs none.
    ///
    /// - Throws: `ServiceError` with the code `.unauthorized` where one is missing or would go over the network in the open.
    func credential(of service: ServiceName, at address: ServiceAddress) throws -> Credential? {
        let text = service.keyVariable.flatMap(filled) ?? entry(service, "key")
        let credential = text.flatMap(Credential.init)
        if credential == nil, text?.contains(where: { !$0.isWhitespace }) == true {
            throw ServiceError(
                .unauthorized, service: service.rawValue,
                "What stands for the key of \(service.rawValue) cannot be a key, which has letters, digits and signs of ASCII only; look at \(service.keyVariable ?? "it") and at the file of services."
            )
        }
        guard let credential else {
            guard service.needsKey, let variable = service.keyVariable else { return nil }
            throw ServiceError(
                .unauthorized, service: service.rawValue,
                "There is no key for \(service.rawValue): set \(variable), or write it into \(Self.file(environment: environment).map(visible) ?? "the file of services"). Without any account, pass --provider sketch."
            )
        }
        guard Origin(address.text)?.scheme == "https" || address.isLocal else {
            throw ServiceError(
                .unauthorized, service: service.rawValue,
                "The key for \(service.rawValue) would go to \(address.host) unencrypted; use an address of https."
            )
        }
        return credential
    }

    /// The model that a service is asked for.
    ///
    /// - Parameter use: `chat`, `image`, `clip` or `song`.
    public func model(of service: ServiceName, for use: String) -> String? {
        if let model = models[use] { return model }
        if use == "image" {
            return entry(service, "imageModel") ?? (service == .together ? Self.imageModel : nil)
        }
        if service == .chat, let model = filled("MVSYNC_CHAT_MODEL") { return model }
        return entry(service, "model") ?? service.defaultModel
    }

    private func filled(_ variable: String) -> String? {
        environment[variable].flatMap { $0.isEmpty ? nil : $0 }
    }

    private func entry(_ service: ServiceName, _ key: String) -> String? {
        file[service.rawValue]?[key]?.filled
    }

    private static func read(_ path: String?) throws -> JSONValue {
        guard let path else { return .null }
        func refusal(_ clause: String) -> ServiceError {
            ServiceError(.refused, service: "settings", "“\(visible(path))” \(clause)")
        }
        switch OpenedFile(path) {
        case .missing: return .null
        case .folder, .special: throw refusal("is no file; it should hold the keys of services in JSON.")
        case .refused(let cause): throw refusal("cannot be read: \(cause).")
        case .file(let handle):
            defer { try? handle.close() }
            var status = stat()
            guard fstat(handle.fileDescriptor, &status) == 0, status.st_mode & 0o077 == 0 else {
                throw refusal("can be read by others; it may hold keys, so run: chmod 600 on it.")
            }
            let data: Data
            do {
                data = try handle.read(upToCount: 1 << 16) ?? Data()
            } catch {
                throw refusal("cannot be read.")
            }
            guard data.count < 1 << 16 else { throw refusal("is too long to be a file of services.") }
            do {
                return try JSONValue(parsing: data)
            } catch {
                // The sentence names a line and a character, never what stands there.
                throw refusal("cannot be understood. \(error.description)")
            }
        }
    }
}
