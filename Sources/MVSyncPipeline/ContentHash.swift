internal import CCrypto
internal import EditModel
internal import Foundation
internal import MediaEngine

/// SHA-256, by OpenSSL: the identity of a song or clip in edit files and in the cache.
enum ContentHash {
    /// The hash of a file's bytes in lower-case hexadecimal.
    ///
    /// - Parameters:
    ///   - path: The file's path.
    ///   - flag: Asked before each block whether to go on.
    /// - Throws: `PipelineError` with the code `.inputMissing` or `.unreadable`; `CancellationError`.
    static func ofFile(_ path: String, flag: CancellationFlag) throws -> String {
        let file = try openInput(path)
        defer { try? file.close() }
        var hasher = Hasher()
        while true {
            try flag.check()
            do {
                guard let block = try file.read(upToCount: 1 << 20), !block.isEmpty else { break }
                hasher.add(block)
            } catch {
                throw PipelineError(
                    .unreadable, "\(quoted(path)) cannot be read: \(error.localizedDescription)")
            }
        }
        return hasher.digest()
    }

    /// The hash of bytes in lower-case hexadecimal.
    static func of(_ data: Data) -> String {
        var hasher = Hasher()
        hasher.add(data)
        return hasher.digest()
    }

    /// The hash of a text's bytes in UTF-8 in Base64, as a Content-Security-Policy names sources.
    static func base64(of text: String) -> String {
        var hasher = Hasher()
        hasher.add(Data(text.utf8))
        return Data(hasher.bytes()).base64EncodedString()
    }

    private struct Hasher: ~Copyable {
        private let context: OpaquePointer

        init() {
            guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
                preconditionFailure("OpenSSL has SHA-256, and memory for it")
            }
            self.context = context
        }

        deinit { EVP_MD_CTX_free(context) }

        mutating func add(_ data: Data) {
            data.withUnsafeBytes { _ = EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
        }

        mutating func bytes() -> [UInt8] {
            var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
            var length: UInt32 = 0
            EVP_DigestFinal_ex(context, &digest, &length)
            return Array(digest.prefix(Int(length)))
        }

        mutating func digest() -> String {
            bytes().map { byte in
                let text = String(byte, radix: 16)
                return byte < 16 ? "0" + text : text
            }.joined()
        }
    }
}

/// Opens a song, clip or video that a user named.
///
/// - Throws: `PipelineError` with the code `.inputMissing` or `.unreadable`.
func openInput(_ path: String) throws -> FileHandle {
    switch OpenedFile(path) {
    case .file(let file): return file
    case .missing: throw PipelineError(.inputMissing, "\(quoted(path)) does not exist.")
    case .folder: throw PipelineError(.unreadable, "\(quoted(path)) is a folder; a file was expected.")
    case .special: throw PipelineError(.unreadable, "\(quoted(path)) is no file, but a pipe or a device.")
    case .refused(let cause): throw PipelineError(.unreadable, "\(quoted(path)) cannot be opened: \(cause).")
    }
}
