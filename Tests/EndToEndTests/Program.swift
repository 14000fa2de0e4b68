import Foundation
import TestSupport

/// The built program, run as a user runs it, in a folder and with a cache of its own.
struct Program {
    /// How a run ended.
    struct Outcome {
        var status: Int32
        var output: String
        var complaints: String
    }

    let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    /// Runs the program to its end.
    ///
    /// - Parameters:
    ///   - arguments: As typed after `mvsync`.
    ///   - environment: Changes to the environment.
    ///   - output: Where its standard output goes instead of into the outcome.
    ///   - interruptedAfter: Seconds after which it gets ^C; nil for never.
    ///   - signals: What it gets instead of ^C, all at once.
    func run(
        _ arguments: [String], environment: [String: String] = [:], output sink: FileHandle? = nil,
        interruptedAfter delay: Double? = nil, by signals: [Int32] = [SIGINT]
    ) throws -> Outcome {
        let running = try start(arguments, environment: environment, output: sink)
        if let delay {
            Thread.sleep(forTimeInterval: delay)
            for signal in signals { running.get(signal) }
        }
        return try running.end()
    }

    /// Starts the program.
    ///
    /// - Parameters:
    ///   - arguments: As typed after `mvsync`.
    ///   - environment: Changes to the environment.
    ///   - output: Where its standard output goes instead of into the outcome.
    func start(
        _ arguments: [String], environment: [String: String] = [:], output sink: FileHandle? = nil
    ) throws -> RunningProgram {
        let process = Process()
        process.executableURL = Self.executable
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.environment = ProcessInfo.processInfo.environment
            .merging(["XDG_CACHE_HOME": folder.file(".cache")]) { $1 }
            .merging(environment) { $1 }
        // Files, not pipes: nothing can block, whatever the program prints.
        let output = folder.file(".stdout")
        let complaints = folder.file(".stderr")
        for file in [output, complaints] { try Data().write(to: URL(fileURLWithPath: file)) }
        process.standardOutput = sink ?? FileHandle(forWritingAtPath: output)
        process.standardError = FileHandle(forWritingAtPath: complaints)
        process.standardInput = FileHandle.nullDevice
        try process.start()
        return RunningProgram(process: process, output: output, complaints: complaints)
    }

    /// The visible files in the program's folder, sorted, and hidden ones but for the test's own.
    var files: [String] { folder.contents.filter { ![".cache", ".stdout", ".stderr"].contains($0) } }

    /// Beside the test bundle, where the package manager puts it.
    private static var executable: URL {
        let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        return bundle.deletingLastPathComponent().appendingPathComponent("mvsync")
    }
}

/// Made songs.
enum MadeSong {
    /// A click on every beat, louder and higher on downbeats of four, over a quiet chord that changes every four bars.
    static func write(to path: String, seconds: Double, bpm: Double = 120) throws {
        let rate = 44_100.0
        var state: UInt64 = 1
        var samples = [Float](repeating: 0, count: Int(seconds * rate))
        let period = 60 / bpm
        for index in samples.indices {
            let time = Double(index) / rate
            let beat = Int(time / period)
            let since = time - Double(beat) * period
            let isDownbeat = beat % 4 == 0
            let root = [220.0, 174.6, 261.6, 196.0][beat / 16 % 4]
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let noise = Double(Int64(bitPattern: state) >> 40) / Double(1 << 23)
            let click =
                exp(-since * (isDownbeat ? 25 : 60))
                * (isDownbeat ? sin(2 * .pi * 60 * since) + 0.3 * noise : 0.5 * noise)
            let chord = sin(2 * .pi * root * time) + sin(2 * .pi * root * 1.5 * time)
            samples[index] = Float(0.6 * click + 0.08 * chord)
        }
        let raw = path + ".f32"
        try samples.withUnsafeBytes { try Data($0).write(to: URL(fileURLWithPath: raw)) }
        defer { try? FileManager.default.removeItem(atPath: raw) }
        try Tool.ffmpeg(["-f", "f32le", "-ar", "44100", "-ac", "1", "-i", "file:\(raw)", "file:\(path)"])
    }
}
