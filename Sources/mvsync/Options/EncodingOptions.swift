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

    @Option(
        parsing: .unconditional,
        help: "The most memory to use, such as 800M or 1.5G; frames beyond it go to the temporary folder.")
    var memory: MemorySize = MemorySize(bytes: RenderSettings().memoryBudget)

    func validate() throws {
        guard (0...51).contains(crf) else { throw ValidationError("--crf takes 0 to 51, not \(crf).") }
    }

    var settings: RenderSettings {
        var settings = RenderSettings()
        settings.crf = crf
        settings.preset = preset.rawValue
        settings.memoryBudget = memory.bytes
        return settings
    }
}

/// The names that the H.264 encoder has for its presets.
enum EncoderPreset: String, ExpressibleByArgument, CaseIterable {
    case ultrafast, superfast, veryfast, faster, fast, medium, slow, slower, veryslow
}

/// An amount of memory.
struct MemorySize: ExpressibleByArgument, CustomStringConvertible {
    let bytes: Int

    init(bytes: Int) { self.bytes = bytes }

    /// Reads `800M` or `1.5G`, millions and thousands of millions of bytes; 100M to 1000G.
    init?(argument: String) {
        let units = ["M": 1e6, "G": 1e9]
        guard let unit = units[argument.suffix(1).uppercased()],
            argument.dropLast().utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 }),
            let number = Double(argument.dropLast()), (1e8...1e12).contains(number * unit)
        else { return nil }
        bytes = Int(number * unit)
    }

    var description: String {
        let tenths = bytes / 100_000_000
        return "\(tenths / 10)" + (tenths % 10 == 0 ? "" : ".\(tenths % 10)") + "G"
    }
}
