import ArgumentParser
import Foundation
import Synchronization

/// The command line: arguments in, text and exit codes out.
@main
struct MVSync: AsyncParsableCommand {
    /// The program's version.
    static let version = "0.1.0"

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
              mvsync inspect song.mvsync.json --html song.html
              mvsync diff old.mvsync.json song.mvsync.json what changed
              mvsync plan --from song.mvsync.json --force  decide the rest anew
              mvsync render song.mvsync.json -o video.mp4  the video, decisions changed
              mvsync analyze song.mp3 --format json        what is heard, for scripts
              mvsync generate "A topic" --provider sketch  song, clips, video
              mvsync serve                                 the same from a browser

            Exit codes: 0 done, 1 edits differ (diff), 64 usage, 65 bad input, 66 input missing, 69 program or service \
            missing, 70 a bug, 73 cannot write, 74 input or output failed, 75 saved, come back later (generate), \
            77 no or wrong key, 130 interrupted.
            """,
        version: version,
        subcommands: [
            Align.self, Analyze.self, Plan.self, Inspect.self, Diff.self, Preview.self, Render.self,
            Verify.self, Export.self, Import.self, Generate.self, Serve.self, Suggest.self, Styles.self,
            Doctor.self,
        ])

    static func main() async {
        signal(SIGPIPE, SIG_IGN)
        // Where a standard stream is closed, no file that is opened later may take its number.
        while case let descriptor = open("/dev/null", O_RDWR), descriptor >= 0 {
            guard descriptor <= STDERR_FILENO else {
                close(descriptor)
                break
            }
        }
        let interruption = Interruption()
        let work = Task.detached {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        }
        let watch = interruption.watch { work.cancel() }
        let result = await work.result
        withExtendedLifetime(watch) {}
        guard case .failure(let error) = result else { return }
        Terminal.endProgress()
        if interruption.happened {
            Terminal.complain("mvsync: " + Interruption.advice.withLock { $0 })
            Foundation.exit(ExitStatus.interrupted)
        }
        guard let failure = Failure(error) else { leave(error) }
        if let message = failure.message { Terminal.complain("mvsync: \(message)") }
        Foundation.exit(failure.status)
    }

    /// Ends as the argument parser wants it: with help on standard output, or with what is wrong with the arguments.
    private static func leave(_ error: any Error) -> Never {
        let code = exitCode(for: error)
        guard !code.isSuccess else { exit(withError: error) }
        let message = fullMessage(for: error)
        if !message.isEmpty {
            for line in message.split(separator: "\n", omittingEmptySubsequences: false) {
                Terminal.complain(String(line))
            }
        }
        Foundation.exit(code.rawValue)
    }
}
