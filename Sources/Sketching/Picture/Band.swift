/// What of a frame is drawn in one go: some of its rows, at one time, seen by one camera.
struct Band {
    /// The width of the frame in pixels.
    let width: Int
    /// The height of the frame in pixels.
    let height: Int
    /// The rows of the band, from the top of the frame.
    let rows: Range<Int>
    /// The light of all pixels of the frame; only those of the band's rows are touched.
    let light: UnsafeMutablePointer<Color>
    /// Seconds since the film began.
    let time: Float
    /// How much of an accent there is, 0…1.
    let accent: Float
    /// The camera.
    let camera: Camera

    /// The scene's place at the left top corner of the frame, and the scene's length of a pixel; set by `look`.
    private(set) var left: Float = 0
    private(set) var top: Float = 1
    private(set) var step: Float = 1

    /// How wide the picture is where it is 1 high.
    var aspect: Float { Float(width) / Float(height) }

    /// Looks at a layer.
    ///
    /// - Parameter depth: 0 for what is so far away that it stands still, 1 for what is near.
    mutating func look(depth: Float) {
        let zoom = 1 + camera.push * (0.25 + 0.75 * depth)
        step = 1 / (Float(height) * zoom)
        left = aspect / 2 - aspect / (2 * zoom) + camera.pan * depth
        top = 0.5 + 0.5 / zoom + camera.lift * depth
    }

    /// The scene's place of a column's middle.
    @inline(__always)
    func x(_ column: Int) -> Float { left + (Float(column) + 0.5) * step }

    /// The scene's place of a row's middle.
    @inline(__always)
    func y(_ row: Int) -> Float { top - (Float(row) + 0.5) * step }

    /// The columns that lie between two places.
    func columns(_ from: Float, _ to: Float) -> Range<Int> {
        let low = min(max((from - left) / step, 0), Float(width))
        let high = min(max((to - left) / step + 1, low), Float(width))
        return Int(low)..<Int(high)
    }

    /// The rows of the band that lie between two heights.
    func rows(_ from: Float, _ to: Float) -> Range<Int> {
        let low = min(max((top - to) / step, Float(rows.lowerBound)), Float(rows.upperBound))
        let high = min(max((top - from) / step + 1, low), Float(rows.upperBound))
        return Int(low)..<Int(high)
    }

    /// Gives each pixel of a box new light, from the light that is there and its place.
    @inline(__always)
    func paint(
        x across: ClosedRange<Float>, y up: ClosedRange<Float>, _ shade: (Color, Float, Float) -> Color
    ) {
        let columns = columns(across.lowerBound, across.upperBound)
        for row in rows(up.lowerBound, up.upperBound) {
            let y = y(row)
            let line = light + row * width
            for column in columns { line[column] = shade(line[column], x(column), y) }
        }
    }

    /// Gives each pixel within a distance of a place new light, from the light that is there and the place from there.
    @inline(__always)
    func paint(
        around centre: (x: Float, y: Float), _ reach: Float, _ shade: (Color, Float, Float) -> Color
    ) {
        paint(x: centre.x - reach...centre.x + reach, y: centre.y - reach...centre.y + reach) {
            shade($0, $1 - centre.x, $2 - centre.y)
        }
    }

    /// Gives each pixel of the frame new light, from the light that is there and its place.
    @inline(__always)
    func paint(_ shade: (Color, Float, Float) -> Color) {
        for row in rows {
            let y = y(row)
            let line = light + row * width
            for column in 0..<width { line[column] = shade(line[column], x(column), y) }
        }
    }

    /// Fills what lies below an outline.
    ///
    /// - Parameters:
    ///   - outline: The outline's height at a place.
    ///   - shade: The colour at a place, from the place, its height and how far it lies below the outline.
    @inline(__always)
    func fill(below outline: (Float) -> Float, _ shade: (_ x: Float, _ y: Float, _ depth: Float) -> Color) {
        let heights = (0..<width).map { outline(x($0)) }
        let sharpness = 1 / step
        for row in rows {
            let y = y(row)
            let line = light + row * width
            for column in 0..<width {
                let depth = heights[column] - y
                let cover = depth * sharpness + 0.5
                guard cover > 0 else { continue }
                line[column] = mix(line[column], shade(x(column), y, depth), cover)
            }
        }
    }
}

/// Where a camera is at one time.
struct Camera: Sendable {
    /// By how much it is closer than at first; 0.1 shows everything a tenth larger.
    var push: Float
    /// By how much near things have moved to the left, in heights of the picture.
    var pan: Float
    /// By how much near things have moved down, in heights of the picture.
    var lift: Float
}

/// Something that is drawn into a scene.
protocol Element: Sendable {
    /// 0 for what is so far away that it stands still, 1 for what is near.
    var depth: Float { get }

    /// Draws it over what is there; the band looks at its depth.
    func paint(_ band: Band)
}

/// Light that falls off with the distance from a place: 1 there, a half at `reach`.
@inline(__always)
func glow(_ x: Float, _ y: Float, reach: Float) -> Float {
    1 / (1 + (x * x + y * y) / (reach * reach))
}

/// The distance from a line with round ends.
@inline(__always)
func capsule(_ x: Float, _ y: Float, _ from: SIMD2<Float>, _ to: SIMD2<Float>, _ radius: Float) -> Float {
    let along = to - from
    let place = SIMD2(x, y) - from
    let length = max((along * along).sum(), 1e-9)
    let t = min(max((place * along).sum() / length, 0), 1)
    let away = place - along * t
    return (away * away).sum().squareRoot() - radius
}

/// What is left of a number above the whole number below it.
@inline(__always)
func fraction(_ x: Float) -> Float { x - x.rounded(.down) }
