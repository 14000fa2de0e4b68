public import EditModel

/// What a person may choose about an edit.
public struct EditStyle: Sendable, Equatable {
    /// The timeline's frame rate; nil for the one that most footage has, 24 at least.
    public var frameRate: FrameRate?

    /// The picture's size; nil for what suits most clips.
    public var canvas: Edit.Canvas?

    /// The picture's shape; nil for that of `canvas`.
    public var aspect: Aspect?

    /// How often it cuts, and what it does to clips.
    public var look = Edit.Style()

    /// What a person wants to see where.
    public var pins: [Pin] = []

    /// Creates the default style.
    public init() {}

    /// Creates the style that an edit has.
    public init(of edit: Edit) {
        frameRate = edit.frameRate
        canvas = edit.canvas
        look = edit.style
    }
}

extension EditStyle {
    /// The shape of a picture.
    public struct Aspect: Sendable, Hashable {
        /// Parts across.
        public let width: Int

        /// Parts down.
        public let height: Int

        /// Creates a shape; nil where it is more than four times as long as it is short.
        public init?(_ width: Int, _ height: Int) {
            let parts = 1...10_000
            guard parts.contains(width), parts.contains(height), max(width, height) <= 4 * min(width, height)
            else { return nil }
            self.width = width
            self.height = height
        }

        /// Reads `16:9`; nil for what is no shape.
        public init?(parsing text: String) {
            let sides = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
            guard sides.count == 2, let width = sides[0], let height = sides[1] else { return nil }
            self.init(width, height)
        }
    }

    /// A clip that a person wants in a section.
    public struct Pin: Sendable, Hashable {
        /// The clip's name, with its ending or without.
        public var clip: String

        /// The section's name, such as "chorus 2", or its label for all sections of it.
        public var section: String

        /// Creates a pin.
        public init(clip: String, section: String) {
            self.clip = clip
            self.section = section
        }
    }

    private static let standardRates = [
        FrameRate(24000, 1001), FrameRate(24), FrameRate(25), FrameRate(30000, 1001), FrameRate(30),
        FrameRate(50),
        FrameRate(60000, 1001), FrameRate(60),
    ]

    /// The frame rate for clips: the standard rate that most of their time has; slow clips count as 24.
    func frameRate(for footage: [Footage]) -> FrameRate {
        if let frameRate { return frameRate }
        var time: [FrameRate: Double] = [:]
        for clip in footage {
            let nearest = Self.standardRates.min {
                abs($0.framesPerSecond - clip.framesPerSecond)
                    < abs($1.framesPerSecond - clip.framesPerSecond)
            }
            time[clip.framesPerSecond < 23.9 ? FrameRate(24) : nearest ?? FrameRate(24), default: 0] +=
                clip.duration
        }
        return Self.standardRates.max { time[$0, default: 0] < time[$1, default: 0] } ?? FrameRate(24)
    }

    /// The canvas for clips: upright if most of them are, and 1080 or 720 lines as most of them have.
    ///
    /// Of another shape, it has as many pixels on its short side.
    func canvas(for footage: [Footage]) -> Edit.Canvas {
        let base = canvas ?? usualCanvas(for: footage)
        guard let aspect else { return base }
        let short = min(base.width, base.height)
        let ratio = Double(max(aspect.width, aspect.height)) / Double(min(aspect.width, aspect.height))
        let long = min(Int((Double(short) * ratio / 2).rounded()) * 2, Edit.Limits.sides.upperBound)
        return aspect.width < aspect.height
            ? .init(width: short, height: long) : .init(width: long, height: short)
    }

    private func usualCanvas(for footage: [Footage]) -> Edit.Canvas {
        let upright = footage.count { $0.displayHeight > $0.displayWidth }
        let large = footage.count { min($0.displayWidth, $0.displayHeight) >= 1000 }
        let (long, short) = large * 2 > footage.count ? (1920, 1080) : (1280, 720)
        return upright * 2 > footage.count
            ? .init(width: short, height: long) : .init(width: long, height: short)
    }
}
