import Foundation
import LoopbackServices
import TestSupport

/// The program, and services on this machine that draw stills first, and film them.
struct StillsRig {
    /// Made-up keys, by the variables that hold them.
    static let keys = [
        "TOGETHER_API_KEY": "together-made-up-8b1f60", "LUMA_AGENTS_API_KEY": "agents-made-up-e27d45",
        "ELEVENLABS_API_KEY": "eleven-made-up-36c9f2",
    ]

    let program: Program
    let together: ChatService
    let agents: LumaAgentsService
    let eleven: ElevenLabsService
    let comfy: ComfyUIService
    let togetherServer: LoopbackServer
    let agentsServer: LoopbackServer
    let elevenServer: LoopbackServer
    let comfyServer: LoopbackServer
    /// Where stills, clips and what is sent lie.
    let store: LoopbackServer

    /// A still as services draw it.
    let still: Data

    /// Starts the services.
    init() async throws {
        let media = try GenerateRig.media.get()
        program = try Program()
        let picture = program.folder.file("still.png")
        try Tool.ffmpeg(["-f", "lavfi", "-i", "testsrc=size=160x90", "-frames:v", "1", "file:\(picture)"])
        still = try Data(contentsOf: URL(fileURLWithPath: picture))
        try FileManager.default.removeItem(atPath: picture)
        for (name, text) in [("clips.json", Self.clipWorkflow), ("stills.json", Self.stillWorkflow)] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: program.folder.file(name)))
        }
        let shelf = MediaShelf()
        store = try await LoopbackServer(shelf)
        together = ChatService(key: Self.keys["TOGETHER_API_KEY"], image: still, shelf: shelf) { request in
            let asked = String(decoding: request.body, as: UTF8.self)
            guard asked.contains("response_format") else {
                return ChatScript("Wide shot of a lighthouse at dawn, grain of old film.")
            }
            return ChatScript(asked.contains("scenario") ? GenerateRig.scenes("") : GenerateRig.sheet(""))
        }
        agents = LumaAgentsService(
            key: Self.keys["LUMA_AGENTS_API_KEY"] ?? "", clip: media.clip, shelf: shelf, mediaURL: store.url)
        eleven = ElevenLabsService(key: Self.keys["ELEVENLABS_API_KEY"] ?? "", song: media.song)
        comfy = ComfyUIService(files: ["clip.mp4": media.clip, "still.png": still])
        togetherServer = try await LoopbackServer(together)
        agentsServer = try await LoopbackServer(agents)
        elevenServer = try await LoopbackServer(eleven)
        comfyServer = try await LoopbackServer(comfy)
    }

    /// Runs the program to its end.
    func run(_ arguments: [String]) async throws -> Program.Outcome {
        try await program.runAside(
            arguments,
            environment: Self.keys.merging(["XDG_CONFIG_HOME": program.folder.file(".config")]) { $1 })
    }

    /// A small job of a topic in the folder `job` by way of stills.
    func beginning(image: String, clip: String) -> [String] {
        [
            "generate", "A lighthouse at dawn", "-o", "job", "--images", "--refine", "--chat", "together",
            "--image", image, "--clip", clip, "--song", "elevenlabs",
            "--address", "together=\(togetherServer.url)/v1",
            "--address", "luma-agents=\(agentsServer.url)/v1",
            "--address", "elevenlabs=\(elevenServer.url)", "--address", "comfyui=\(comfyServer.url)",
            "--clip-workflow", "clips.json", "--image-workflow", "stills.json",
            "--lines", "90", "--scenes", "2", "--jobs", "1", "--poll", "0.02", "--max-wait", "0",
        ]
    }

    /// How the job is gone on with.
    var resuming: [String] { ["generate", "--resume", "job", "--poll", "0.02", "--max-wait", "0"] }

    /// Stops the services.
    func stop() async {
        for server in [togetherServer, agentsServer, elevenServer, comfyServer, store] { await server.stop() }
    }

    private static let clipWorkflow = """
        {"1":{"class_type":"LoadImage","inputs":{"image":"%image%"}},
         "2":{"class_type":"CLIPTextEncode","inputs":{"text":"%prompt%","seed":"%seed%"}},
         "3":{"class_type":"SaveVideo","inputs":{"filename_prefix":"mvsync/c","video":["1",0]}}}
        """

    private static let stillWorkflow = """
        {"2":{"class_type":"CLIPTextEncode","inputs":{"text":"%prompt%","seed":"%seed%"}},
         "3":{"class_type":"SaveImage","inputs":{"filename_prefix":"mvsync/s","images":["2",0]}}}
        """
}
