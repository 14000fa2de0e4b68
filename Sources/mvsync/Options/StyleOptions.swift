public import ArgumentParser
public import EditModel
import EditPlanning

/// The look of an edit: picture, pace, and the seed of its choices.
struct StyleOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help:
            "Frames per second, 1 to 240: 24, 25, 30, 29.97, 30000/1001 … (default: what most clips have, at least 24)"
    )
    var fps: FrameRate?

    @Option(
        parsing: .unconditional,
        help:
            "Picture size, even sides from 16 to 8192: 1920x1080, 1080p, 720p, vertical, square … (default: what suits most clips)"
    )
    var size: Edit.Canvas?

    @Option(help: "How often to cut; natural where nothing else is said.")
    var pace: Edit.Style.Pace?

    @Option(
        parsing: .unconditional,
        help: "What chance is drawn from; the same seed gives the same edit; 1 where nothing else is said.")
    var seed: UInt64?

    /// The style that these options ask for; what they leave open is as it was.
    func style(over style: EditStyle = EditStyle()) -> EditStyle {
        var style = style
        style.frameRate = fps ?? style.frameRate
        style.canvas = size ?? style.canvas
        style.look.pace = pace ?? style.look.pace
        return style
    }
}

extension Edit.Style.Pace: ExpressibleByArgument {}

extension FrameRate: ExpressibleByArgument {
    /// Reads `24`, `29.97` or `30000/1001`; 1 to 240 frames per second.
    public init?(argument: String) {
        let named = [
            "23.976": (24000, 1001), "23.98": (24000, 1001), "29.97": (30000, 1001), "59.94": (60000, 1001),
        ]
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        if let (numerator, denominator) = named[argument] {
            self.init(numerator, denominator)
        } else if parts.count == 1, let rate = parts[0], (1...240).contains(rate) {
            self.init(rate)
        } else if parts.count == 2, let numerator = parts[0], let denominator = parts[1],
            (1...1_000_000).contains(numerator), (1...1_000_000).contains(denominator),
            (denominator...(240 * denominator)).contains(numerator)
        {
            self.init(numerator, denominator)
        } else {
            return nil
        }
    }
}

extension Edit.Canvas: ExpressibleByArgument {
    /// Reads `WIDTHxHEIGHT` with even sides from 16 to 8192, or a name.
    public init?(argument: String) {
        let named = [
            "480p": (854, 480), "720p": (1280, 720), "1080p": (1920, 1080), "1440p": (2560, 1440),
            "4k": (3840, 2160), "vertical": (1080, 1920), "square": (1080, 1080),
        ]
        if let (width, height) = named[argument.lowercased()] {
            self.init(width: width, height: height)
            return
        }
        let sides = argument.lowercased().split(separator: "x", omittingEmptySubsequences: false).map {
            Int($0)
        }
        guard sides.count == 2, let width = sides[0], let height = sides[1],
            (16...8192).contains(width), (16...8192).contains(height),
            width.isMultiple(of: 2), height.isMultiple(of: 2)
        else { return nil }
        self.init(width: width, height: height)
    }
}
