import ArgumentParser
import Dispatch
import Foundation
import Synchronization

/// The command line: arguments in, text and exit codes out.
@main
struct MVSync: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mvsync",
        abstract: "Cut a music video from a song and a handful of clips, on the beat.",
        discussion: """
            mvsync hears the beats, bars and sections of a song, gives each section its clips, cuts and retimes \
            them on the beat, and renders the finished video.

            EXAMPLES
              mvsync align song.mp3 clips/                 the finished video, song.mp4
              mvsync align song.mp3 clips/ --size 1080p --fps 30 -o video.mp4
              mvsync plan song.mp3 clips/                  the decisions, song.mvsync.json
              mvsync inspect song.mvsync.json              read them
              mvsync render song.mvsync.json -o video.mp4  the video, decisions changed
              mvsync analyze song.mp3 --format json        what is heard, for scripts

            Exit codes: 0 done, 64 usage, 65 bad input, 66 input missing, 69 program missing, 70 a bug, \
            73 cannot write, 74 input or output failed, 130 interrupted.
            """,
        version: "0.1.0",
        subcommands: [
            Align.self, Analyze.self, Plan.self, Inspect.self, Render.self, Verify.self, Doctor.self,
        ])

    static func main() async {
        signal(SIGPIPE, SIG_IGN)
        let work = Task.detached {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        }
        let interruption = Interruption()
        let sources = interruption.watch { work.cancel() }
        let result = await work.result
        withExtendedLifetime(sources) {}
        guard case .failure(let error) = result else { return }
        Terminal.endProgress()
        if interruption.happened {
            Terminal.complain("mvsync: interrupted; nothing was left behind.")
            Foundation.exit(ExitStatus.interrupted)
        }
        guard let failure = Failure(error) else { exit(withError: error) }
        Terminal.complain("mvsync: \(failure.message)")
        Foundation.exit(failure.status)
    }
}

/// ^C and kill: the first one asks the work to stop and clean up, the second one stops at once.
private final class Interruption: Sendable {
    private let count = Mutex(0)

    /// Whether a signal has come.
    var happened: Bool { count.withLock { $0 > 0 } }

    /// Watches for signals as long as the returned sources live.
    func watch(_ stop: @escaping @Sendable () -> Void) -> [any DispatchSourceSignal] {
        [SIGINT, SIGTERM, SIGHUP].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { [self] in
                let times = count.withLock {
                    $0 += 1
                    return $0
                }
                if times > 1 { _exit(ExitStatus.interrupted) }
                stop()
            }
            source.activate()
            return source
        }
    }
}
