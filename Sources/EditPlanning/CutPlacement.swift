internal import EditModel
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

    private let song: SongAnalysis
    private let rate: FrameRate
    private let pace: EditStyle.Pace

    init(song: SongAnalysis, rate: FrameRate, pace: EditStyle.Pace) {
        self.song = song
        self.rate = rate
        self.pace = pace
    }

    /// The shortest shot in seconds.
    var shortest: Double {
        switch pace {
        case .calm: 1.6
        case .natural: 0.9
        case .fast: 0.45
        }
    }

    /// The length to aim at for a strength of 0…1, in seconds.
    private func target(energy: Double) -> Double {
        let (slow, quick): (Double, Double) =
            switch pace {
            case .calm: (8, 3.6)
            case .natural: (5.6, 1.9)
            case .fast: (3.2, 0.9)
            }
        return slow + (quick - slow) * energy
    }

    /// All cuts, the first at frame 0, increasing, at least the shortest shot apart where the song allows it.
    func cuts(using generator: inout SeededGenerator) -> [Cut] {
        let total = rate.frame(nearest: song.duration)
        let least = max(Int(shortest * rate.framesPerSecond), 1)
        var cuts: [Cut] = []
        for (index, section) in song.sections.enumerated() {
            let start = rate.frame(nearest: section.start)
            guard start < total else { break }
            if let last = cuts.last, start <= last.frame { continue }
            // A boundary outranks the cuts just before it.
            while let last = cuts.last, !last.beginsSection, start - last.frame < least { cuts.removeLast() }
            cuts.append(Cut(frame: start, beat: beat(at: section.start), section: index, beginsSection: true))
            let inner = innerCuts(section, using: &generator)
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
    private func innerCuts(_ section: Section, using generator: inout SeededGenerator) -> [(
        frame: Int, beat: Int?
    )] {
        let inside = song.beats.indices.filter {
            song.beats[$0].time >= section.start - 0.03 && song.beats[$0].time < section.end - 0.03
        }
        guard inside.count >= 2 else { return cutsWithoutBeats(section) }
        let period =
            (song.beats[inside[inside.count - 1]].time - song.beats[inside[0]].time)
            / Double(inside.count - 1)
        let bar = max(song.beatsPerBar, 1)
        // The step nearest the aim among whole bars and simple parts of one.
        let steps = [1, 2, bar, 2 * bar, 4 * bar].filter { Double($0) * period >= shortest }
        var frames: [(frame: Int, beat: Int?)] = []
        var position = inside.first { song.beats[$0].position == 1 } ?? inside[0]
        let end = inside[inside.count - 1]
        while position <= end {
            let local = energy(at: song.beats[position].time, of: section)
            let aim = target(energy: local) * (0.9 + 0.2 * generator.unit())
            let step =
                steps.min { abs(Double($0) * period - aim) < abs(Double($1) * period - aim) } ?? 4 * bar
            if position != inside[0] {
                frames.append((rate.frame(nearest: song.beats[position].time), position))
            }
            position += step
            // Steps of whole bars stay on downbeats, also where a bar has a beat more or less.
            if step >= bar, position <= end {
                position =
                    (position - 1...min(position + 1, end)).first { song.beats[$0].position == 1 } ?? position
            }
        }
        return frames
    }

    /// The strength here: the section's, leaning to the moment's.
    private func energy(at time: Double, of section: Section) -> Double {
        let index = Int(time / max(song.energyPeriod, 1e-3))
        guard song.energy.indices.contains(index) else { return section.energy }
        return 0.6 * section.energy + 0.4 * song.energy[index]
    }

    /// Even cuts, drawn to onsets nearby.
    private func cutsWithoutBeats(_ section: Section) -> [(frame: Int, beat: Int?)] {
        let length = target(energy: section.energy)
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
