internal import CSndFile
import Foundation

/// Writes mono samples as a 16-bit WAV file.
///
/// A writer belongs to one task at a time.
public final class AudioFileWriter {
    private let path: String
    private let handle: OpaquePointer

    /// Makes the file; one that is there is replaced.
    ///
    /// - Parameters:
    ///   - path: The file's path.
    ///   - sampleRate: Samples per second.
    /// - Throws: ``SignalProcessingError`` with `notWritten`.
    public init(path: String, sampleRate: Double) throws {
        var info = SF_INFO()
        info.samplerate = Int32(sampleRate)
        info.channels = 1
        info.format = Int32(SF_FORMAT_WAV | SF_FORMAT_PCM_16)
        guard let handle = sf_open(path, Int32(SFM_WRITE), &info) else {
            throw Self.failure(path, String(cString: sf_strerror(nil)))
        }
        self.path = path
        self.handle = handle
        // What is too loud is clipped instead of wrapping around.
        sf_command(handle, Int32(SFC_SET_CLIPPING), nil, Int32(SF_TRUE))
    }

    deinit { sf_close(handle) }

    /// Appends samples, nominally in −1…1; the header is brought up to date with each block.
    ///
    /// - Throws: ``SignalProcessingError`` with `notWritten`, as on a full disk.
    public func write(_ samples: [Float]) throws {
        let written = samples.withUnsafeBufferPointer {
            sf_writef_float(handle, $0.baseAddress, sf_count_t($0.count))
        }
        guard written == samples.count else {
            throw Self.failure(path, String(cString: sf_strerror(handle)))
        }
        sf_command(handle, Int32(SFC_UPDATE_HEADER_NOW), nil, 0)
    }

    private static func failure(_ path: String, _ cause: String) -> SignalProcessingError {
        SignalProcessingError(.notWritten, path: path, "“\(path)” cannot be written: \(cause)")
    }
}
