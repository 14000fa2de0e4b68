import Foundation
import LoopbackServices
import TestSupport

/// The program, and services on this machine that it makes videos with; what they make lies on another server.
struct GenerateRig {
    /// Made-up keys, by the variables that hold them.
    static let keys = [
        "LUMAAI_API_KEY": "luma-made-up-5f0c2b", "MVSYNC_CHAT_KEY": "chat-made-up-91d7aa",
        "ACESTEP_API_KEY": "ace-made-up-c3e418",
    ]

    let program: Program
    let luma: LumaDreamMachineService
    let chat: ChatService
    let ace: AceStepService
    let suno: SunoService
    let lumaServer: LoopbackServer
    let chatServer: LoopbackServer
    let aceServer: LoopbackServer
    let sunoServer: LoopbackServer
    /// Where clips and Suno's songs lie.
    let store: LoopbackServer

    /// A song of six seconds, and a clip of one.
    static let media = Result { () throws -> (song: Data, clip: Data) in
        let folder = try ScratchFolder()
        try MadeSong.write(to: folder.file("song.flac"), seconds: 6)
        try BarcodeClip(id: 1, frameCount: 24).write(to: folder.file("clip.mp4"))
        return (
            try Data(contentsOf: URL(fileURLWithPath: folder.file("song.flac"))),
            try Data(contentsOf: URL(fileURLWithPath: folder.file("clip.mp4")))
        )
    }

    /// Starts the services.
    ///
    /// - Parameter echo: What the chat repeats in its answers; empty for nothing.
    init(echo: String = "") async throws {
        let media = try Self.media.get()
        program = try Program()
        try media.song.write(to: URL(fileURLWithPath: program.folder.file("song.flac")))
        let shelf = MediaShelf()
        store = try await LoopbackServer(shelf)
        luma = LumaDreamMachineService(
            key: Self.keys["LUMAAI_API_KEY"] ?? "", clip: media.clip, shelf: shelf, mediaURL: store.url)
        chat = ChatService(key: Self.keys["MVSYNC_CHAT_KEY"]) { request in
            let asked = String(decoding: request.body, as: UTF8.self)
            return ChatScript(asked.contains("scenario") ? Self.scenes(echo) : Self.sheet(echo))
        }
        ace = AceStepService(key: Self.keys["ACESTEP_API_KEY"], song: media.song)
        suno = SunoService(song: media.song, seconds: 6, shelf: shelf, mediaURL: store.url)
        lumaServer = try await LoopbackServer(luma)
        chatServer = try await LoopbackServer(chat)
        aceServer = try await LoopbackServer(ace)
        sunoServer = try await LoopbackServer(suno)
    }

    /// The variables of the environment: keys, and no settings of whoever runs the tests.
    var environment: [String: String] {
        Self.keys.merging(["XDG_CONFIG_HOME": program.folder.file(".config")]) { $1 }
    }

    /// Where the services are, and that nobody is waited for.
    var services: [String] {
        [
            "--clip", "luma", "--address", "luma=\(lumaServer.url)\(LumaDreamMachineService.basePath)",
            "--address", "acestep=\(aceServer.url)", "--address", "suno=\(sunoServer.url)",
            "--poll", "0.02", "--max-wait", "0",
        ]
    }

    /// A small job of a topic in the folder `job`, with a song of one's own and words without a server.
    func beginning(_ step: String = "video", scenes: Int = 2) -> [String] {
        ["generate", step, "A lighthouse at dawn", "-o", "job"] + services + [
            "--chat", "sketch", "--song", "song.flac", "--lines", "90", "--scenes", "\(scenes)", "--jobs",
            "1",
        ]
    }

    /// The same job with words and a song of services.
    func beginningWithServices(_ step: String = "video", song: String = "suno") -> [String] {
        ["generate", step, "A lighthouse at dawn", "-o", "job"] + services + [
            "--chat", chatServer.url, "--chat-model", "m", "--song", song, "--lines", "90", "--scenes", "2",
            "--jobs", "1",
        ]
    }

    /// How the job is gone on with.
    func resuming(_ step: String = "video") -> [String] {
        ["generate", step, "--resume", "job", "--poll", "0.02", "--max-wait", "0", "--jobs", "1"]
    }

    /// Runs the program to its end.
    func run(_ arguments: [String]) async throws -> Program.Outcome {
        try await program.runAside(arguments, environment: environment)
    }

    /// The names of the files in a folder of the job, hidden ones but the lock too.
    func files(_ folder: String = "") -> [String] {
        let path = program.folder.file("job/" + folder)
        return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
            .filter { $0 != ".lock" }.sorted()
    }

    /// A file of the job; nil where there is none.
    func bytes(_ name: String) -> Data? {
        FileManager.default.contents(atPath: program.folder.file("job/" + name))
    }

    /// Stops the services.
    func stop() async {
        for server in [lumaServer, chatServer, aceServer, sunoServer, store] { await server.stop() }
    }

    static func sheet(_ echo: String) -> String {
        """
        Title: First Light
        Genre: Electronic rock
        Tempo: 120 BPM
        Time Signature: 4/4
        Key: C Major

        Lyrics:
        [Verse 1]
        Grey sea, slow light \(echo)

        [Chorus]
        Hold on, hold on

        Audio Recording: warm, punchy, wide
        Vocal Performance: female, soft
        """
    }

    static func scenes(_ echo: String) -> String {
        """
        {"scenes": [
          {"number": 1, "title": "First Light", "section": "Verse 1",
           "scenario": "A lighthouse at dawn. \(echo)", "characters": [], "actions": "The lamp turns.",
           "plot": "The lamp goes out.", "negativePrompt": "text"},
          {"number": 2, "title": "The Boat", "section": "Chorus", "scenario": "A harbour in fog.",
           "characters": [], "actions": "A boat leaves.", "plot": "He sets out.", "negativePrompt": ""}
        ]}
        """
    }
}
