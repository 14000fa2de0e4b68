import EditModel
import MVSyncPipeline

/// One stage's bar: how far, and how long still.
struct ProgressLine {
    let stage: JobProgress.Stage
    private let since: ContinuousClock.Instant
    private var drawnAt: ContinuousClock.Instant?
    private var fraction = 0.0
    private(set) var text = ""
    private(set) var elapsed = 0.0

    init(stage: JobProgress.Stage, since: ContinuousClock.Instant) {
        self.stage = stage
        self.since = since
    }

    /// Whether the stage took long enough for its line to stay on the screen.
    var isWorthKeeping: Bool { elapsed >= 1 && fraction >= 1 }

    /// What stays on the screen of a finished stage.
    var summary: String { "  \(title) done in \(Self.clock(elapsed))" }

    /// Takes a new state in; false where the last drawing is too recent to draw again.
    mutating func update(_ progress: JobProgress, now: ContinuousClock.Instant) -> Bool {
        let waited = now - since
        elapsed = Double(waited.components.seconds) + Double(waited.components.attoseconds) * 1e-18
        fraction = progress.fraction
        if fraction < 1, let drawnAt, now - drawnAt < .milliseconds(100) { return false }
        drawnAt = now
        text = "  \(title) \(bar) \(estimate)  \(Self.shortened(progress.detail))"
        return true
    }

    private var title: String {
        stage.rawValue + String(repeating: " ", count: 9 - stage.rawValue.count)
    }

    private var bar: String {
        let width = 28
        let full = Int((Double(width) * min(max(fraction, 0), 1)).rounded(.down))
        return String(repeating: "━", count: full) + String(repeating: "┄", count: width - full)
    }

    private var estimate: String {
        guard fraction > 0 else { return Self.clock(elapsed) }
        let percent = String(Int(fraction * 100))
        let left = elapsed * (1 - fraction) / fraction
        let time = elapsed > 0.5 && fraction < 1 ? Self.clock(left) + " left" : ""
        return String(repeating: " ", count: 3 - percent.count) + percent + " %  " + time
    }

    private static func shortened(_ text: String) -> String {
        let text = visible(text)
        return text.count <= 30 ? text : text.prefix(29) + "…"
    }

    private static func clock(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded())
        let rest = whole % 60
        return "\(whole / 60):\(rest < 10 ? "0" : "")\(rest)"
    }
}
