internal import EditModel
internal import Foundation

/// What the Agents API refuses at once.
enum LumaAgentsRules {
    private static let types: [String: [String]] = [
        "image": ["uni-1", "uni-1-max"], "image_edit": ["uni-1", "uni-1-max"], "layering": ["uni-1"],
        "video": ["ray-3.2"], "video_edit": ["ray-3.2"], "video_reframe": ["ray-3.2"],
    ]
    private static let shapes = [
        "3:1", "2:1", "21:9", "16:9", "4:3", "3:2", "1:1", "3:4", "2:3", "9:16", "1:2", "1:3",
    ]
    private static let resolutions = ["360p", "540p", "720p", "1080p"]

    /// The first thing that is wrong with an order; nil where nothing is.
    static func fault(in order: JSONValue, files: LumaFiles) -> String? {
        guard let prompt = order["prompt"]?.word, !prompt.isEmpty else { return "prompt is required" }
        let type = order["type"]?.word ?? "image"
        guard let models = types[type] else { return "type is not known" }
        guard models.contains(order["model"]?.word ?? "uni-1") else {
            return "model does not fit type \(type)"
        }
        if let shape = order["aspect_ratio"], !shapes.contains(shape.word ?? "") {
            return "aspect_ratio is not known"
        }
        for reference in (order["image_ref"]?.list ?? []) + [order["source"]].compactMap(\.self) {
            if let fault = fault(inReference: reference, files: files) { return fault }
        }
        guard let video = order["video"] else { return nil }
        return type.hasPrefix("video") ? fault(inVideo: video, files: files) : "video needs a type of video"
    }

    private static func fault(inVideo video: JSONValue, files: LumaFiles) -> String? {
        if let resolution = video["resolution"], !resolutions.contains(resolution.word ?? "") {
            return "video.resolution is not known"
        }
        let duration = video["duration"]?.word ?? "5s"
        guard ["5s", "10s"].contains(duration) else { return "video.duration must be 5s or 10s" }
        if video["loop"]?.isTrue == true, duration == "10s" || video["hdr"]?.isTrue == true {
            return "video.loop is not supported with 10s or hdr"
        }
        let frames = ["start_frame", "end_frame"].compactMap { video[$0] }
        let anchors = video["keyframes"]?.list ?? []
        if !anchors.isEmpty {
            guard frames.isEmpty, video["loop"] == nil else { return "video.keyframes excludes other frames" }
            guard anchors.count <= 64, video["keyframe_indexes"]?.list?.count == anchors.count else {
                return "video.keyframe_indexes must match video.keyframes"
            }
        }
        for frame in frames + anchors {
            if let fault = fault(inReference: frame, files: files) { return fault }
        }
        return nil
    }

    private static func fault(inReference reference: JSONValue, files: LumaFiles) -> String? {
        let given = ["url", "data", "generation_id", "file_id"].filter { reference[$0] != nil }
        guard given.count == 1 else {
            return "a reference has exactly one of url, data, generation_id, file_id"
        }
        if let data = reference["data"] {
            guard reference["media_type"]?.word != nil else { return "media_type is required with data" }
            guard Data(base64Encoded: data.word ?? "") != nil else { return "data is no base64" }
        }
        if let file = reference["file_id"], !files.isReady(file.word ?? "") {
            return "file_id names no file that is ready"
        }
        return nil
    }
}
