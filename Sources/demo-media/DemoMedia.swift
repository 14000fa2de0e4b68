import ArgumentParser
import Foundation

/// Makes the demonstration's own song and clips, from nothing but arithmetic.
@main
struct DemoMedia: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo-media",
        abstract: "Make the demonstration's song and six clips.",
        discussion:
            "Writes song.flac, song.truth.json and clips/. All of it is CC0; the same bytes of sound every time."
    )

    @Argument(help: "The folder to write to; made if it is not there.")
    var folder: String

    func run() throws {
        let clips = folder + "/clips"
        try FileManager.default.createDirectory(atPath: clips, withIntermediateDirectories: true)
        for scene in Film.scenes {
            print("drawing \(scene.name)")
            try Film.render(scene, to: "\(clips)/\(scene.name).mp4")
        }
        print("playing song")
        try Arrangement().write(toFolder: folder)
    }
}
