internal import CSndFile
import Foundation

/// Reads an audio file block by block as mono samples at the file's own rate.
///
/// WAV, AIFF, FLAC, Ogg Vorbis, Opus and MP3 are told apart by content, never by name. Opus always decodes at
/// 48 kHz.
///
/// Sample 0 is the first sample of the recording: the decoder removes the pre-skip of Opus and Vorbis, and the
/// encoder delay and padding of MP3 where the file states them (Xing or Info header with a LAME tag). An MP3 stream
/// without that header does not say how much its encoder put in front; it is read as every player plays it, silence
/// included (with LAME 1105 samples, 25 ms at 44.1 kHz), so that what is heard and what is measured stay together.
///
/// A reader belongs to one task at a time.
public final class AudioFileReader: SampleSource {
    /// The greatest length that is read, in seconds; a longer file throws ``SignalProcessingError/Code/tooLong``.
    public static let maximumDuration: Double = 6 * 3600

    /// The greatest number of channels that is accepted.
    public static let maximumChannelCount = 16

    /// The sample rates that are accepted, in hertz.
    public static let sampleRates: ClosedRange<Double> = 4_000...400_000

    /// The number of sample frames that are decoded at a time.
    private static let blockLength = 8_192

    /// The file, as it was given.
    public let path: String

    /// Samples per second, as the file stores them.
    public let sampleRate: Double

    /// The number of channels in the file.
    public let channelCount: Int

    /// The length in seconds as the file's header has it, for a progress display; `nil` where it does not say.
    ///
    /// For MP3 without a header this is a guess from the bit rate; see ``isLengthStated``.
    public let estimatedDuration: Double?

    /// Whether the file states its length, or the decoder knows it otherwise.
    ///
    /// MP3 without a Xing, Info or VBRI header does not. Its length is then guessed, and nothing is read beyond the guess:
    /// with a varying bit rate that can be far too little.
    public let isLengthStated: Bool

    private let descriptor: Int32
    private let handle: OpaquePointer
    private var interleaved: [Float]
    private var framesRead = 0

    /// Opens a file.
    ///
    /// - Parameter path: The file's path; any characters that the file system allows.
    /// - Throws: ``SignalProcessingError`` with `unreadable`, `unsupportedFormat`, `outOfBounds`, `empty` or
    ///   `tooLong`.
    public init(path: String) throws {
        let descriptor = try Self.openRegularFile(path)
        var info = SF_INFO()
        guard let handle = sf_open_fd(descriptor, Int32(SFM_READ), &info, 0) else {
            let cause = String(cString: sf_strerror(nil))
            close(descriptor)
            throw SignalProcessingError(
                .unsupportedFormat, path: path,
                """
                “\(path)” is no audio file that can be read (\(cause)). Use WAV, AIFF, FLAC, Ogg Vorbis, Opus \
                or MP3, or convert it first: ffmpeg -i FILE song.flac
                """)
        }
        self.path = path
        self.descriptor = descriptor
        self.handle = handle
        sampleRate = Double(info.samplerate)
        channelCount = Int(info.channels)
        let isLengthKnown = info.frames > 0 && info.frames < Int64.max / 2 && info.samplerate > 0
        isLengthStated =
            info.format & Int32(SF_FORMAT_TYPEMASK) != Self.mpeg || Self.hasLengthHeader(descriptor)
        estimatedDuration = isLengthKnown ? Double(info.frames) / Double(info.samplerate) : nil
        interleaved = []
        // From here on `deinit` closes the handle, also when a check below throws.
        try checkBounds()
        if info.frames == 0 {
            throw SignalProcessingError(.empty, path: path, "“\(path)” holds no sound.")
        }
        interleaved = [Float](repeating: 0, count: Self.blockLength * channelCount)
    }

    deinit {
        sf_close(handle)
        close(descriptor)
    }

    /// Appends up to `count` further samples to `buffer`, channels averaged to mono; see `SampleSource`.
    ///
    /// A sample that is not a finite number counts as 0; finite ones beyond ±16 are limited to that.
    ///
    /// - Returns: The number appended; 0 at the end and ever after.
    /// - Throws: ``SignalProcessingError`` with `damaged` where the decoder gives up, `tooLong` where the file goes
    ///   on beyond ``maximumDuration``. Samples that were decoded before have been handed out.
    public func read(
        _ count: Int, into buffer: inout [Float], meter: LoudnessMeter? = nil
    ) throws -> Int {
        var total = 0
        while total < count {
            let wanted = min(count - total, Self.blockLength)
            let got = interleaved.withUnsafeMutableBufferPointer { block in
                Int(sf_readf_float(handle, block.baseAddress, sf_count_t(wanted)))
            }
            if got <= 0 { break }
            Mixdown.append(
                &interleaved, frames: got, channelCount: channelCount, to: &buffer, meter: meter)
            total += got
        }
        framesRead += total
        if total == 0 && count > 0 && Int(sf_error(handle)) != SF_ERR_NO_ERROR {
            throw SignalProcessingError(
                .damaged, path: path,
                """
                “\(path)” cannot be decoded beyond \(Double(framesRead) / sampleRate) seconds \
                (\(String(cString: sf_strerror(handle)))). The file is damaged; get it again.
                """)
        }
        if Double(framesRead) > Self.maximumDuration * sampleRate { throw tooLong() }
        return total
    }

    /// Opens a file for reading and makes sure that it is a file, not a folder or a device.
    private static func openRegularFile(_ path: String) throws -> Int32 {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            let cause = String(cString: strerror(errno))
            throw SignalProcessingError(
                .unreadable, path: path,
                "“\(path)” cannot be opened (\(cause)). Check its name and its permissions.")
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw SignalProcessingError(
                .unreadable, path: path, "“\(path)” is not a file. Give the path of an audio file.")
        }
        if status.st_size == 0 {
            close(descriptor)
            throw SignalProcessingError(.empty, path: path, "“\(path)” is empty. Get the file again.")
        }
        return descriptor
    }

    /// `SF_FORMAT_MPEG`, which older headers do not know.
    private static let mpeg: Int32 = 0x23_0000

    /// Whether the first frame of an MP3 file, behind any ID3 tag, is one that tells the length.
    private static func hasLengthHeader(_ descriptor: Int32) -> Bool {
        var start = [UInt8](repeating: 0, count: 10)
        guard pread(descriptor, &start, 10, 0) == 10 else { return false }
        var offset = 0
        if start.starts(with: "ID3".utf8) {
            offset = 10 + start[6..<10].reduce(0) { $0 << 7 | Int($1 & 0x7F) }
        }
        var frame = [UInt8](repeating: 0, count: 4096)
        let count = pread(descriptor, &frame, frame.count, off_t(offset))
        guard count > 4 else { return false }
        let words = ["Xing", "Info", "VBRI"].map { Array($0.utf8) }
        // The frame may be preceded by padding; its header has 4 bytes, side information up to 32 more.
        guard let sync = frame.indices.dropLast().first(where: { frame[$0] == 0xFF && frame[$0 + 1] >= 0xE0 })
        else { return false }
        return (sync..<min(sync + 64, count - 4)).contains { words.contains(Array(frame[$0..<$0 + 4])) }
    }

    private func checkBounds() throws {
        guard Self.sampleRates.contains(sampleRate) else {
            throw SignalProcessingError(
                .outOfBounds, path: path,
                "“\(path)” has \(Int(sampleRate)) samples a second; 4000 to 400000 can be read.")
        }
        guard (1...Self.maximumChannelCount).contains(channelCount) else {
            throw SignalProcessingError(
                .outOfBounds, path: path,
                "“\(path)” has \(channelCount) channels; 1 to \(Self.maximumChannelCount) can be read.")
        }
        if let estimatedDuration, estimatedDuration > Self.maximumDuration { throw tooLong() }
    }

    private func tooLong() -> SignalProcessingError {
        SignalProcessingError(
            .tooLong, path: path,
            "“\(path)” is longer than \(Int(Self.maximumDuration / 3600)) hours. Cut out the part that is wanted."
        )
    }
}
