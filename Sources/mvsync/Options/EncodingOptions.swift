import ArgumentParser
import MediaEngine

/// How the video is encoded.
struct EncodingOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: "Quality of the picture: 0 (lossless) to 51; smaller is better and larger.")
    var crf = 18

    @Option(help: "The encoder's trade of speed for size: ultrafast, veryfast, medium, slow …")
    var preset: EncoderPreset = .medium

    func validate() throws {
        guard (0...51).contains(crf) else { throw ValidationError("--crf takes 0 to 51, not \(crf).") }
    }

    var settings: RenderSettings {
        var settings = RenderSettings()
        settings.crf = crf
        settings.preset = preset.rawValue
        return settings
    }
}

/// The names that the H.264 encoder has for its presets.
enum EncoderPreset: String, ExpressibleByArgument, CaseIterable {
    case ultrafast, superfast, veryfast, faster, fast, medium, slow, slower, veryslow
}
