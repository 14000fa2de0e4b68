import ArgumentParser
import EditModel
import Foundation
import GenerativeServices
import MVSyncPipeline

/// Which services make what, and where they are.
struct ServiceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "What makes everything that nothing else is named for; sketch works offline, without any account.",
            valueName: "service"))
    var provider: String?

    @Option(
        help: ArgumentHelp(
            "The language model: together, sketch, or the address of any OpenAI-compatible server (default: together).",
            valueName: "service or url"))
    var chat: String?

    @Option(
        name: [.customLong("song")],
        help: ArgumentHelp(
            "The song: acestep, suno, elevenlabs, comfyui, sketch, or a file of your own (default: acestep).",
            valueName: "service or file"))
    var song: String?

    @Option(
        name: [.customLong("clip"), .customLong("clips")],
        help: ArgumentHelp(
            "The clips: luma, luma-agents, comfyui, sketch (default: luma).", valueName: "service"))
    var clip: String?

    @Option(
        name: [.customLong("image")],
        help: ArgumentHelp("The stills: together, comfyui, sketch (default: together).", valueName: "service")
    )
    var image: String?

    @Option(help: ArgumentHelp("The language model's name at its server.", valueName: "name"))
    var chatModel: String?

    @Option(help: ArgumentHelp("The model of stills.", valueName: "name"))
    var imageModel: String?

    @Option(help: ArgumentHelp("The model of clips: ray-2, ray-flash-2, ray-3.2 …", valueName: "name"))
    var clipModel: String?

    @Option(help: ArgumentHelp("The model of songs.", valueName: "name"))
    var songModel: String?

    @Option(
        name: .customLong("address"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Where a service is, such as comfyui=http://192.168.0.2:8188; can be repeated.",
            valueName: "service=url"))
    var addresses: [String] = []

    @Option(help: ArgumentHelp("ComfyUI's workflow of clips, as Export (API) saves it.", valueName: "file"))
    var clipWorkflow: String?

    @Option(help: ArgumentHelp("ComfyUI's workflow of stills.", valueName: "file"))
    var imageWorkflow: String?

    @Option(help: ArgumentHelp("ComfyUI's workflow of songs.", valueName: "file"))
    var songWorkflow: String?

    func validate() throws {
        for address in addresses {
            let parts = address.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, ServiceName(rawValue: String(parts[0])) != nil else {
                throw ValidationError(
                    "--address takes a service and where it is, such as comfyui=http://127.0.0.1:8188, not “\(address)”."
                )
            }
        }
        for (option, value) in [("provider", provider), ("clip", clip), ("image", image)] {
            guard let value else { continue }
            guard value == "sketch" || ServiceName(rawValue: value) != nil else {
                let known = ServiceName.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("--\(option) takes sketch, \(known), not “\(value)”.")
            }
        }
    }

    /// Writes what was named into a job.
    func apply(to job: inout JobOptions) {
        if let provider { for use in JobOptions.usualServices.keys { job.services[use] = provider } }
        if let chat {
            if chat.contains("://") {
                job.services["chat"] = "chat"
                job.addresses["chat"] = chat
            } else {
                job.services["chat"] = chat
            }
        }
        if let song {
            if song == "sketch" || ServiceName(rawValue: song) != nil {
                job.services["song"] = song
                job.songFile = nil
            } else {
                job.songFile = absolutePath(song)
            }
        }
        if let clip { job.services["clip"] = clip }
        if let image { job.services["image"] = image }
        let models = ["chat": chatModel, "image": imageModel, "clip": clipModel, "song": songModel]
        job.models.merge(models.compactMapValues(\.self)) { $1 }
        let workflows = ["image": imageWorkflow, "clip": clipWorkflow, "song": songWorkflow]
        job.workflows.merge(workflows.compactMapValues { $0.map(absolutePath) }) { $1 }
        for address in addresses {
            let parts = address.split(separator: "=", maxSplits: 1)
            job.addresses[String(parts[0])] = String(parts[1])
        }
    }
}
