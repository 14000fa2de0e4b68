public import EditModel

/// The look of an edit, as far as it is a matter of taste.
public struct EditStyle: Sendable, Equatable {
    /// The timeline's frame rate; nil for the commonest among the clips, at least 24.
    public var frameRate: FrameRate?

    /// The picture's size; nil for the commonest among the clips, within 1920 × 1080.
    public var canvas: Edit.Canvas?

    /// How often it cuts.
    public var pace: Pace

    /// No two cuts are closer than this, in seconds, but for sections that are shorter; nil for the pace's own.
    public var minimumShot: Double?

    /// Creates a style; without arguments, the one that fits the clips.
    public init(
        frameRate: FrameRate? = nil, canvas: Edit.Canvas? = nil, pace: Pace = .natural,
        minimumShot: Double? = nil
    ) {
        self.frameRate = frameRate
        self.canvas = canvas
        self.pace = pace
        self.minimumShot = minimumShot
    }

    /// How often an edit cuts.
    public enum Pace: String, Sendable, Hashable, CaseIterable {
        /// Shots of 1.6 to 16 seconds.
        case calm
        /// Shots of 0.8 to 8 seconds.
        case natural
        /// Shots of 0.4 to 5 seconds.
        case fast

        /// The least and the greatest length of a shot, in seconds.
        var bounds: ClosedRange<Double> {
            switch self {
            case .calm: 1.6...16
            case .natural: 0.8...8
            case .fast: 0.4...5
            }
        }

        /// The length that shots aim at, in seconds, where the music has an energy of 0…1 within the song.
        func target(energy: Double) -> Double {
            let (soft, strong) =
                switch self {
                case .calm: (9.0, 4.0)
                case .natural: (5.5, 2.0)
                case .fast: (3.0, 1.0)
                }
            return soft + (strong - soft) * energy
        }
    }
}

extension EditStyle {
    /// The given rate, or the commonest of the clips' rates taken to the nearest usual one.
    func frameRate(for footage: [Footage]) -> FrameRate {
        if let frameRate { return frameRate }
        return Self.commonest(footage.map { Self.standard($0.framesPerSecond) }) ?? FrameRate(24)
    }

    private static func standard(_ rate: Double) -> FrameRate {
        guard rate.isFinite, rate > 23.9 else { return FrameRate(24) }
        let rates = [
            FrameRate(24000, 1001), FrameRate(24), FrameRate(25), FrameRate(30000, 1001), FrameRate(30),
            FrameRate(50),
            FrameRate(60000, 1001), FrameRate(60),
        ]
        var best = rates[0]
        for other in rates where abs(other.framesPerSecond - rate) < abs(best.framesPerSecond - rate) {
            best = other
        }
        return best
    }

    /// The given canvas, or the commonest size among the clips of the commoner orientation.
    func canvas(for footage: [Footage]) -> Edit.Canvas {
        if let canvas { return canvas }
        let portrait = footage.filter { $0.displayHeight > $0.displayWidth }
        let isPortrait = portrait.count * 2 > footage.count
        let clips = isPortrait ? portrait : footage.filter { $0.displayHeight <= $0.displayWidth }
        let sizes = clips.map { Edit.Canvas(width: $0.displayWidth, height: $0.displayHeight) }
        let usual = isPortrait ? Edit.Canvas(width: 720, height: 1280) : Edit.Canvas(width: 1280, height: 720)
        guard let size = Self.commonest(sizes), size.width >= 16, size.height >= 16 else { return usual }
        let (long, short) = isPortrait ? (size.height, size.width) : (size.width, size.height)
        let scale = min(1, 1920 / Double(long), 1080 / Double(short))
        func side(_ pixels: Int) -> Int { max(16, Int((Double(pixels) * scale / 2).rounded()) * 2) }
        return Edit.Canvas(width: side(size.width), height: side(size.height))
    }

    private static func commonest<Value: Hashable>(_ values: [Value]) -> Value? {
        var counts: [Value: Int] = [:]
        for value in values { counts[value, default: 0] += 1 }
        var best: Value?
        for value in values where counts[value, default: 0] > best.map({ counts[$0, default: 0] }) ?? 0 {
            best = value
        }
        return best
    }
}
