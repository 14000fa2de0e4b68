internal import EditModel
internal import MusicAnalysis

extension SongAnalysis {
    /// The song as an edit can hold it: beats, sections and lines that lie on the timeline, the latter in whole frames.
    ///
    /// Planning from it, and not from what was heard to the last bit, gives the same edit again from the edit's own file.
    ///
    /// - Parameters:
    ///   - rate: The timeline's frame rate.
    ///   - frameCount: The timeline's length in frames; at least 1.
    func onTimeline(rate: FrameRate, frameCount: Int) -> SongAnalysis {
        var song = self
        song.beats = beats.compactMap { beat in
            var beat = beat
            beat.time = (beat.time * 1e6).rounded() / 1e6
            return (0..<frameCount).contains(rate.frame(nearest: beat.time)) ? beat : nil
        }
        song.beatsPerBar = Self.beatsPerBar(of: song.beats)
        song.lyrics = captions(rate: rate, frameCount: frameCount).map { LyricLine($0, rate: rate) }
        // Of several beats in a frame, the first.
        let times = Dictionary(
            song.beats.map { (rate.frame(nearest: $0.time), $0.time) },
            uniquingKeysWith: { first, _ in first })
        let starts = sections.indices.map { index in
            index == 0 ? 0 : min(rate.frame(nearest: sections[index].start), frameCount)
        }
        song.dynamics = events(rate: rate, frameCount: frameCount).map { DynamicEvent($0, rate: rate) }
        song.sections = []
        for (index, section) in sections.enumerated() {
            // A section so short that it has no frame of its own is none.
            guard starts[index] < (index + 1 < starts.count ? starts[index + 1] : frameCount) else {
                continue
            }
            var section = section
            let isFirst = song.sections.isEmpty
            section.start = isFirst ? 0 : times[starts[index]] ?? rate.seconds(ofFrame: starts[index])
            section.end = duration
            section.energy = (section.energy * 1e4).rounded() / 1e4
            if !isFirst { song.sections[song.sections.count - 1].end = section.start }
            song.sections.append(section)
        }
        return song
    }

    /// The commonest number of beats in a bar, as their places say, which is all that an edit holds; 0 without beats.
    private static func beatsPerBar(of beats: [Beat]) -> Int {
        var counts: [Int: Int] = [:]
        for (beat, next) in zip(beats, beats.dropFirst()) where next.position == 1 {
            counts[beat.position, default: 0] += 1
        }
        let commonest = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
        return commonest ?? beats.map(\.position).max() ?? 0
    }

    /// Builds, drops and breaks that begin on a timeline.
    func events(rate: FrameRate, frameCount: Int) -> [Edit.Event] {
        dynamics.compactMap { event in
            let start = rate.frame(nearest: event.start)
            guard (0..<frameCount).contains(start) else { return nil }
            let kind: Edit.Event.Kind =
                switch event.kind {
                case .build: .build
                case .drop: .drop
                case .break: .break
                }
            let end = min(max(rate.frame(nearest: event.end), start), frameCount)
            return Edit.Event(kind: kind, startFrame: start, endFrame: end)
        }
    }
}

extension DynamicEvent {
    /// The event of an edit; by how much the music changed an edit does not hold.
    init(_ event: Edit.Event, rate: FrameRate) {
        let kind: Kind =
            switch event.kind {
            case .build: .build
            case .drop: .drop
            case .break: .break
            }
        self.init(
            kind: kind, start: rate.seconds(ofFrame: event.startFrame),
            end: rate.seconds(ofFrame: event.endFrame), change: 0)
    }
}
