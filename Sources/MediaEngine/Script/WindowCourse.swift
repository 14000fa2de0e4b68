internal import EditModel

/// The area of a plate that a shot's windows see, as formulas of the frame's number for ffmpeg's `perspective`.
struct WindowCourse {
    /// The left edge, in pixels of the plate.
    let left: String
    /// The top edge, in pixels of the plate.
    let top: String
    /// Pixels of the plate for each one of the canvas, across.
    let across: String
    /// Pixels of the plate for each one of the canvas, down.
    let down: String

    /// Follows the windows of a shot over a part of its clip's picture.
    ///
    /// - Parameters:
    ///   - shot: The shot; it has windows.
    ///   - offset: The shot's frame that is the first on screen; that one has the number 1.
    ///   - part: The part that the plate shows.
    init(_ shot: Shot, offset: Int, part: FrameMap.Part, geometry: WindowGeometry, canvas: Edit.Canvas) {
        func course(of value: (Shot.Window) -> Double) -> String {
            Self.course(of: shot.windows.map { ($0.frame - offset, value($0.window)) })
        }
        let zoom = course(of: \.zoom)
        /// One side: where its edge lies, and how many pixels of the plate come on one of the canvas.
        func side(
            _ centre: String, whole: Double, display: Double, start: Int, length: Int, scaled: Int,
            canvas: Int
        ) -> (edge: String, step: String) {
            let pixels = display * Double(scaled) / Double(length)
            let before = Double(start) * Double(scaled) / Double(length)
            let size = "\(whole)/(\(zoom))"
            let edge = "clip(\(centre)-\(size)/2,0,1-\(size))*\(pixels)-\(before)"
            return (edge, "\(whole * pixels / Double(canvas))/(\(zoom))")
        }
        (left, across) = side(
            course(of: \.x), whole: geometry.whole.width, display: geometry.display.width, start: part.x,
            length: part.width, scaled: part.scaledWidth, canvas: canvas.width)
        (top, down) = side(
            course(of: \.y), whole: geometry.whole.height, display: geometry.display.height, start: part.y,
            length: part.height, scaled: part.scaledHeight, canvas: canvas.height)
    }

    /// A value that goes evenly from key to key, and stands before the first and after the last.
    private static func course(of keys: [(frame: Int, value: Double)]) -> String {
        guard let first = keys.first else { return "0" }
        var text = "\(first.value)"
        for (from, to) in zip(keys, keys.dropFirst()) where to.value != from.value {
            let step = (to.value - from.value) / Double(to.frame - from.frame)
            text += "+\(step)*clip(on-\(from.frame + 1),0,\(to.frame - from.frame))"
                .replacing("+-", with: "-").replacing("on--", with: "on+")
        }
        return text
    }
}
