/// One shot: a half-open range of timeline frames that shows one clip through a time map.
public struct Shot: Sendable, Hashable, Codable {
    /// The first timeline frame.
    public var startFrame: Int

    /// The first timeline frame after it; `startFrame + timeMap.frameCount`.
    public var endFrame: Int

    /// The index of its clip in the edit's `clips`.
    public var clip: Int

    /// How source time runs under it.
    public var timeMap: TimeMap

    /// How the time map came about, for people; the map decides.
    public var fit: Fit

    /// What of the clip's picture is seen, by keys in order of their frames; empty for the picture as it fits the canvas.
    public var windows: [WindowKey]

    /// Whether left and right are exchanged.
    public var isMirrored: Bool

    /// How it takes over from the shot before; nil for a hard cut.
    public var transition: Transition?

    /// The movements that were planned to come on beats, in order of their frames.
    public var hits: [Hit]

    /// Why it is here, in words.
    public var reason: String

    /// Whether planning again must leave it as it is.
    public var isPinned: Bool

    /// Creates a shot; its end follows from the time map.
    public init(
        startFrame: Int, clip: Int, timeMap: TimeMap, fit: Fit, windows: [WindowKey] = [],
        isMirrored: Bool = false, transition: Transition? = nil, hits: [Hit] = [], reason: String,
        isPinned: Bool = false
    ) {
        self.startFrame = startFrame
        endFrame = startFrame + timeMap.frameCount
        self.clip = clip
        self.timeMap = timeMap
        self.fit = fit
        self.windows = windows
        self.isMirrored = isMirrored
        self.transition = transition
        self.hits = hits
        self.reason = reason
        self.isPinned = isPinned
    }

    /// The kinds of fitting a clip into its slot.
    public enum Fit: String, Sendable, Hashable, Codable, CaseIterable {
        case trim, slow, fast, ramp, reverse, loop, pingPong, freeze
    }

    /// The number of timeline frames it covers.
    public var frameCount: Int { endFrame - startFrame }
}
