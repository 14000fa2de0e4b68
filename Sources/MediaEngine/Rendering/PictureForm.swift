/// How the bytes of a picture lie: rows of planes, one after another.
package struct PictureForm: Sendable, Hashable {
    /// Pixels across; even for planar colour.
    package var width: Int
    /// Pixels down; even for planar colour.
    package var height: Int
    /// Whether there is nothing but grey levels, 0 to 255; otherwise planar 4:2:0 of limited range.
    package var isGrey: Bool

    /// Creates a form.
    package init(width: Int, height: Int, isGrey: Bool = false) {
        self.width = width
        self.height = height
        self.isGrey = isGrey
    }

    /// One plane of a picture.
    struct Plane {
        var offset: Int
        var width: Int
        var height: Int
        /// The value of black.
        var black: UInt8
        /// The value of white.
        var white: UInt8
    }

    /// The planes in order.
    var planes: [Plane] {
        guard !isGrey else { return [Plane(offset: 0, width: width, height: height, black: 0, white: 255)] }
        let (size, half) = (width * height, (width: width / 2, height: height / 2))
        return [
            Plane(offset: 0, width: width, height: height, black: 16, white: 235),
            Plane(offset: size, width: half.width, height: half.height, black: 128, white: 128),
            Plane(
                offset: size + half.width * half.height, width: half.width, height: half.height, black: 128,
                white: 128),
        ]
    }

    /// Bytes a picture.
    package var byteCount: Int { planes.reduce(0) { $0 + $1.width * $1.height } }

    /// ffmpeg's name of it.
    var pixelFormat: String { isGrey ? "gray" : "yuv420p" }
}
