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
        let lines = song.lyrics.filter {
            !$0.isEstimate && $0.end > section.start && $0.start < section.end
        }
        let beats = song.beats.indices.filter {
            song.beats[$0].time > section.start && song.beats[$0].time < section.end
        }
        guard !lines.isEmpty, let first = beats.first, let last = beats.last, first < last else {
            return cuts
        }
        let period = (song.beats[last].time - song.beats[first].time) / Double(last - first)
        // The beat nearest to the edge of a line is at its edge.
        func isWithinLine(_ time: Double) -> Bool {
            lines.contains { time > $0.start + period / 2 && time < $0.end - period / 2 }
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
            let nearby = free.filter { beat in
                let frame = rate.frame(nearest: song.beats[beat].time)
                return abs(song.beats[beat].time - time) <= reach + 1e-3 && frame - before >= least
                    && after - frame >= least
            }
            func cost(_ beat: Int) -> Double {
                abs(song.beats[beat].time - time) + (song.beats[beat].position == 1 ? 0 : period / 2)
            }
            if let best = nearby.min(by: { (cost($0), $0) < (cost($1), $1) }) {
                moved.append((rate.frame(nearest: song.beats[best].time), best))
            } else if Double(after - before) > longest * rate.framesPerSecond {
                moved.append(cut)
            }
        }
        return moved
    }
}
