internal import EditModel

/// What MLT does to the picture of a stretch of a part.
struct MLTFilters {
    /// Where the clip's whole picture lies, by frames of the stretch; empty where it fits by itself.
    ///
    /// Between two of them it moves evenly.
    let rects: [(frame: Int, rect: String)]
    /// Whether left and right are exchanged.
    let isMirrored: Bool

    /// The filters of a stretch of a part.
    init(_ clip: MLTClip, of cuts: CutList) {
        let part = cuts.parts[clip.part]
        let media = cuts.media[part.media]
        isMirrored = part.isMirrored
        let frame = Frame(of: media, on: cuts.canvas)
        guard !part.windows.isEmpty else {
            rects = frame.fits ? [] : [(0, frame.rect(of: Shot.Window()))]
            return
        }
        let (first, last) = (clip.frames.lowerBound - clip.lead, clip.seen.count - 1)
        var keys = Set([0, last])
        for (a, b) in zip(part.windows, part.windows.dropFirst()) {
            let steps = frame.steps(from: a.window, to: b.window)
            for step in 0...steps {
                keys.insert(a.frame - first + (b.frame - a.frame) * step / steps)
            }
        }
        let all = keys.filter { (0...last).contains($0) }.sorted().compactMap { key in
            part.windows.window(atFrame: key + first).map { (frame: key, rect: frame.rect(of: $0)) }
        }
        rects = all.allSatisfy { $0.rect == all.first?.rect } ? Array(all.prefix(1)) : all
    }

    /// The places as MLT writes what changes.
    var animation: String? {
        guard rects.count != 1 else { return rects[0].rect }
        return rects.isEmpty ? nil : rects.map { "\($0.frame)=\($0.rect)" }.joined(separator: ";")
    }

    /// A picture and the canvas that it is to fill.
    private struct Frame {
        private let canvas: (width: Double, height: Double)
        /// The size of a window of zoom 1, in shares of the picture.
        private let whole: (width: Double, height: Double)

        init(of media: CutList.Media, on canvas: Edit.Canvas) {
            self.canvas = (Double(canvas.width), Double(canvas.height))
            let shape = Double(media.width * canvas.height) / Double(max(media.height * canvas.width, 1))
            whole = shape > 1 ? (1 / shape, 1) : (1, shape)
        }

        /// Whether the picture fills the canvas by itself, to less than half a pixel.
        var fits: Bool {
            (1 - min(whole.width, whole.height)) * max(canvas.width, canvas.height) < 0.5
        }

        /// Where the picture lies so that a window of it fills the canvas: left, top, width, height in its pixels.
        ///
        /// It reaches a quarter of a pixel too far, as MLT draws edges that end with the canvas half transparent.
        func rect(of window: Shot.Window) -> String {
            let (width, height) = (whole.width / window.zoom, whole.height / window.zoom)
            let (left, top) = (
                min(max(window.x - width / 2, 0), 1 - width), min(max(window.y - height / 2, 0), 1 - height)
            )
            let rect = [
                -left * canvas.width / width - 0.25, -top * canvas.height / height - 0.25,
                canvas.width / width + 0.5, canvas.height / height + 0.5,
            ]
            return rect.map { decimal($0, places: 2) }.joined(separator: " ")
        }

        /// In how many even moves a move of a window is less than a pixel off.
        func steps(from a: Shot.Window, to b: Shot.Window) -> Int {
            let moves = [
                (b.x - a.x) * canvas.width / whole.width, (b.y - a.y) * canvas.height / whole.height,
            ]
            let bend = moves.map { abs($0 * (b.zoom - a.zoom)) / 4 }.max() ?? 0
            return max(Int(bend.squareRoot().rounded(.up)), 1)
        }
    }
}
