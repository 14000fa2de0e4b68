public import ArgumentParser
public import EditModel
public import EditPlanning

extension Edit.Style.Pace: ExpressibleByArgument {}
extension Edit.Style.Order: ExpressibleByArgument {}

extension Edit.Style.Length: ExpressibleByArgument {
    /// Reads `1.5` as seconds, `4b` as beats.
    public init?(argument: String) {
        self.init(argument)
    }
}

extension EditStyle.Pin: ExpressibleByArgument {
    /// Reads `clip@section`, parted at the last `@`.
    public init?(argument: String) {
        guard let at = argument.lastIndex(of: "@") else { return nil }
        let (clip, section) = (argument[..<at], argument[argument.index(after: at)...])
        guard !clip.isEmpty, !section.isEmpty, argument.utf8.count <= 4096 else { return nil }
        self.init(clip: String(clip), section: String(section))
    }
}

extension EditStyle.Aspect: ExpressibleByArgument {
    /// Reads `16:9`.
    public init?(argument: String) {
        self.init(parsing: argument)
    }
}

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
