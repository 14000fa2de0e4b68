internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import MVSyncPipeline
internal import NIOCore
internal import NIOPosix

/// A file of a job on its way to a browser, whole or in part.
///
/// It is opened once: a video that takes its place meanwhile is another file.
struct ServedFile {
    private let handle: FileHandle
    private let size: Int
    private let tag: String
    private let name: String

    /// How much is read at once.
    private static let chunk = 256 << 10

    /// Opens a file; symbolic links are none.
    ///
    /// - Throws: `Refusal`.
    init(_ path: String) throws {
        name = (path as NSString).lastPathComponent
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        var status = stat()
        guard descriptor >= 0 else { throw Refusal(.notFound, "\(quoted(name)) is not there any more.") }
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw Refusal(.notFound, "\(quoted(name)) is no file.")
        }
        size = Int(status.st_size)
        tag = "\"\(status.st_ino)-\(size)-\(status.st_mtim.tv_sec)-\(status.st_mtim.tv_nsec)\""
    }

    /// The answer to a request for it.
    func response(to request: Request) -> Response {
        var headers: HTTPFields = [
            .contentType: type, .acceptRanges: "bytes", .eTag: tag, .cacheControl: "no-cache",
            .contentSecurityPolicy: policy,
        ]
        if request.headers[values: .ifNoneMatch].contains(tag) {
            return Response(status: .notModified, headers: headers)
        }
        let isSame = request.headers[.ifRange].map { $0 == tag } ?? true
        switch ByteRange(isSame ? request.headers[.range] : nil, of: size) {
        case .whole: return Response(status: .ok, headers: headers, body: body(of: 0..<size))
        case .part(let part):
            headers[.contentRange] = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(size)"
            return Response(status: .partialContent, headers: headers, body: body(of: part))
        case .beyond:
            return Refusal(
                .rangeNotSatisfiable, "\(quoted(name)) has \(size) bytes.",
                headers: [.contentRange: "bytes */\(size)"]
            ).response
        }
    }

    private var type: String {
        switch (name as NSString).pathExtension {
        case "mp4": "video/mp4"
        case "html": "text/html; charset=utf-8"
        case "json": "application/json; charset=utf-8"
        default: "application/octet-stream"
        }
    }

    private var policy: String {
        switch (name as NSString).pathExtension {
        case "html": PagePolicy.ofServedEditPage
        // Browsers show a video on a page of their own.
        case "mp4": "default-src 'none'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
        default: Gate.policy
        }
    }

    private func body(of part: Range<Int>) -> ResponseBody {
        let handle = handle
        return ResponseBody(contentLength: part.count) { writer in
            var place = part.lowerBound
            while place < part.upperBound {
                let (start, count) = (place, min(Self.chunk, part.upperBound - place))
                let bytes = try await NIOThreadPool.singleton.runIfActive {
                    try Self.read(handle, count, at: start)
                }
                place += bytes.readableBytes
                try await writer.write(bytes)
            }
            try await writer.finish(nil)
        }
    }

    private static func read(_ handle: FileHandle, _ count: Int, at place: Int) throws -> ByteBuffer {
        var buffer = ByteBufferAllocator().buffer(capacity: count)
        _ = try buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: count) { bytes in
            let read = pread(handle.fileDescriptor, bytes.baseAddress, count, off_t(place))
            // The length was told already, so that an answer that is cut short is seen to be.
            guard read > 0 else { throw POSIXError(.EIO) }
            return read
        }
        return buffer
    }
}
