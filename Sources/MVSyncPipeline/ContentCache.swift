internal import EditModel
package import Foundation

/// Results of expensive looking and listening, kept by the content they were made from.
///
/// An entry is a file named after its kind, the version of the algorithm and the hash of the input. Its first line is
/// the hash of the rest, the result in JSON. Entries are written aside and renamed; one that is not as it was written,
/// or does not decode, is as good as none.
package struct ContentCache: Sendable {
    /// The folder that holds the entries; made on first use.
    package let folder: URL

    /// Uses a folder of the caller's choice.
    package init(folder: URL) {
        self.folder = folder
    }

    /// The user's cache: `$XDG_CACHE_HOME/mvsync`, or `~/.cache/mvsync`; nil for a user without a home, since a cache
    /// does not belong into whatever folder is the current one.
    package static func ofUser(environment: [String: String]) -> ContentCache? {
        if let base = environment["XDG_CACHE_HOME"], base.hasPrefix("/") {
            return ContentCache(folder: URL(fileURLWithPath: base).appendingPathComponent("mvsync"))
        }
        let home = environment["HOME"] ?? NSHomeDirectory()
        guard home.hasPrefix("/") else { return nil }
        return ContentCache(folder: URL(fileURLWithPath: home).appendingPathComponent(".cache/mvsync"))
    }

    /// The entry for a kind of result and a key, if there is a sound one.
    package func value<Value: Decodable>(_ type: Value.Type, kind: String, key: String) -> Value? {
        guard case .file(let handle) = OpenedFile(file(kind, key).path) else { return nil }
        defer { try? handle.close() }
        guard let entry = try? handle.readToEnd(), let end = entry.firstIndex(of: UInt8(ascii: "\n")) else {
            return nil
        }
        let data = Data(entry[(end + 1)...])
        guard entry[..<end].elementsEqual(ContentHash.of(data).utf8) else { return nil }
        return try? JSONDecoder().decode(type, from: data)
    }

    /// Keeps a result.
    ///
    /// A cache that cannot be written is no reason to fail: the result is then not kept.
    package func store(_ value: some Encodable, kind: String, key: String) {
        guard let data = try? JSONEncoder().encode(value) else { return }
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let entry = Data((ContentHash.of(data) + "\n").utf8) + data
        try? NewFile.write(entry, to: file(kind, key).path, overwriting: true)
    }

    private func file(_ kind: String, _ key: String) -> URL {
        folder.appendingPathComponent("\(kind)-\(key).json")
    }
}
