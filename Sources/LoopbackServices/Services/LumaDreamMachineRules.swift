internal import EditModel

/// What the Dream Machine API refuses at once.
enum LumaDreamMachineRules {
    private static let videoModels = ["ray-2", "ray-flash-2"]
    private static let imageModels = ["photon-1", "photon-flash-1"]
    private static let words: [String: [String]] = [
        "aspect_ratio": ["1:1", "16:9", "9:16", "4:3", "3:4", "21:9", "9:21"],
        "resolution": ["540p", "720p", "1080p", "4k"],
        "duration": ["5s", "9s"],
        "generation_type": ["video", "image"],
    ]

    /// The first thing that is wrong with an order; nil where nothing is.
    static func fault(in order: JSONValue, type: String) -> String? {
        let models = type == "image" ? imageModels : videoModels
        guard let model = order["model"]?.word else { return "Model is required" }
        guard models.contains(model) else { return "Invalid model: \(model)" }
        for (key, allowed) in words {
            guard let value = order[key] else { continue }
            guard let word = value.word, allowed.contains(word) else {
                return "Invalid \(key): \(value.line)"
            }
        }
        if let loop = order["loop"], loop != true, loop != false { return "Invalid loop: \(loop.line)" }
        for concept in order["concepts"]?.list ?? [] where concept["key"]?.word == nil {
            return "Invalid concept: \(concept.line)"
        }
        return faultInFrames(order) ?? faultInPrompt(order)
    }

    private static func faultInPrompt(_ order: JSONValue) -> String? {
        guard let prompt = order["prompt"]?.word else {
            return order["keyframes"] == nil ? "Prompt is required when there is no image" : nil
        }
        switch prompt.count {
        case ..<3: return "Prompt is too short, minimum length is 3 characters"
        case 5001...: return "Prompt is too long, maximum length is 5000 characters"
        default: return nil
        }
    }

    private static func faultInFrames(_ order: JSONValue) -> String? {
        guard let frames = order["keyframes"] else { return nil }
        let both = [frames["frame0"], frames["frame1"]]
        guard both.contains(where: { $0 != nil }) else { return "Keyframes must have at least one frame" }
        for case let frame? in both {
            switch frame["type"]?.word {
            case "image":
                guard let url = frame["url"]?.word, url.hasPrefix("https://") || url.hasPrefix("http://")
                else {
                    return "Image frames need the public URL of an image"
                }
            case "generation":
                guard frame["id"]?.word != nil else { return "Generation frames need an id" }
            default:
                return "Unknown frame type"
            }
        }
        if order["loop"] == true, frames["frame1"] != nil { return "Loop is not allowed with frame1" }
        return nil
    }
}
