public import Foundation
internal import Synchronization

/// Files at signed addresses, as services keep their results: on their own server, or on another.
///
/// Like the stores behind such addresses, it refuses requests that carry a credential, and knows ranges.
public final class MediaShelf: LoopbackService {
    private let shelf = Mutex<[String: Item]>([:])
    private let slots = Mutex<[String: Slot]>([:])

    private struct Slot {
        var size: Int
        var type: String
        var data: Data?
    }

    private struct Item {
        var data: Data
        var type: String
        var isExpired: Bool
    }

    /// Creates an empty shelf.
    public init() {}

    /// Puts a file on the shelf.
    ///
    /// - Parameters:
    ///   - data: Its bytes.
    ///   - name: Its name, such as `clip.mp4`, the ending of which says the type.
    ///   - isExpired: Whether its address works no longer, and answers 403.
    /// - Returns: The path and query of an address that is given out once only.
    public func put(_ data: Data, as name: String, isExpired: Bool = false) -> String {
        shelf.withLock { shelf in
            let path = "/media/\(shelf.count + 1)/\(name)"
            shelf[path] = Item(data: data, type: Self.type(of: name), isExpired: isExpired)
            return path + "?signature=\(shelf.count)"
        }
    }

    /// Makes a place to which a file can be sent, once.
    ///
    /// - Parameters:
    ///   - size: How many bytes it must have.
    ///   - type: The media type with which it must be sent.
    /// - Returns: The path of the place, and the path and query of its address.
    func slot(size: Int, type: String) -> (path: String, address: String) {
        slots.withLock { slots in
            let path = "/media/slots/\(slots.count + 1)"
            slots[path] = Slot(size: size, type: type)
            return (path, path + "?signature=\(slots.count)")
        }
    }

    /// What was sent to a place; nil while nothing was.
    func sent(to path: String) -> Data? { slots.withLock { $0[path]?.data } }

    private func take(_ request: SeenRequest) -> LoopbackAnswer {
        slots.withLock { slots in
            guard let slot = slots[request.path] else {
                return Self.refusal(404, "NoSuchKey", "The specified key does not exist.")
            }
            guard request.headers["content-type"] == slot.type, request.body.count == slot.size else {
                return Self.refusal(
                    403, "SignatureDoesNotMatch", "The headers are not those that were signed.")
            }
            slots[request.path]?.data = request.body
            return LoopbackAnswer(headers: [.init("ETag", "\"1\"")])
        }
    }

    /// Answers a request for a file: whole, in part, 403 for what has expired, 404 for what is not there.
    public func answer(_ request: SeenRequest, at baseURL: String) -> LoopbackAnswer {
        if request.headers["authorization"] != nil || request.headers["xi-api-key"] != nil {
            return Self.refusal(400, "InvalidArgument", "Only one auth mechanism allowed.")
        }
        if request.method == "PUT" { return take(request) }
        guard request.method == "GET", let item = shelf.withLock({ $0[request.path] }) else {
            return Self.refusal(404, "NoSuchKey", "The specified key does not exist.")
        }
        if item.isExpired { return Self.refusal(403, "AccessDenied", "Request has expired.") }
        return Self.file(item.data, type: item.type, for: request)
    }

    /// Whether a request is for a file on a shelf.
    static func holds(_ request: SeenRequest) -> Bool { request.path.hasPrefix("/media/") }

    /// Answers with a file, or with the part of it that the request asks for.
    static func file(_ data: Data, type: String, for request: SeenRequest) -> LoopbackAnswer {
        var headers: [LoopbackAnswer.Header] = [.init("Content-Type", type), .init("Accept-Ranges", "bytes")]
        guard let range = request.headers["range"], let bounds = bounds(of: range, count: data.count) else {
            return LoopbackAnswer(headers: headers, body: .bytes(data))
        }
        guard !bounds.isEmpty else {
            headers.append(.init("Content-Range", "bytes */\(data.count)"))
            return LoopbackAnswer(status: 416, headers: headers)
        }
        headers.append(
            .init("Content-Range", "bytes \(bounds.lowerBound)-\(bounds.upperBound - 1)/\(data.count)"))
        return LoopbackAnswer(
            status: 206, headers: headers,
            body: .bytes(Data(data.dropFirst(bounds.lowerBound).prefix(bounds.count))))
    }

    /// The bytes that `bytes=a-b` or `bytes=a-` asks for; empty where there are none, nil for what is to be ignored.
    private static func bounds(of range: String, count: Int) -> Range<Int>? {
        guard range.hasPrefix("bytes=") else { return nil }
        let parts = range.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let first = Int(parts[0]) else { return nil }
        guard first < count else { return 0..<0 }
        let last = parts[1].isEmpty ? count - 1 : Int(parts[1]).map { min($0, count - 1) }
        return last.flatMap { first <= $0 ? first..<($0 + 1) : nil }
    }

    private static func refusal(_ status: Int, _ code: String, _ message: String) -> LoopbackAnswer {
        .text(
            status, "<?xml version=\"1.0\"?><Error><Code>\(code)</Code><Message>\(message)</Message></Error>",
            type: "application/xml")
    }

    /// The media type that a file name's ending says.
    static func type(of name: String) -> String {
        switch name.split(separator: ".").last?.lowercased() {
        case "mp4": "video/mp4"
        case "mp3": "audio/mpeg"
        case "wav": "audio/wav"
        case "flac": "audio/flac"
        case "png": "image/png"
        case "jpg", "jpeg": "image/jpeg"
        case "webp": "image/webp"
        default: "application/octet-stream"
        }
    }
}
