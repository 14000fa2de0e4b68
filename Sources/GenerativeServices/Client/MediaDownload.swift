internal import EditModel
internal import Foundation
internal import Synchronization

/// One result on its way into a file: hidden until it is whole, gone on where a connection broke.
final class MediaDownload: Sendable {
    private struct State {
        var handle: FileHandle
        var count = 0
        var tag: String?
        var isBeginning = true
        var refusal = Data()
    }

    private let partial: String
    private let file: String
    private let state: Mutex<State>

    /// Opens the hidden file beside the one that is wanted.
    ///
    /// - Throws: `POSIXError`.
    init(to file: String) throws {
        let (folder, name) = (
            (file as NSString).deletingLastPathComponent, (file as NSString).lastPathComponent
        )
        partial = "\(folder.isEmpty ? "." : folder)/.\(name).part"
        self.file = file
        let descriptor = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o666)
        guard descriptor >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        state = Mutex(State(handle: FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)))
    }

    deinit { unlink(partial) }

    /// The headers that ask for what is still missing.
    var headers: [(name: String, value: String)] {
        state.withLock { state in
            guard state.count > 0, let tag = state.tag else { return [] }
            return [("Range", "bytes=\(state.count)-"), ("If-Range", tag)]
        }
    }

    /// Prepares for the next attempt: what cannot be gone on with is begun anew.
    func beginAttempt() throws {
        try state.withLock { state in
            state.refusal = Data()
            state.isBeginning = true
            if state.tag == nil { try Self.restart(&state) }
        }
    }

    /// Takes bytes of an answer.
    func take(_ head: HTTPHead, _ bytes: Data) throws {
        try state.withLock { state in
            guard head.isSuccess else {
                if state.refusal.count < 4096 { state.refusal.append(bytes.prefix(4096)) }
                return
            }
            if state.isBeginning {
                state.isBeginning = false
                if head.status != 206 { try Self.restart(&state) }
                // A weak tag does not promise the same bytes.
                if let tag = head["etag"], !tag.hasPrefix("W/"), tag.utf8.count < 200 { state.tag = tag }
            }
            if state.count == 0, !bytes.isEmpty, MediaKind(firstBytes: [UInt8](bytes.prefix(16))) == nil,
                bytes.count >= 16
            {
                throw NoMedia()
            }
            try state.handle.write(contentsOf: bytes)
            state.count += bytes.count
        }
    }

    /// What an answer that was no success said.
    var refusal: Data { state.withLock { $0.refusal } }

    /// Gives the file its name.
    ///
    /// - Throws: `NoMedia` for what is no media; `POSIXError`.
    func finish() throws {
        try state.withLock { try $0.handle.close() }
        guard MediaKind(at: partial) != nil else { throw NoMedia() }
        try NewFile.publish(partial, as: file, overwriting: true)
    }

    private static func restart(_ state: inout State) throws {
        try state.handle.truncate(atOffset: 0)
        state.count = 0
        state.tag = nil
    }

    /// What came is neither sound nor picture.
    struct NoMedia: Error {}
}

extension ServiceClient {
    /// Fetches a result to a file, of which the whole or nothing is there afterwards.
    ///
    /// The credential goes along only where the address is a path at the service: signed addresses bear one of their own.
    ///
    /// - Parameters:
    ///   - address: Absolute, or a path at the service.
    ///   - file: The file, which is replaced.
    ///   - mostBytes: Larger results are refused.
    /// - Throws: `ServiceError`; with the code `.linkExpired` where the job must be asked for a fresh address.
    func download(_ address: String, to file: String, mostBytes: Int = 2 << 30) async throws {
        let url = Origin(address) == nil ? self.address.joined(address) : address
        guard let origin = Origin(url), let own = Origin(self.address.text),
            own.scheme == "http" || origin.scheme == "https"
        else { throw failure(.malformed, "names a result at an address that is not fetched") }
        var request = HTTPRequest("GET", url, timeout: nil, mostBytes: mostBytes)
        if Origin(address) == nil { request.authorization = authorization }
        do {
            let download = try MediaDownload(to: file)
            _ = try await persisting("GET of a result", effect: .none) { [request] in
                try download.beginAttempt()
                var attempt = request
                attempt.headers = headers + download.headers
                let head = try await transport.exchange(attempt) { try download.take($0, $1) }
                return HTTPAnswer(head: head, body: download.refusal)
            }
            try download.finish()
        } catch is MediaDownload.NoMedia {
            throw failure(.linkExpired, "gave something that is neither a picture, a clip nor a song")
        } catch let error as POSIXError {
            throw cannotWrite(file, error.code.rawValue)
        } catch let error as CocoaError {
            throw cannotWrite(file, (error.underlying as? POSIXError)?.code.rawValue ?? EIO)
        } catch let error as ServiceError where [.unauthorized, .refused].contains(error.code) {
            throw failure(.linkExpired, "no longer gives the result: \(error.description)")
        }
    }

    /// An error of a file that cannot be written.
    func cannotWrite(_ file: String, _ code: Int32) -> ServiceError {
        ServiceError(
            .cannotWrite, service: service,
            "“\(visible(file))” cannot be written: \(String(cString: strerror(code))).")
    }
}
