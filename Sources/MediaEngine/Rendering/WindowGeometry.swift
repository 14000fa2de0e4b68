internal import EditModel

/// Where windows lie in the picture of a clip, and which parts of it are decoded for them.
struct WindowGeometry {
    /// The clip's picture as displayed, in pixels.
    let display: (width: Double, height: Double)
    private let canvas: Edit.Canvas
    /// The size of a window of zoom 1, in shares of the picture.
    let whole: (width: Double, height: Double)

    /// Plates that windows move over have up to this many pixels for each one of the canvas, each way.
    private static let finest = 2.0
    /// The most pixels of such a plate, over those of the canvas, and the most a side.
    private static let most = (pixels: 16.0, side: 16_384.0)

    /// The geometry of a clip on a canvas.
    init(clip: Footage, canvas: Edit.Canvas) {
        display = (Double(max(clip.displayWidth, 1)), Double(max(clip.displayHeight, 1)))
        self.canvas = canvas
        let shape = display.width / display.height * Double(canvas.height) / Double(canvas.width)
        whole = shape > 1 ? (1 / shape, 1) : (1, shape)
    }

    /// What a window sees; its centre gives way so that it stays inside the picture.
    func area(of window: Shot.Window) -> FrameMap.Area {
        let (width, height) = (whole.width / window.zoom, whole.height / window.zoom)
        return FrameMap.Area(
            x: min(max(window.x - width / 2, 0), 1 - width),
            y: min(max(window.y - height / 2, 0), 1 - height),
            width: width, height: height)
    }

    /// What a window sees, in shares of a part of the picture.
    func area(of window: Shot.Window, in part: FrameMap.Part) -> FrameMap.Area {
        let area = area(of: window)
        let (width, height) = (Double(part.width), Double(part.height))
        return FrameMap.Area(
            x: (area.x * display.width - Double(part.x)) / width,
            y: (area.y * display.height - Double(part.y)) / height,
            width: area.width * display.width / width, height: area.height * display.height / height)
    }

    /// The part of the picture that fills the canvas throughout a shot, to two pixels; nil where its window moves.
    func stillPart(of shot: Shot) -> FrameMap.Part? {
        guard let window = shot.windows.first?.window else { return nil }
        let area = area(of: window)
        guard shot.windows.allSatisfy({ self.area(of: $0.window) == area }) else { return nil }
        func sides(_ start: Double, _ length: Double, of all: Double) -> (start: Int, length: Int) {
            let wanted = Self.even((length * all / 2).rounded() * 2, within: all)
            let latest = max(Int(all) - wanted, 0) / 2 * 2
            return (min(Int((start * all / 2).rounded()) * 2, latest), wanted)
        }
        let across = sides(area.x, area.width, of: display.width)
        let down = sides(area.y, area.height, of: display.height)
        return FrameMap.Part(
            x: across.start, y: down.start, width: across.length, height: down.length,
            scaledWidth: canvas.width, scaledHeight: canvas.height)
    }

    /// The part that windows move over.
    ///
    /// - Parameters:
    ///   - seen: All that they see.
    ///   - zoom: How far they zoom in at most: as far as the clip has detail for it, the part is scaled for that.
    func sharedPart(seeing seen: FrameMap.Area, zoom: Double) -> FrameMap.Part {
        func sides(_ start: Double, _ length: Double, of all: Double) -> (start: Int, length: Int) {
            let first = Int((start * all / 2).rounded(.down)) * 2
            let end = min(((start + length) * all / 2).rounded(.up) * 2, all)
            return (first, max(Int(end) - first, 1))
        }
        let across = sides(seen.x, seen.width, of: display.width)
        let down = sides(seen.y, seen.height, of: display.height)
        // Pixels of the canvas for each one of the clip, at zoom 1.
        let scale = Double(canvas.width) / (whole.width * display.width)
        var detail = scale * min(max(min(zoom, 1 / scale), 1), Self.finest)
        let (width, height) = (Double(across.length), Double(down.length))
        let pixels = Double(canvas.width * canvas.height) * Self.most.pixels
        detail = min(detail, (pixels / (width * height)).squareRoot(), Self.most.side / max(width, height))
        return FrameMap.Part(
            x: across.start, y: down.start, width: across.length, height: down.length,
            scaledWidth: Self.even(width * detail), scaledHeight: Self.even(height * detail))
    }

    private static func even(_ length: Double, within all: Double = .infinity) -> Int {
        let even = max(Int((length / 2).rounded()) * 2, 2)
        return Double(even) <= all ? even : Int(all)
    }
}

extension FrameMap.Area {
    /// The smallest area that holds both.
    func union(_ other: Self) -> Self {
        let (left, top) = (min(x, other.x), min(y, other.y))
        return Self(
            x: left, y: top, width: max(x + width, other.x + other.width) - left,
            height: max(y + height, other.y + other.height) - top)
    }
}
