internal import EditModel
internal import Foundation
internal import Synchronization

/// The files of Luma's Agents API: a place is asked for, the bytes are sent there, and looked at.
final class LumaFiles: Sendable {
    private let shelf: MediaShelf
    private let state = Mutex<[File]>([])
    private let failures = Mutex<[String]>([])

    private struct File {
        var id: String
        var request: JSONValue
        var size: Int
        var type: String
        var place: String
        var state = "pending"
        var failure: String?
        var isComplete = false
        var asked = 0
    }

    init(shelf: MediaShelf) {
        self.shelf = shelf
    }

    func fail(_ reason: String, times: Int) {
        failures.withLock { $0 += Array(repeating: reason, count: times) }
    }

    func isReady(_ id: String) -> Bool {
        state.withLock { $0.contains { $0.id == id && $0.state == "ready" } }
    }

    var ready: [Data] {
        state.withLock { $0.filter { $0.state == "ready" }.map(\.place) }.compactMap { shelf.sent(to: $0) }
    }

    /// Answers a request below `/v1/files`, whose remaining path is given in parts.
    func answer(_ request: SeenRequest, _ parts: [String], at mediaURL: String) -> LoopbackAnswer {
        switch (request.method, parts.count) {
        case ("POST", 0): return create(request, at: mediaURL)
        case ("GET", 0):
            let files = state.withLock { $0.reversed().map(Self.record) }
            return .json(["data": .array(files), "has_more": false, "next_cursor": nil])
        case ("POST", 2) where parts[1] == "complete": return change(parts[0], complete)
        case ("GET", 1): return change(parts[0], look)
        case ("DELETE", 1):
            return change(parts[0]) { file in
                file.state = "deleted"
                return LoopbackAnswer(status: 204)
            }
        default: return LumaAgentsService.refusal(404, "Not Found")
        }
    }

    private func create(_ request: SeenRequest, at mediaURL: String) -> LoopbackAnswer {
        guard let order = request.json, let type = order["mime_type"]?.word,
            let size = order["size_bytes"]?.whole, size > 0
        else { return LumaAgentsService.refusal(422, "mime_type and size_bytes are required") }
        guard ["input", "reference"].contains(order["purpose"]?.word ?? "input") else {
            return LumaAgentsService.refusal(422, "purpose must be input or reference")
        }
        let slot = shelf.slot(size: size, type: type)
        let file = state.withLock { files in
            let id = "f0c6a523-3a51-4c9d-9b7e-00000000\(1000 + files.count)"
            let file = File(id: id, request: order, size: size, type: type, place: slot.path)
            files.append(file)
            return file
        }
        return .json(
            201,
            [
                "id": .string(file.id), "state": "pending", "file": Self.record(file),
                "upload": [
                    "url": .string(mediaURL + slot.address), "method": "PUT",
                    "headers": ["Content-Type": .string(type)], "expires_at": "2099-01-01T00:00:00Z",
                ],
            ])
    }

    private func change(_ id: String, _ change: (inout File) -> LoopbackAnswer) -> LoopbackAnswer {
        state.withLock { files in
            guard let index = files.firstIndex(where: { $0.id == id && $0.state != "deleted" }) else {
                return LumaAgentsService.refusal(404, "File not found")
            }
            return change(&files[index])
        }
    }

    private func complete(_ file: inout File) -> LoopbackAnswer {
        guard shelf.sent(to: file.place) != nil else {
            return LumaAgentsService.refusal(409, "No bytes were received")
        }
        file.isComplete = true
        return .json(Self.record(file))
    }

    private func look(_ file: inout File) -> LoopbackAnswer {
        if file.isComplete, file.state == "pending" {
            file.asked += 1
            if file.asked > 1 {
                file.failure = failures.withLock { $0.isEmpty ? nil : $0.removeFirst() }
                file.state = file.failure == nil ? "ready" : "failed"
            }
        }
        return .json(Self.record(file))
    }

    private static func record(_ file: File) -> JSONValue {
        [
            "id": .string(file.id), "created_at": "2026-11-23T12:00:00Z", "mime_type": .string(file.type),
            "purpose": file.request["purpose"] ?? "input", "size_bytes": .number(file.size),
            "state": .string(file.state), "filename": file.request["filename"] ?? nil,
            "failure_reason": JSONValue(file.failure), "expires_at": nil, "deleted_at": nil,
        ]
    }
}
