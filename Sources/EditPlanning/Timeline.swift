internal import EditModel
internal import MusicAnalysis

/// A song laid out in frames: its beats, its sections with names, and where cuts may fall.
struct Timeline {
    let rate: FrameRate
    let frameCount: Int
    /// The beats in frames.
    private(set) var beats: [Edit.Marker] = []
    /// The sections that have a frame at least, tiling the timeline.
    private(set) var spans: [Edit.SectionSpan] = []
    /// The labels of `spans`.
    private(set) var labels: [SectionLabel] = []
    /// The length of a bar in seconds; 0 where there is no beat.
    let bar: Double
    /// Where cuts may fall, in order.
    private(set) var candidates: [CutPlacement.Candidate] = []

    /// Lays out a song over `frameCount` frames, 1 at least.
    init(song: SongAnalysis, rate: FrameRate, frameCount: Int) {
        self.rate = rate
        self.frameCount = frameCount
        bar =
            song.tempo.bpm > 0 && song.tempo.bpm.isFinite && !song.beats.isEmpty
            ? 60 / song.tempo.bpm * Double(max(1, song.beatsPerBar)) : 0
        layBeats(song)
        laySections(song)
    }

    private mutating func layBeats(_ song: SongAnalysis) {
        var bar = 0
        for beat in song.beats where beat.time >= 0 && beat.time <= song.duration {
            if beat.position == 1 { bar += 1 }
            let frame = min(rate.frame(nearest: beat.time), frameCount)
            let position = min(max(1, beat.position), 64)
            beats.append(Edit.Marker(time: beat.time, frame: frame, bar: bar, position: position))
            let isHalf = song.beatsPerBar.isMultiple(of: 2) && position == song.beatsPerBar / 2 + 1
            candidates.append(.init(frame: frame, cost: position == 1 ? 0 : isHalf ? 0.2 : 0.35))
        }
        guard beats.isEmpty else { return }
        for onset in song.onsets where onset >= 0 && onset <= song.duration {
            candidates.append(.init(frame: rate.frame(nearest: onset), cost: 0))
        }
    }

    private mutating func laySections(_ song: SongAnalysis) {
        var start = 0
        for (index, section) in song.sections.enumerated() where section.end.isFinite {
            let isLast = index == song.sections.count - 1
            let end =
                isLast ? frameCount : min(rate.frame(nearest: min(section.end, song.duration)), frameCount)
            guard end > start else { continue }
            let energy = section.energy.isFinite ? min(max(0, section.energy), 1) : 0
            let label = section.label.rawValue
            spans.append(.init(name: label, label: label, startFrame: start, endFrame: end, energy: energy))
            labels.append(section.label)
            start = end
        }
        if spans.isEmpty {
            spans = [.init(name: "verse", label: "verse", startFrame: 0, endFrame: frameCount, energy: 0.5)]
            labels = [.verse]
        }
        spans[spans.count - 1].endFrame = frameCount
        var counts: [String: Int] = [:]
        for index in spans.indices {
            let label = spans[index].label
            guard labels.filter({ $0 == labels[index] }).count > 1 else { continue }
            counts[label, default: 0] += 1
            spans[index].name = "\(label) \(counts[label, default: 1])"
        }
    }

    /// The strength of a section between the softest and the strongest of the song, 0…1.
    func relativeEnergy(of span: Edit.SectionSpan) -> Double {
        let energies = spans.map(\.energy)
        let low = energies.min() ?? 0
        let high = energies.max() ?? 1
        return high - low > 0.05 ? (span.energy - low) / (high - low) : 0.5
    }

    /// Where a frame lies in the music, in words: "downbeat 33", "bar 12, beat 3".
    func place(of frame: Int) -> String {
        guard let beat = beats.last(where: { $0.frame <= frame }) else {
            return "at \(ShotFitting.text(rate.seconds(ofFrame: frame), places: 2)) s"
        }
        guard beat.frame == frame else { return "in bar \(beat.bar)" }
        return beat.position == 1 ? "downbeat \(beat.bar)" : "bar \(beat.bar), beat \(beat.position)"
    }
}
