internal import EditModel

/// What is on screen at each frame of an edit: a picture, made of frames of decoded clips.
///
/// Pure data: it says which clips are decoded in which form, and how each picture is made of their frames.
///
/// ```
/// picture ─┬─ base layer ── plate, its frames, a window of it, mirrored or not
///          ├─ over it, another layer with a weight (dissolve)
///          └─ over both, black or white with a weight (dip, flash)
/// ```
package struct FrameMap: Sendable, Equatable {
    /// The forms in which clips are decoded; layers refer to them by index.
    package let plates: [Plate]

    /// The picture of each timeline frame.
    package var pictures: [Picture]

    /// One decode of a clip in one form.
    package struct Plate: Sendable, Hashable {
        /// The index of the clip in the edit.
        package var clip: Int
        /// The part of the clip's picture that it shows; nil for the clip as it fits the canvas.
        package var part: Part?
        /// Its frames a second, in thousandths, where frames are made between the clip's own; nil for the clip's own.
        package var madeRate: Int?

        /// Creates a plate.
        package init(clip: Int, part: Part? = nil, madeRate: Int? = nil) {
            self.clip = clip
            self.part = part
            self.madeRate = madeRate
        }
    }

    /// A part of a clip's picture as displayed, in whole pixels, and the size that it is scaled to.
    package struct Part: Sendable, Hashable {
        /// Its left edge; even.
        package var x: Int
        /// Its top edge; even.
        package var y: Int
        /// Its width in pixels of the clip.
        package var width: Int
        /// Its height in pixels of the clip.
        package var height: Int
        /// Pixels across when scaled; even.
        package var scaledWidth: Int
        /// Pixels down when scaled; even.
        package var scaledHeight: Int

        /// Creates a part.
        package init(x: Int, y: Int, width: Int, height: Int, scaledWidth: Int, scaledHeight: Int) {
            self.x = x
            self.y = y
            self.width = width
            self.height = height
            self.scaledWidth = scaledWidth
            self.scaledHeight = scaledHeight
        }
    }

    /// A rectangle in shares of a picture's sides, 0…1.
    package struct Area: Sendable, Hashable {
        /// Its left edge.
        package var x: Double
        /// Its top edge.
        package var y: Double
        /// Its width.
        package var width: Double
        /// Its height.
        package var height: Double

        /// Creates an area.
        package init(x: Double, y: Double, width: Double, height: Double) {
            self.x = x
            self.y = y
            self.width = width
            self.height = height
        }
    }

    /// Frames of a plate, in display order, and how they become one.
    package enum Frames: Sendable, Hashable {
        /// A frame as it is.
        case one(Int)
        /// Two frames; the weight is the second one's, 1…255 of 256.
        case blend(Int, Int, weight: Int)
        /// The mean of two to eight frames, increasing.
        case mean([Int])

        /// All of them, increasing.
        package var indices: [Int] {
            switch self {
            case .one(let frame): [frame]
            case .blend(let first, let second, _): [first, second]
            case .mean(let frames): frames
            }
        }
    }

    /// A picture of one clip.
    package struct Layer: Sendable, Hashable {
        /// The index of the plate.
        package var plate: Int
        /// Its frames.
        package var frames: Frames
        /// The area of the plate that fills the canvas; nil for the whole plate, which then has the canvas's size.
        package var area: Area?
        /// Whether left and right are exchanged.
        package var isMirrored: Bool

        /// Creates a layer.
        package init(plate: Int, frames: Frames, area: Area? = nil, isMirrored: Bool = false) {
            self.plate = plate
            self.frames = frames
            self.area = area
            self.isMirrored = isMirrored
        }
    }

    /// A colour over everything.
    package struct Tint: Sendable, Hashable {
        /// Whether it is white; black otherwise.
        package var isWhite: Bool
        /// Its weight, 0…256 of 256.
        package var weight: Int

        /// Creates a tint.
        package init(isWhite: Bool, weight: Int) {
            self.isWhite = isWhite
            self.weight = weight
        }
    }

    /// What is on screen at a frame.
    package struct Picture: Sendable, Hashable {
        /// The layer below.
        package var base: Layer
        /// The layer above; nil for none.
        package var over: Layer?
        /// The weight of the layer above, 0…256 of 256.
        package var overWeight = 0
        /// The colour over both; nil for none.
        package var tint: Tint?

        /// Creates a picture of one layer.
        package init(_ base: Layer) { self.base = base }
    }

    /// The frames of a plate that are ever on screen, increasing, by plate.
    package var usedFrames: [[Int]] {
        var used = [Set<Int>](repeating: [], count: plates.count)
        for picture in pictures {
            for layer in [picture.base, picture.over].compactMap(\.self) {
                used[layer.plate].formUnion(layer.frames.indices)
            }
        }
        return used.map { $0.sorted() }
    }
}
