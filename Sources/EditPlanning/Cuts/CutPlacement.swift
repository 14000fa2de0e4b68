internal import EditModel
internal import Foundation
internal import MusicAnalysis

/// Where cuts fall: section boundaries and drops always, and inside a section on bars or beats, denser where the music is
/// stronger.
struct CutPlacement {
    /// One cut: a frame and its place in the music.
    struct Cut: Equatable {
        var frame: Int
        /// The index of the beat it lies on; nil where it lies on none.
        var beat: Int?
        /// The section that the shot after it belongs to.
        var section: Int
        /// Whether the section begins here.
        var beginsSection: Bool
    }

    let song: SongAnalysis
    let rate: FrameRate
    let pacing: Pacing
    /// How strong each section is beside the others, 0…1.
    let strengths: [Double]
    /// The usual length of a bar in seconds; nil for a song without a beat.
    let barLength: Double?
    /// The frame of each beat.
    let beatFrames: [Int]
    private let onsets: [Double]

    init(song: SongAnalysis, rate: FrameRate, pacing: Pacing) {
        self.song = song
        self.rate = rate
        self.pacing = pacing
        strengths = Self.strengths(of: song.sections)
        barLength = beatPeriod(of: song.beats).map { $0 * Double(max(song.beatsPerBar, 1)) }
        beatFrames = song.beats.map { rate.frame(nearest: $0.time) }
        onsets = song.onsets.sorted()
    }

    /// The fewest frames of a shot.
    var leastFrames: Int { max(Int(pacing.shortest * rate.framesPerSecond), 1) }

    /// The mean of each section's energy and of its rank among all, by time.
    ///
    /// Most songs are mastered so loud that a chorus is hardly stronger than a verse in itself; the rank tells them apart.
    private static func strengths(of sections: [Section]) -> [Double] {
        let total = sections.reduce(0) { $0 + $1.duration }
        guard total > 0 else { return sections.map(\.energy) }
        return sections.map { section in
            let rank = sections.reduce(0) { sum, other in
                let share = other.energy < section.energy ? 1 : other.energy == section.energy ? 0.5 : 0
                return sum + share * other.duration / total
            }
            return (section.energy + rank) / 2
        }
    }

    /// All cuts, the first at frame 0, increasing, at least the shortest shot apart where the song allows it.
    ///
    /// - Parameter pinned: The frames of shots that stay as they are, increasing, none overlapping: they begin and end with a
    ///   cut, and have none inside.
    func cuts(around pinned: [Range<Int>] = [], using generator: inout SeededGenerator) -> [Cut] {
        let total = rate.frame(nearest: song.duration)
        var cuts: [Cut] = []
        for (index, section) in song.sections.enumerated() {
            let start = rate.frame(nearest: section.start)
            guard start < total else { break }
            // A section so short that it has no frame has no shot; the frame belongs to the one that goes on.
            let isLast = index == song.sections.count - 1
            if !isLast, rate.frame(nearest: section.end) <= start { continue }
            if let last = cuts.last, start <= last.frame { continue }
            // A boundary outranks the cuts just before it.
            while let last = cuts.last, !last.beginsSection, start - last.frame < leastFrames {
                cuts.removeLast()
            }
            cuts.append(Cut(frame: start, beat: beat(at: section.start), section: index, beginsSection: true))
            let end = isLast ? total : rate.frame(nearest: section.end)
            var inner = innerCuts(section, strength: strengths[index], using: &generator)
            if pacing.every == nil { inner = aroundDrops(inner, in: section) }
            inner = avoidingLines(
                inner, in: section, longest: 2 * pacing.aim(strength: strengths[index]))
            if isLast { inner.removeAll { $0.frame > lastInnerCut(in: start..<end) } }
            inner = dividingLong(apart(inner, in: start..<end), in: start..<end)
            for (frame, beat) in apart(inner, in: start..<end) {
                cuts.append(Cut(frame: frame, beat: beat, section: index, beginsSection: false))
            }
        }
        return fitting(cuts, around: pinned)
    }

    /// The last frame at which the song's last section may be cut: its last chord is held, a bar and a half at least.
    private func lastInnerCut(in section: Range<Int>) -> Int {
        let hold = max(1.5 * (barLength ?? 2), pacing.shortest)
        return section.upperBound - min(Int(hold * rate.framesPerSecond), section.count / 2)
    }

    /// The cuts that are the shortest shot apart, and away from the section's ends, earlier ones first.
    private func apart(
        _ cuts: [(frame: Int, beat: Int?)], in section: Range<Int>
    ) -> [(frame: Int, beat: Int?)] {
        var last = section.lowerBound
        return cuts.filter { cut in
            guard cut.frame - last >= leastFrames, section.upperBound - cut.frame >= leastFrames else {
                return false
            }
            last = cut.frame
            return true
        }
    }

    /// The first beat that is at a time, give or take 30 ms.
    func beat(at time: Double) -> Int? {
        let beat = song.beats.firstIndexSorted { $0.time > time - 0.03 }
        return beat < song.beats.count && song.beats[beat].time < time + 0.03 ? beat : nil
    }

    /// The beats from one time up to another.
    func beats(from start: Double, to end: Double) -> Range<Int> {
        let first = song.beats.firstIndexSorted { $0.time >= start }
        return first..<max(song.beats.firstIndexSorted { $0.time >= end }, first)
    }

    /// Cuts inside a section, as frames with beats.
    ///
    /// ```
    /// a phrase of 8 bars    |1...2...3...4...5...6...7...8...|
    /// in 3 shots            |               |       |       |
    /// in 6 shots            |       |       |   |   |   |   |
    /// ```
    private func innerCuts(
        _ section: Section, strength: Double, using generator: inout SeededGenerator
    ) -> [(frame: Int, beat: Int?)] {
        let inside = beats(from: section.start - 0.03, to: section.end - 0.03)
        guard inside.count >= 2 else { return cutsWithoutBeats(section, strength: strength) }
        let first = inside.lowerBound
        var downbeats = inside.filter { song.beats[$0].position == 1 }
        // Where no bar is known, four beats are one.
        if downbeats.isEmpty { downbeats = Array(stride(from: first, to: inside.upperBound, by: 4)) }
        if let every = pacing.every {
            // Counted from a downbeat, so that every fourth beat is one where bars have four.
            return inside.filter { $0 != first && ($0 - downbeats[0]).isMultiple(of: every) }
                .map { (rate.frame(nearest: song.beats[$0].time), $0) }
        }
        let starts = [first] + stride(from: 8, to: downbeats.count - 1, by: 8).map { downbeats[$0] }
        var cuts: [Int] = []
        var owed = 0.0
        for (start, end) in zip(starts, starts.dropFirst() + [inside.upperBound]) {
            let phrase = Phrase(
                beats: song.beats, range: start..<end,
                end: end < song.beats.count ? song.beats[end].time : section.end)
            let local = strength + (energy(in: phrase.seconds) ?? section.energy) - section.energy
            let aim = pacing.aim(strength: min(max(local, 0), 1)) * (0.9 + 0.2 * generator.unit())
            let wanted = phrase.duration / aim + owed
            let shots = phrase.split(into: max(Int(wanted.rounded()), 1), shortest: pacing.shortest)
            owed = min(max(wanted - Double(shots.count), -1), 1)
            cuts += shots.filter { $0 != first }
        }
        return cuts.map { (rate.frame(nearest: song.beats[$0].time), $0) }
    }

    /// The mean energy of the moments in a range of seconds; nil where the song has none.
    private func energy(in seconds: Range<Double>) -> Double? {
        guard song.energyPeriod > 0 else { return nil }
        func index(_ time: Double) -> Int {
            song.energy.indices.firstSorted { (Double($0) + 0.5) * song.energyPeriod >= time }
        }
        let moments = index(seconds.lowerBound)..<index(seconds.upperBound)
        guard !moments.isEmpty else { return nil }
        return moments.reduce(0) { $0 + song.energy[$1] } / Double(moments.count)
    }

    /// Even cuts, drawn to onsets nearby.
    private func cutsWithoutBeats(_ section: Section, strength: Double) -> [(frame: Int, beat: Int?)] {
        let length = pacing.every.map { Double($0) * 0.5 } ?? pacing.aim(strength: strength)
        let count = Int((section.duration / length).rounded(.down))
        guard count > 1 else { return [] }
        return (1..<count).map { index in
            let even = section.start + section.duration * Double(index) / Double(count)
            let after = onsets.firstIndexSorted { $0 >= even }
            let onset = onsets[max(after - 1, 0)..<min(after + 1, onsets.count)]
                .min { abs($0 - even) < abs($1 - even) }
            let time = onset.map { abs($0 - even) < length / 4 ? $0 : even } ?? even
            return (rate.frame(nearest: time), nil)
        }
    }
}

/// The usual distance of two beats in seconds, their median; nil for fewer than two.
func beatPeriod(of beats: [Beat]) -> Double? {
    let periods = zip(beats, beats.dropFirst()).map { $1.time - $0.time }.sorted()
    return periods.isEmpty ? nil : periods[periods.count / 2]
}
