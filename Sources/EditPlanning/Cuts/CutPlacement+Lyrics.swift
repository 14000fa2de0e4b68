internal import EditModel
internal import MusicAnalysis

extension CutPlacement {
    /// Moves cuts out of the middle of sung lines.
    ///
    /// A cut within a line whose time was given moves to the nearest beat that is at the edge of a line or between lines, a bar away at
    /// most, a little rather to a downbeat, where that leaves no shot too short. Where there is no such beat it is left out,
    /// unless the shot would then be longer than is sensible: so long a line is cut.
    ///
    /// - Parameters:
    ///   - cuts: The cuts inside a section, as frames with beats, increasing.
    ///   - section: The section.
    ///   - longest: The longest sensible shot in seconds.
    func avoidingLines(
        _ cuts: [(frame: Int, beat: Int?)], in section: Section, longest: Double
    ) -> [(frame: Int, beat: Int?)] {
        let firstLine = song.lyrics.firstIndexSorted { $0.end > section.start }
        let lines = song.lyrics[firstLine...].prefix { $0.start < section.end }.filter { !$0.isEstimate }
        let beats = beats(from: section.start.nextUp, to: section.end)
        guard !lines.isEmpty, beats.count > 1 else { return cuts }
        let period =
            (song.beats[beats.upperBound - 1].time - song.beats[beats.lowerBound].time)
            / Double(beats.count - 1)
        // The beat nearest to the edge of a line is at its edge.
        func isWithinLine(_ time: Double) -> Bool {
            let next = lines.firstIndexSorted { time < $0.end - period / 2 }
            return next < lines.count && time > lines[next].start + period / 2
        }
        let free = beats.filter { !isWithinLine(song.beats[$0].time) }
        let reach = period * Double(max(song.beatsPerBar, 2))
        let least = leastFrames
        var moved: [(frame: Int, beat: Int?)] = []
        for (index, cut) in cuts.enumerated() {
            let time = cut.beat.map { song.beats[$0].time } ?? rate.seconds(ofFrame: cut.frame)
            let before = moved.last?.frame ?? rate.frame(nearest: section.start)
            let after = index + 1 < cuts.count ? cuts[index + 1].frame : rate.frame(nearest: section.end)
            guard isWithinLine(time) else {
                moved.append(cut)
                continue
            }
            let nearest = free.firstIndexSorted { song.beats[$0].time >= time - reach - 1e-3 }
            let nearby = free[nearest...].prefix { song.beats[$0].time <= time + reach + 1e-3 }
                .filter { beatFrames[$0] - before >= least && after - beatFrames[$0] >= least }
            func cost(_ beat: Int) -> Double {
                abs(song.beats[beat].time - time) + (song.beats[beat].position == 1 ? 0 : period / 2)
            }
            if let best = nearby.min(by: { (cost($0), $0) < (cost($1), $1) }) {
                moved.append((beatFrames[best], best))
            } else if Double(after - before) > longest * rate.framesPerSecond {
                moved.append(cut)
            }
        }
        return moved
    }
}
