extension Shot {
    /// A part of a clip's picture that fills the canvas.
    public struct Window: Sendable, Hashable, Codable {
        /// Its centre across, 0 (left) to 1 of the picture as displayed; never nearer to an edge than half of it is wide.
        public var x: Double

        /// Its centre down, 0 (top) to 1 of the picture as displayed; never nearer to an edge than half of it is high.
        public var y: Double

        /// How far it is zoomed in: 1 for the largest part that has the canvas's shape, 2 for half as wide and high.
        public var zoom: Double

        /// Creates a window.
        public init(x: Double = 0.5, y: Double = 0.5, zoom: Double = 1) {
            self.x = x
            self.y = y
            self.zoom = zoom
        }

        /// The zooms that a window may have.
        package static let zooms = 1.0...8.0
    }

    /// A window at one frame of a shot; between keys it moves evenly, before the first and after the last it stands.
    public struct WindowKey: Sendable, Hashable, Codable {
        /// Counted from the shot's first frame; 0 ..< frameCount.
        public var frame: Int

        /// What is seen there.
        public var window: Window

        /// Creates a key.
        public init(frame: Int, window: Window) {
            self.frame = frame
            self.window = window
        }
    }

    /// How a shot takes over from the one before; its visible midpoint is the cut.
    ///
    /// ```
    /// frames          ·  ·  ·  c  ·  ·  ·        c: the shot's first frame
    /// dissolve of 4      [ A/B | A/B ]           as much of either at the cut
    /// dip of 4           [ A→▮ | ▮→B ]           black at the cut
    /// flash of 4               [▯→B     ]        white on the first frame, then fading
    /// ```
    public struct Transition: Sendable, Hashable, Codable {
        /// What is seen.
        public var kind: Kind

        /// How many frames it takes, at least 2: half of them, rounded down, before the cut; of a flash, all after it.
        public var frames: Int

        /// Creates a transition.
        public init(kind: Kind, frames: Int) {
            self.kind = kind
            self.frames = frames
        }

        /// The kinds of transitions.
        public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
            case dissolve, dip, flash
        }

        /// How many of its frames lie before the cut.
        public var framesBefore: Int { kind == .flash ? 0 : frames / 2 }

        /// How many of its frames lie after the cut.
        public var framesAfter: Int { frames - framesBefore }
    }

    /// The most frames that a kind of transition into the shot may take: what the two shots have that the one before has
    /// not taken for its own; a flash takes nothing of that.
    func room(for kind: Transition.Kind, after before: Shot?) -> Int {
        guard kind != .flash, let before else { return frameCount }
        return min(2 * (before.frameCount - (before.transition?.framesAfter ?? 0)) + 1, frameCount)
    }

    /// Shortens the transition where there is no room for all of it; without room for two frames the cut is hard.
    package mutating func fitTransition(after before: Shot) {
        guard let transition else { return }
        let room = room(for: transition.kind, after: before)
        if room < 2 { dropTransition() } else { self.transition?.frames = min(transition.frames, room) }
    }

    /// Makes the cut into the shot a hard one, and says no longer that it is none.
    package mutating func dropTransition() {
        guard let kind = transition?.kind else { return }
        transition = nil
        let words = Self.words(on: kind)
        if reason.hasSuffix(words) { reason.removeLast(words.count) }
    }

    /// What is said of a transition behind a shot's other reasons.
    package static func words(on kind: Transition.Kind) -> String { "; a \(kind.rawValue)" }

    /// A movement in the clip that was planned to come on a beat.
    public struct Hit: Sendable, Hashable, Codable {
        /// The timeline frame on which it comes, the beat's.
        public var frame: Int

        /// When it comes in the clip, in seconds.
        public var sourceTime: Double

        /// Creates a hit.
        public init(frame: Int, sourceTime: Double) {
            self.frame = frame
            self.sourceTime = sourceTime
        }
    }

    /// What is seen at a frame; nil where the clip is shown as it fits the canvas.
    ///
    /// - Parameter frame: Counted from the shot's first; frames outside the shot see what its nearest one does.
    package func window(atFrame frame: Int) -> Window? { windows.window(atFrame: frame) }
}

extension [Shot.WindowKey] {
    /// What is seen at a frame by keys in order of their frames; nil without any.
    ///
    /// - Parameter frame: Counted as the keys are; frames outside of them see what the nearest one does.
    package func window(atFrame frame: Int) -> Shot.Window? {
        var (next, end) = (0, count)
        while next < end {
            let middle = (next + end) / 2
            if self[middle].frame < frame { next = middle + 1 } else { end = middle }
        }
        guard next < count else { return last?.window }
        let (b, a) = (self[next], self[Swift.max(next - 1, 0)])
        guard b.frame > frame, b.frame > a.frame else { return b.window }
        let share = Double(frame - a.frame) / Double(b.frame - a.frame)
        func between(_ first: Double, _ second: Double) -> Double { first + (second - first) * share }
        return Shot.Window(
            x: between(a.window.x, b.window.x), y: between(a.window.y, b.window.y),
            zoom: between(a.window.zoom, b.window.zoom))
    }
}
