internal import EditModel

/// One way to fill a slot from a clip.
struct ShotCandidate {
    /// The index of the clip.
    var clip: Int
    /// How source time runs; as many frames as the slot.
    var map: TimeMap
    /// How it came about.
    var fit: Shot.Fit
    /// What of the clip is seen, in seconds.
    var source: Range<Double>
    /// Movements on beats, counted from the slot's first frame.
    var hits: [Shot.Hit] = []
    /// What it costs by itself: distortion, and motion that does not fit the music.
    var cost = 0.0
    /// What is to be said of it, in words.
    var remark: String?
    /// A shot that stays as it was, with all that it has.
    var kept: Shot?

    /// The source time at its first edge.
    var entry: Double { map.pieces.first?.sourceStart ?? 0 }
    /// The source time at its last edge.
    var exit: Double { map.pieces.last?.sourceEnd ?? 0 }
    /// Whether it begins backwards.
    var entersBackwards: Bool { map.pieces.first.map { $0.sourceEnd < $0.sourceStart } ?? false }
    /// Whether it ends backwards.
    var exitsBackwards: Bool { map.pieces.last.map { $0.sourceEnd < $0.sourceStart } ?? false }
}

/// A source time down to the microsecond, so that it stays before the clip's end; never before its start, where
/// a sum that misses 0 by the last bit would fall to −1 µs.
func tidy(_ value: Double) -> Double { max(0, (value * 1e6).rounded(.down) / 1e6) }

/// A number with one decimal, for sentences.
func tenths(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
}
