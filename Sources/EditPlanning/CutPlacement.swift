internal import EditModel
internal import Foundation
internal import MusicAnalysis

/// Where cuts fall: section boundaries always, and inside a section on bars or beats, denser where the music is stronger.
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
    private let pace: Edit.Style.Pace
    /// How strong each section is beside the others, 0…1.
    private let strengths: [Double]

    init(song: SongAnalysis, rate: FrameRate, pace: Edit.Style.Pace) {
        self.song = song
        self.rate = rate
        self.pace = pace
        strengths = Self.strengths(of: song.sections)
    }

    /// The shortest shot in seconds.
    var shortest: Double {
        switch pace {
        case .calm: 1.6
        case .natural: 0.9
        case .fast: 0.45
        case .hyper: 0.25
        }
    }

    /// The length to aim at for a strength of 0…1, in seconds: equal steps of strength shorten it by equal shares.
    private func target(strength: Double) -> Double {
        let (slow, quick): (Double, Double) =
            switch pace {
            case .calm: (12, 3)
            case .natural: (6.5, 1.5)
            case .fast: (4, 0.7)
            case .hyper: (2, 0.35)
            }
        return slow * pow(quick / slow, strength)
    }

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
    func cuts(using generator: inout SeededGenerator) -> [Cut] {
        let total = rate.frame(nearest: song.duration)
        let least = max(Int(shortest * rate.framesPerSecond), 1)
        var cuts: [Cut] = []
        for (index, section) in song.sections.enumerated() {
            let start = rate.frame(nearest: section.start)
            guard start < total else { break }
            // A section so short that it has no frame has no shot; the frame belongs to the one that goes on.
            let isLast = index == song.sections.count - 1
            if !isLast, rate.frame(nearest: section.end) <= start { continue }
            if let last = cuts.last, start <= last.frame { continue }
            // A boundary outranks the cuts just before it.
            while let last = cuts.last, !last.beginsSection, start - last.frame < least { cuts.removeLast() }
            cuts.append(Cut(frame: start, beat: beat(at: section.start), section: index, beginsSection: true))
            let inner = avoidingLines(
                innerCuts(section, strength: strengths[index], using: &generator), in: section,
                longest: 2 * target(strength: strengths[index]))
            for (frame, beat) in inner {
                guard let last = cuts.last, frame - last.frame >= least, frame < total,
                    rate.frame(nearest: section.end) - frame >= least
                else { continue }
                cuts.append(Cut(frame: frame, beat: beat, section: index, beginsSection: false))
            }
        }
        while let last = cuts.last, cuts.count > 1, !last.beginsSection, total - last.frame < least {
            cuts.removeLast()
        }
        return cuts
    }

    private func beat(at time: Double) -> Int? {
        song.beats.firstIndex { abs($0.time - time) < 0.03 }
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
        let inside = song.beats.indices.filter {
            song.beats[$0].time >= section.start - 0.03 && song.beats[$0].time < section.end - 0.03
        }
        guard let first = inside.first, inside.count >= 2 else {
            return cutsWithoutBeats(section, strength: strength)
        }
        var downbeats = inside.filter { song.beats[$0].position == 1 }
        if downbeats.isEmpty { downbeats = [first] }
        let starts = [first] + stride(from: 8, to: downbeats.count - 1, by: 8).map { downbeats[$0] }
        var cuts: [Int] = []
        var owed = 0.0
        for (start, end) in zip(starts, starts.dropFirst() + [first + inside.count]) {
            let phrase = Phrase(
                beats: song.beats, range: start..<end,
                end: end < song.beats.count ? song.beats[end].time : section.end)
            let local = strength + (energy(in: phrase.seconds) ?? section.energy) - section.energy
            let aim = target(strength: min(max(local, 0), 1)) * (0.9 + 0.2 * generator.unit())
            let wanted = phrase.duration / aim + owed
            let shots = phrase.split(into: max(Int(wanted.rounded()), 1), shortest: shortest)
            owed = min(max(wanted - Double(shots.count), -1), 1)
            cuts += shots.filter { $0 != first }
        }
        return cuts.map { (rate.frame(nearest: song.beats[$0].time), $0) }
    }

    /// The mean energy of the moments in a range of seconds; nil where the song has none.
    private func energy(in seconds: Range<Double>) -> Double? {
        guard song.energyPeriod > 0 else { return nil }
        let moments = song.energy.indices.filter { seconds.contains((Double($0) + 0.5) * song.energyPeriod) }
        guard !moments.isEmpty else { return nil }
        return moments.reduce(0) { $0 + song.energy[$1] } / Double(moments.count)
    }

    /// Even cuts, drawn to onsets nearby.
    private func cutsWithoutBeats(_ section: Section, strength: Double) -> [(frame: Int, beat: Int?)] {
        let length = target(strength: strength)
        let count = Int((section.duration / length).rounded(.down))
        guard count > 1 else { return [] }
        return (1..<count).map { index in
            let even = section.start + section.duration * Double(index) / Double(count)
            let onset = song.onsets.min { abs($0 - even) < abs($1 - even) }
            let time = onset.map { abs($0 - even) < length / 4 ? $0 : even } ?? even
            return (rate.frame(nearest: time), nil)
        }
    }
}
