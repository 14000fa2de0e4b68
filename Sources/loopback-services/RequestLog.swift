internal import EditModel
internal import Foundation
internal import LoopbackServices
internal import Synchronization

/// A file that gets one line of JSON for each request.
final class RequestLog: Sendable {
    private let handle: Mutex<FileHandle>

    /// Creates the file, or goes on with one that is there.
    init(file: String) throws {
        if !FileManager.default.fileExists(atPath: file) {
            try Data().write(to: URL(fileURLWithPath: file))
        }
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: file))
        try handle.seekToEnd()
        self.handle = Mutex(handle)
    }

    /// Adds a line.
    func write(_ request: SeenRequest) {
        func object(_ values: [String: String]) -> JSONValue {
            .object(values.sorted { $0.key < $1.key }.map { .init(key: $0.key, value: .string($0.value)) })
        }
        let line: JSONValue = [
            "method": .string(request.method), "path": .string(request.path), "query": object(request.query),
            "headers": object(request.headers), "size": .number(request.body.count),
            "body": request.json == nil ? nil : .string(String(decoding: request.body, as: UTF8.self)),
        ]
        let data = Data((line.line + "\n").utf8)
        handle.withLock { handle in
            do {
                try handle.write(contentsOf: data)
            } catch {
                FileHandle.standardError.write(Data("The log cannot be written: \(error).\n".utf8))
            }
        }
    }
}
