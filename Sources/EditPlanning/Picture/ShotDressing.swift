internal import EditModel
internal import Foundation

/// Decides what of a clip's picture a shot shows: a part that follows what the eye follows where the canvas has another
/// shape, a closer one where the clip was seen before, a slow push where little moves.
struct ShotDressing {
    private let clips: [ClipFacts]
    private let canvas: Edit.Canvas
    private let rate: FrameRate
    private let look: Edit.Style
    /// For each clip, what was shown of it and how it was dressed.
    private var shown: [[Showing]]
    /// How many shots ago the last push was.
    private var sincePush = 2
    private var pushesIn = true

    /// A window's centre is never put lower than this, 0 (top) to 1.
    private static let lowestMiddle = 0.46

    /// How many times that a clip was shown are looked back on.
    private static let remembered = 40

    private struct Showing {
        var source: Range<Double>
        var zoom: Double
        var isMirrored: Bool
    }

    init(clips: [ClipFacts], canvas: Edit.Canvas, rate: FrameRate, look: Edit.Style) {
        self.clips = clips
        self.canvas = canvas
        self.rate = rate
        self.look = look
        shown = clips.map { _ in [] }
    }

    /// Dresses a shot, which is planned but for its picture.
    ///
    /// - Parameters:
    ///   - shot: The shot.
    ///   - strength: How strong the music is there, 0…1.
    /// - Returns: What is to be said of it, in words.
    mutating func dress(_ shot: inout Shot, strength: Double) -> String? {
        let clip = clips[shot.clip]
        let source = shot.timeMap.sourceRange
        // By default the whole of another shape stands before a backdrop; a wide one on a narrow canvas is cropped to what
        // the eye follows, if that is known.
        let kept = clip.footage.keptShare(on: canvas)
        let isWide = clip.footage.isWider(than: canvas)
        guard kept >= Footage.leastKeptShare || (isWide && !clip.footage.moments.isEmpty) else { return nil }
        let before = shown[shot.clip].suffix(Self.remembered).last {
            Self.isSame($0.source, source) || clip.footage.isStill
        }
        let zoom = before.map { nextZoom(after: $0.zoom) } ?? 1
        shot.isMirrored = look.mirror && (before.map { !$0.isMirrored } ?? false)
        shown[shot.clip].append(Showing(source: source, zoom: zoom, isMirrored: shot.isMirrored))
        var start = window(clip, shot, at: 0.15, zoom: zoom)
        var end = window(clip, shot, at: 0.85, zoom: zoom)
        let seconds = rate.seconds(ofFrame: shot.frameCount)
        let follows = kept < 0.95
        if follows { Self.calm(&start, &end, seconds: seconds) } else { end = start }
        var remark = zoom > 1 ? "closer" : nil
        if wantsPush(shot, strength: strength, seconds: seconds) {
            // A still has nothing else that moves.
            let reach =
                min(0.03 * seconds, 0.14) * 2 * (clip.footage.isStill ? max(look.moves, 0.35) : look.moves)
            if pushesIn { end.zoom = zoom * (1 + reach) } else { start.zoom = zoom * (1 + reach) }
            remark = [remark, pushesIn ? "pushing in" : "pulling out"].compactMap(\.self).joined(
                separator: ", ")
            pushesIn.toggle()
            sincePush = 0
        } else {
            sincePush += 1
        }
        let isWhole = start == end && zoom == 1 && !follows
        guard !isWhole else { return shot.isMirrored ? "mirrored" : nil }
        shot.windows = [.init(frame: 0, window: Self.rounded(start))]
        if start != end, shot.frameCount > 1 {
            shot.windows.append(.init(frame: shot.frameCount - 1, window: Self.rounded(end)))
        }
        return [remark, shot.isMirrored ? "mirrored" : nil].compactMap(\.self).joined(separator: ", ")
            .nilIfEmpty
    }

    /// Remembers a shot that is dressed already.
    mutating func remember(_ shot: Shot) {
        let zoom = shot.windows.first?.window.zoom ?? 1
        shown[shot.clip].append(
            Showing(source: shot.timeMap.sourceRange, zoom: zoom, isMirrored: shot.isMirrored))
        sincePush += 1
    }

    /// Whether two ranges are mostly the same part of a clip.
    private static func isSame(_ first: Range<Double>, _ second: Range<Double>) -> Bool {
        let overlap =
            min(first.upperBound, second.upperBound) - max(first.lowerBound, second.lowerBound)
        let shorter = min(first.upperBound - first.lowerBound, second.upperBound - second.lowerBound)
        return overlap > 0.3 * max(shorter, 1e-6)
    }

    /// The size in which what was seen in another is seen next: whole, closer, close.
    private func nextZoom(after zoom: Double) -> Double {
        let sizes = [1, 1 + 0.24 * look.moves, 1 + 0.48 * look.moves]
        return sizes.first { $0 > zoom + 0.01 } ?? 1
    }

    private func wantsPush(_ shot: Shot, strength: Double, seconds: Double) -> Bool {
        if clips[shot.clip].footage.isStill { return shot.frameCount > 1 }
        let isCalm = strength < 0.45 || seconds > 4
        return look.moves > 0 && isCalm && shot.hits.isEmpty && seconds >= 2 && sincePush >= 2
    }

    // MARK: Following

    /// The window around what the eye is drawn to at a part of the shot, 0…1.
    private func window(_ clip: ClipFacts, _ shot: Shot, at part: Double, zoom: Double) -> Shot.Window {
        let frame = min(Int(part * Double(shot.frameCount)), shot.frameCount - 1)
        guard let moment = clip.moment(at: shot.timeMap.sourceTime(atFrame: frame)) else {
            return Shot.Window(zoom: zoom)
        }
        let x = shot.isMirrored ? 1 - moment.x : moment.x
        // Hands and clothes move more than faces, which are above them and must not be cut.
        return Shot.Window(x: x, y: min(moment.y, Self.lowestMiddle), zoom: zoom)
    }

    /// Stands still where the eye hardly wanders, and never pans faster than an eye likes.
    private static func calm(_ start: inout Shot.Window, _ end: inout Shot.Window, seconds: Double) {
        let most = 0.12 * seconds
        func calmed(_ a: Double, _ b: Double) -> (Double, Double) {
            let middle = (a + b) / 2
            let half = abs(b - a) < 0.08 ? 0 : min(abs(b - a), most) / 2
            return a < b ? (middle - half, middle + half) : (middle + half, middle - half)
        }
        (start.x, end.x) = calmed(start.x, end.x)
        (start.y, end.y) = calmed(start.y, end.y)
    }

    /// In hundredths, so that shots alike share what is decoded for them.
    private static func rounded(_ window: Shot.Window) -> Shot.Window {
        func hundredths(_ value: Double) -> Double { (value * 100).rounded() / 100 }
        return Shot.Window(x: hundredths(window.x), y: hundredths(window.y), zoom: hundredths(window.zoom))
    }
}

extension String {
    fileprivate var nilIfEmpty: String? { isEmpty ? nil : self }
}
