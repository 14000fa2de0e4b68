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

    /// How the time map came about, for people: trim, loop, pingPong, slow.
    public var fit: Fit

    /// Why it is here, in words.
    public var reason: String

    /// Whether planning again must leave it as it is.
    public var isPinned: Bool

    /// Creates a shot; its end follows from the time map.
    public init(
        startFrame: Int, clip: Int, timeMap: TimeMap, fit: Fit, reason: String, isPinned: Bool = false
    ) {
        self.startFrame = startFrame
        endFrame = startFrame + timeMap.frameCount
        self.clip = clip
        self.timeMap = timeMap
        self.fit = fit
        self.reason = reason
        self.isPinned = isPinned
    }

    /// The kinds of fitting a clip into its slot.
    public enum Fit: String, Sendable, Hashable, Codable, CaseIterable {
        case trim, slow, loop, pingPong, freeze
    }

    /// The number of timeline frames it covers.
    public var frameCount: Int { endFrame - startFrame }
}
