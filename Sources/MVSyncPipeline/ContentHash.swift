internal import CCrypto
internal import Foundation

/// SHA-256 of files, by OpenSSL: the identity of a song or clip in edit files and in the cache.
enum ContentHash {
    /// The hash of a file's bytes in lower-case hexadecimal.
    ///
    /// - Throws: `PipelineError` with the code `.inputMissing` or `.unreadable`.
    static func ofFile(_ path: String) throws -> String {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw PipelineError(.inputMissing, "\(quoted(path)) does not exist.")
        }
        guard !isFolder.boolValue else {
            throw PipelineError(.unreadable, "\(quoted(path)) is a folder; a file was expected.")
        }
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw PipelineError(.unreadable, "\(quoted(path)) cannot be opened; check its permissions.")
        }
        defer { try? file.close() }
        guard let context = EVP_MD_CTX_new() else {
            throw PipelineError(.unreadable, "There is no memory left to read \(quoted(path)).")
        }
        defer { EVP_MD_CTX_free(context) }
        EVP_DigestInit_ex(context, EVP_sha256(), nil)
        do {
            while let block = try file.read(upToCount: 1 << 20), !block.isEmpty {
                block.withUnsafeBytes { _ = EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
                try Task.checkCancellation()
            }
        } catch let error where !(error is CancellationError) {
            throw PipelineError(.unreadable, "\(quoted(path)) cannot be read: \(error.localizedDescription)")
        }
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length: UInt32 = 0
        EVP_DigestFinal_ex(context, &digest, &length)
        return digest.prefix(Int(length)).map { byte in
            let text = String(byte, radix: 16)
            return byte < 16 ? "0" + text : text
        }.joined()
    }
}
