internal import Foundation

/// A run of a program whose output is read by a thread that may block, and is stopped with its owner.
///
/// However long the program keeps silent, the reader is asked ten times a second whether it wants to go on.
final class BlockingProgram {
    private let process = Process()
    private let pipe = Pipe()
    private let onWait: () throws -> Void

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - path: The program's absolute path.
    ///   - arguments: Its arguments.
    ///   - onWait: Called before and while output is waited for; what it throws is thrown on.
    /// - Throws: `MediaError` with `.programMissing`.
    init(path: String, arguments: [String], onWait: @escaping () throws -> Void) throws {
        self.onWait = onWait
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            throw MediaError.cannotStart(path, error.localizedDescription)
        }
    }

    deinit {
        // A decoder that waits for room in the pipe does not hear a polite signal.
        if process.isRunning {
            let group = getpgid(process.processIdentifier)
            kill(group == process.processIdentifier ? -group : process.processIdentifier, SIGKILL)
        }
        try? pipe.fileHandleForReading.close()
    }

    /// The next bytes of output, `count` at most; none at its end.
    func read(upTo count: Int) throws -> Data {
        let descriptor = pipe.fileHandleForReading.fileDescriptor
        while true {
            try onWait()
            var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&request, 1, 100) > 0 else { continue }
            var block = Data(count: count)
            let got = block.withUnsafeMutableBytes { Foundation.read(descriptor, $0.baseAddress, count) }
            guard got >= 0 else {
                if errno == EINTR || errno == EAGAIN { continue }
                return Data()
            }
            return block.prefix(got)
        }
    }

    /// All further output.
    func readToEnd() throws -> Data {
        var output = Data()
        while case let block = try read(upTo: 1 << 16), !block.isEmpty { output += block }
        return output
    }

    /// Waits for the end, and says whether the program says that all went well.
    func succeeds() throws -> Bool {
        while process.isRunning {
            try onWait()
            usleep(2000)
        }
        return process.terminationReason == .exit && process.terminationStatus == 0
    }
}
