/// When the frames of a clip come on screen, as a formula of a frame's number for ffmpeg's `setpts`.
///
/// A picture is shown until the next one comes, and of several that come at once the last is seen. So what is on screen
/// at each place of a row says when each frame comes, and the other way round:
///
/// ```
/// on screen       0 0 1 1 2 2        0 2 3 5        0 1 1 1 2
/// frame           0 1 2              0 1 2 3 4 5    0 1 2
/// comes at place  0 2 4              0 1 1 2 3 3    0 1 4
/// formula         2*N                ceil((2*N)/3)  between(N,0,1)*(N)+gte(N,2)*(4)
/// ```
///
/// Formulas are of whole numbers, so that nothing depends on how a fraction is rounded.
package struct FrameNumbering {
    /// Frames whose places lie on a line: `ceil((factor · N + offset) / divisor)`.
    struct Segment {
        var frames: ClosedRange<Int>
        var factor: Int
        var offset: Int
        var divisor: Int
    }

    /// As few as can be, one after another.
    let segments: [Segment]

    /// Finding a line takes the square of its frames.
    private static let longestSegment = 4096

    /// Finds a formula.
    ///
    /// - Parameter frames: The frame that is on screen at each place; not decreasing, none below 0.
    package init(showing frames: [Int]) {
        var places: [Int] = []
        for (place, frame) in frames.enumerated() {
            while places.count <= frame { places.append(place) }
        }
        var segments: [Segment] = []
        var first = 0
        while first < places.count {
            let segment = Self.segment(from: first, of: places)
            segments.append(segment)
            first = segment.frames.upperBound + 1
        }
        self.segments = segments
    }

    /// The place at which a frame comes.
    package func place(of frame: Int) -> Int {
        guard let segment = segments.first(where: { $0.frames.contains(frame) }) else { return 0 }
        let sum = segment.factor * frame + segment.offset
        return Int((Double(sum) / Double(segment.divisor)).rounded(.up))
    }

    /// The formula.
    package var text: String {
        guard segments.count > 1 else { return segments.first?.text ?? "0" }
        return segments.enumerated().map { index, segment in
            let (first, last) = (segment.frames.lowerBound, segment.frames.upperBound)
            let range = index == segments.count - 1 ? "gte(N,\(first))" : "between(N,\(first),\(last))"
            return "\(range)*(\(segment.text))"
        }.joined(separator: "+")
    }

    /// The longest line from a frame on.
    private static func segment(from first: Int, of places: [Int]) -> Segment {
        // A slope s fits frames i < j where P(j) − 1 − P(i) < s·(j − i) < P(j) − P(i) + 1.
        var (low, high) = (Fraction(-1, 0), Fraction(1, 0))
        var last = first
        while last + 1 < places.count, last - first < longestSegment {
            var (above, below) = (low, high)
            for earlier in first...last {
                let (rise, run) = (places[last + 1] - places[earlier], last + 1 - earlier)
                above = max(above, Fraction(rise - 1, run))
                below = min(below, Fraction(rise + 1, run))
            }
            guard above < below else { break }
            (low, high, last) = (above, below, last + 1)
        }
        let slope = Fraction.simplest(between: low, and: high)
        let (factor, divisor) = (slope.numerator, slope.denominator)
        let offset = (first...last).map { divisor * places[$0] - factor * $0 }.min() ?? 0
        return Segment(frames: first...last, factor: factor, offset: offset, divisor: divisor)
    }
}

extension FrameNumbering.Segment {
    fileprivate var text: String {
        let product = factor == 1 ? "N" : "\(factor)*N"
        guard factor != 0 else { return "\(offset)" }
        let sum = offset == 0 ? product : offset > 0 ? "\(product)+\(offset)" : "\(product)\(offset)"
        return divisor == 1 ? sum : "ceil((\(sum))/\(divisor))"
    }
}

/// A ratio of whole numbers; over 0 it is without bound.
private struct Fraction: Comparable {
    var numerator: Int
    var denominator: Int

    init(_ numerator: Int, _ denominator: Int) {
        self.numerator = numerator
        self.denominator = denominator
    }

    static func < (a: Self, b: Self) -> Bool {
        a.numerator * b.denominator < b.numerator * a.denominator
    }

    static func == (a: Self, b: Self) -> Bool {
        a.numerator * b.denominator == b.numerator * a.denominator
    }

    /// The fraction of the smallest denominator between two others, and of these the one nearest to 0.
    static func simplest(between low: Self, and high: Self) -> Self {
        if low < Self(0, 1) { return Self(0, 1) }
        let whole = low.numerator / low.denominator
        if Self(whole + 1, 1) < high { return Self(whole + 1, 1) }
        let inner = simplest(
            between: Self(high.denominator, high.numerator - whole * high.denominator),
            and: Self(low.denominator, low.numerator - whole * low.denominator))
        return Self(whole * inner.numerator + inner.denominator, inner.numerator)
    }
}
