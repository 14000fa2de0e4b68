internal import MusicAnalysis

/// A run of bars that is divided into shots the way music is divided: by halves, the later half first.
struct Phrase {
    private let beats: [Beat]
    private let range: Range<Int>
    private let end: Double
    private let barStarts: [Int]

    /// - Parameters:
    ///   - beats: All beats of the song.
    ///   - range: The indices of those in the phrase, at least one.
    ///   - end: Where the phrase ends, in seconds.
    init(beats: [Beat], range: Range<Int>, end: Double) {
        self.beats = beats
        self.range = range
        self.end = end
        barStarts = range.filter { beats[$0].position == 1 }
    }

    /// The phrase in seconds.
    var seconds: Range<Double> {
        let start = beats[range.lowerBound].time
        return start..<max(end, start)
    }

    /// The length in seconds.
    var duration: Double { seconds.upperBound - seconds.lowerBound }

    /// The indices of the beats on which shots begin, the first that of the phrase.
    ///
    /// The longest shot is halved until there are enough, of equals the last, so that cuts grow denser towards the end. Shots
    /// are halved at bars, and single bars of an even number of beats in their middle.
    ///
    /// - Parameters:
    ///   - count: The number of shots wanted.
    ///   - shortest: Nothing is halved into shots shorter than this, in seconds.
    /// - Returns: Between one and `count` indices, increasing.
    func split(into count: Int, shortest: Double) -> [Int] {
        var shots = [range]
        while shots.count < count {
            let divisible = shots.indices.compactMap { index in
                middle(of: shots[index], shortest: shortest).map { (index: index, middle: $0) }
            }
            let longest = divisible.max { left, right in
                (shots[left.index].count, left.index) < (shots[right.index].count, right.index)
            }
            guard let (index, middle) = longest else { break }
            let shot = shots[index]
            shots.replaceSubrange(index...index, with: [shot.lowerBound..<middle, middle..<shot.upperBound])
        }
        return shots.map(\.lowerBound)
    }

    /// The beat that halves a shot; nil where there is none.
    private func middle(of shot: Range<Int>, shortest: Double) -> Int? {
        let center = Double(shot.lowerBound + shot.upperBound) / 2
        let bars = shot.dropFirst().filter { beats[$0].position == 1 }
        // Pairs of bars stay together while there are any; of two as near the middle, the later: the shorter part is last.
        let pairs = bars.filter { barStarts.firstIndex(of: $0)?.isMultiple(of: 2) ?? false }
        let bar = (pairs.isEmpty ? bars : pairs).reversed().min {
            abs(Double($0) - center) < abs(Double($1) - center)
        }
        guard let middle = bar ?? (shot.count.isMultiple(of: 2) ? shot.lowerBound + shot.count / 2 : nil)
        else {
            return nil
        }
        let (start, end) = (time(shot.lowerBound), time(shot.upperBound))
        return time(middle) - start >= shortest && end - time(middle) >= shortest ? middle : nil
    }

    /// When a beat is; the phrase's end for the beat after its last.
    private func time(_ beat: Int) -> Double { beat < range.upperBound ? beats[beat].time : end }
}
