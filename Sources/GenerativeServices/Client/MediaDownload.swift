internal import EditModel
internal import Foundation
internal import Synchronization

/// One result on its way into a file: hidden until it is whole, gone on where a connection broke.
final class MediaDownload: Sendable {
    private struct State {
        var descriptor: Int32
        var count = 0
        var tag: String?
        var hasAskedForRest = false
        var isBeginning = true
        var refusal = Data()
    }

    private let partial: String
    private let file: String
    private let mostBytes: Int
    private let state: Mutex<State>

    /// Opens the hidden file beside the one that is wanted.
    ///
    /// - Parameters:
    ///   - file: The file that is wanted.
    ///   - mostBytes: The most bytes that all parts of it together may have.
    /// - Throws: `POSIXError`.
    init(to file: String, mostBytes: Int) throws {
        self.mostBytes = mostBytes
        let (folder, name) = (
            (file as NSString).deletingLastPathComponent, (file as NSString).lastPathComponent
        )
        partial = "\(folder.isEmpty ? "." : folder)/.\(name).part"
        self.file = file
        // What stands there is left over, or a trap: neither is written to.
        unlink(partial)
        let descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o666)
        guard descriptor >= 0 else { throw Self.failure() }
        state = Mutex(State(descriptor: descriptor))
    }

    deinit { discard() }

    /// Removes the hidden file, once; afterwards nothing of this download is there.
    ///
    /// A thread of the transport's may hold on to a download for a moment longer than its owner. What is removed later than that
    /// could be the hidden file of the next attempt.
    func discard() {
        state.withLock { state in
            guard state.descriptor >= 0 else { return }
            Foundation.close(state.descriptor)
            state.descriptor = -1
            unlink(partial)
        }
    }

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
            state.hasAskedForRest = state.count > 0
        }
    }

    /// Takes bytes of an answer.
    func take(_ head: HTTPHead, _ bytes: Data) throws {
        try state.withLock { state in
            guard head.isSuccess else {
                if head.status == 416, state.hasAskedForRest { throw try Self.wrongRest(&state) }
                if state.refusal.count < 4096 { state.refusal.append(bytes.prefix(4096)) }
                return
            }
            if state.isBeginning {
                state.isBeginning = false
                if head.status != 206 {
                    try Self.restart(&state)
                } else if head["content-range"]?.hasPrefix("bytes \(state.count)-") != true {
                    throw try Self.wrongRest(&state)
                }
                // A weak tag does not promise the same bytes.
                if let tag = head["etag"], !tag.hasPrefix("W/"), tag.utf8.count < 200 { state.tag = tag }
            }
            if state.count == 0, !bytes.isEmpty, MediaKind(firstBytes: [UInt8](bytes.prefix(16))) == nil,
                bytes.count >= 16
            {
                throw NoMedia()
            }
            state.count += bytes.count
            guard state.count <= mostBytes else {
                throw TransportError(.tooLarge, "the result is longer than \(mostBytes) bytes")
            }
            try Self.write(bytes, to: state.descriptor)
        }
    }

    /// What an answer that was no success said.
    var refusal: Data { state.withLock { $0.refusal } }

    /// Gives the file its name.
    ///
    /// - Throws: `NoMedia` for what is no media; `POSIXError`.
    func finish() throws {
        guard MediaKind(at: partial) != nil else { throw NoMedia() }
        try state.withLock { state in
            try NewFile.publish(partial, as: file, overwriting: true)
            Foundation.close(state.descriptor)
            state.descriptor = -1
        }
    }

    private static func restart(_ state: inout State) throws {
        guard ftruncate(state.descriptor, 0) == 0, lseek(state.descriptor, 0, SEEK_SET) == 0 else {
            throw failure()
        }
        state.count = 0
        state.tag = nil
    }

    /// Begins anew after another part came than the one that was asked for.
    private static func wrongRest(_ state: inout State) throws -> TransportError {
        try restart(&state)
        return TransportError(.interrupted, "another part of the file came than was asked for")
    }

    private static func write(_ bytes: Data, to descriptor: Int32) throws {
        try bytes.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = Foundation.write(
                    descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw failure() }
                rest = rest.dropFirst(count)
            }
        }
    }

    private static func failure() -> POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }

    /// What came is neither sound nor picture.
    struct NoMedia: Error {}
}

extension ServiceClient {
    /// The fewest bytes a second that a result may come with: one that trickles would hold a job up without end.
    private static let leastSpeed = 4096

    /// Fetches a result to a file, of which the whole or nothing is there afterwards.
    ///
    /// The credential goes along only where the address is a path at the service: signed addresses bear one of their own.
    ///
    /// - Parameters:
    ///   - address: Absolute, or a path at the service.
    ///   - file: The file, which is replaced.
    ///   - mostBytes: Larger results are refused.
    ///   - silence: Seconds of less than `leastSpeed` after which a connection is given up, to go on with another.
    /// - Throws: `ServiceError`; with the code `.linkExpired` where the job must be asked for a fresh address.
    func download(
        _ address: String, to file: String, mostBytes: Int = 2 << 30, silence: Double = 60
    ) async throws {
        let url = address.hasPrefix("/") ? self.address.joined(address) : address
        guard let origin = Origin(url), let own = Origin(self.address.text),
            own.scheme == "http" || origin.scheme == "https"
        else { throw failure(.malformed, "names a result at an address that is not fetched") }
        var request = HTTPRequest("GET", url, timeout: nil, mostBytes: mostBytes)
        request.silence = silence
        request.leastSpeed = Self.leastSpeed
        if Origin(address) == nil { request.authorization = authorization }
        // What the service means by its answers, a store of files does not.
        var client = self
        client.exception = { _ in nil }
        do {
            let download = try MediaDownload(to: file, mostBytes: mostBytes)
            defer { download.discard() }
            _ = try await client.persisting("GET of a result", effect: .none) { [request] in
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
        } catch let error as ServiceError
            where (400..<500).contains(error.status ?? 0) && ![408, 425, 429].contains(error.status)
        {
            throw failure(
                .linkExpired, "no longer gives the result, with status \(error.status ?? 0)",
                status: error.status)
        }
    }

    /// An error of a file that cannot be written.
    func cannotWrite(_ file: String, _ code: Int32) -> ServiceError {
        ServiceError(
            .cannotWrite, service: service,
            "“\(visible(file))” cannot be written: \(String(cString: strerror(code))).")
    }
}
