internal import EditModel
internal import MusicAnalysis

/// The bars of a song, for saying where a cut lies.
struct Bars {
    private let beats: [Beat]
    /// The bar of each beat, counted from 1; 0 before the first downbeat.
    private let numbers: [Int]

    init(_ beats: [Beat]) {
        self.beats = beats
        var bar = 0
        numbers = beats.map { beat in
            if beat.position == 1 { bar += 1 }
            return bar
        }
    }

    /// The beats as markers on a timeline.
    func markers(rate: FrameRate, frameCount: Int) -> [Edit.Marker] {
        zip(beats, numbers).compactMap { beat, bar in
            let frame = rate.frame(nearest: beat.time)
            guard (0..<frameCount).contains(frame) else { return nil }
            return Edit.Marker(time: beat.time, frame: frame, bar: bar, position: beat.position)
        }
    }

    /// Where a cut lies, in words.
    func place(of cut: CutPlacement.Cut, in names: Names) -> String {
        let section = names.names[cut.section]
        var place = cut.frame == 0 ? "start of the song" : "between beats"
        if let beat = cut.beat, numbers[beat] > 0 {
            place =
                beats[beat].position == 1
                ? "bar \(numbers[beat])" : "bar \(numbers[beat]), beat \(beats[beat].position)"
        }
        return cut.beginsSection ? "\(place), \(section) begins" : "\(place), in \(section)"
    }
}

/// The names of sections, numbered where a label returns.
struct Names {
    let names: [String]

    init(_ labels: [SectionLabel]) {
        let totals = labels.reduce(into: [SectionLabel: Int]()) { $0[$1, default: 0] += 1 }
        var counts: [SectionLabel: Int] = [:]
        names = labels.map { label in
            counts[label, default: 0] += 1
            return totals[label] == 1 ? label.rawValue : "\(label.rawValue) \(counts[label, default: 1])"
        }
    }
}
