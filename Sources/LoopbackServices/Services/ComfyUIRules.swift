internal import EditModel

/// What a ComfyUI server knows of nodes, and refuses of prompts.
enum ComfyUIRules {
    /// What a node that saves something puts into the history.
    struct Output {
        /// The key of its list.
        var key: String
        /// Whether `animated` stands beside it.
        var isAnimated = false
        /// The endings of the files.
        var endings: [String]

        /// Whether a file is one that such a node makes.
        func holds(_ name: String) -> Bool { endings.contains { name.hasSuffix($0) } }
    }

    /// The nodes that save something, by their classes.
    static let outputs: [String: Output] = [
        "SaveImage": Output(key: "images", endings: [".png", ".jpg", ".webp"]),
        "SaveVideo": Output(key: "images", isAnimated: true, endings: [".mp4", ".webm"]),
        "VHS_VideoCombine": Output(key: "gifs", endings: [".mp4", ".webm"]),
        "SaveAudio": Output(key: "audio", endings: [".flac", ".mp3", ".wav"]),
        "SaveAudioMP3": Output(key: "audio", endings: [".mp3"]),
    ]

    /// The answer to a wrong prompt; nil where nothing is wrong.
    static func refusal(of prompt: JSONValue, inputs: ComfyUIInputs) -> LoopbackAnswer? {
        guard let nodes = prompt.members else {
            return ComfyUIService.refusal("invalid_prompt", "The prompt is no object")
        }
        for node in nodes where node.value["class_type"]?.word == nil {
            return ComfyUIService.refusal(
                "invalid_prompt", "Cannot execute because a node is missing the class_type property.",
                details: "Node ID '#\(node.key)'")
        }
        guard nodes.contains(where: { outputs[$0.value["class_type"]?.word ?? ""] != nil }) else {
            return ComfyUIService.refusal("prompt_no_outputs", "Prompt has no outputs")
        }
        let names = Set(nodes.map(\.key))
        for node in nodes {
            guard let (type, message, details) = fault(in: node.value, names: names, inputs: inputs) else {
                continue
            }
            let errors: JSONValue = [
                "errors": [
                    [
                        "type": .string(type), "message": .string(message), "details": .string(details),
                        "extra_info": [:],
                    ]
                ],
                "dependent_outputs": [], "class_type": node.value["class_type"] ?? "",
            ]
            return ComfyUIService.refusal(
                "prompt_outputs_failed_validation", "Prompt outputs failed validation",
                nodes: [node.key: errors])
        }
        return nil
    }

    private static func fault(
        in node: JSONValue, names: Set<String>, inputs: ComfyUIInputs
    ) -> (type: String, message: String, details: String)? {
        for input in node["inputs"]?.members ?? [] {
            if let link = input.value.list, link.count == 2, let source = link[0].word, link[1].whole != nil,
                !names.contains(source)
            {
                return ("bad_linked_input", "Bad linked input", "\(input.key): node \(source) is missing")
            }
            if node["class_type"]?.word == "LoadImage", input.key == "image",
                !inputs.has(input.value.word ?? "")
            {
                return (
                    "custom_validation_failed", "Custom validation failed for node",
                    "image - Invalid image file: \(input.value.word ?? "")"
                )
            }
        }
        return nil
    }
}
