internal import EditModel
internal import MusicAnalysis

/// A place on the timeline that waits for a clip: what the music does there.
struct Slot {
    /// Its frames.
    var frames: Range<Int>
    /// The section it lies in.
    var section: Int
    /// Whether the section's main clip is wanted: where a section begins, and at the song's end.
    var wantsMain: Bool
    /// How strong the music is, 0…1.
    var strength: Double
    /// Its middle on the way through the song, 0…1.
    var place: Double
    /// The beats strictly inside it on which a movement would be felt, in order.
    var beats: [StrongBeat]

    /// A beat inside a slot.
    struct StrongBeat {
        /// Counted from the slot's first frame.
        var frame: Int
        /// How strong it is, 0…1: the downbeat, the middle of the bar, the rest.
        var weight: Double
    }

    /// The number of its frames.
    var count: Int { frames.count }

    /// The slots between cuts.
    ///
    /// - Parameters:
    ///   - cuts: The cuts, the first at frame 0.
    ///   - strengths: How strong each section is.
    ///   - frameCount: The length of the timeline.
    static func slots(
        between cuts: [CutPlacement.Cut], song: SongAnalysis, strengths: [Double], rate: FrameRate,
        frameCount: Int
    ) -> [Slot] {
        let beats = song.beats.map { (frame: rate.frame(nearest: $0.time), position: $0.position) }
        // A movement so near a cut is not seen as one of its own.
        let margin = max(Int(0.2 * rate.framesPerSecond), 2)
        var next = 0
        return cuts.indices.map { index in
            let end = index + 1 < cuts.count ? cuts[index + 1].frame : frameCount
            let frames = cuts[index].frame..<end
            var inside: [StrongBeat] = []
            while next < beats.count, beats[next].frame < frames.lowerBound { next += 1 }
            while next < beats.count, beats[next].frame < frames.upperBound {
                let offset = beats[next].frame - frames.lowerBound
                if offset >= margin, offset <= frames.count - margin {
                    inside.append(
                        StrongBeat(
                            frame: offset,
                            weight: weight(position: beats[next].position, beatsPerBar: song.beatsPerBar)))
                }
                next += 1
            }
            let section = cuts[index].section
            return Slot(
                frames: frames, section: section,
                wantsMain: cuts[index].beginsSection || index == cuts.count - 1,
                strength: strengths[section],
                place: Double(frames.lowerBound + frames.upperBound) / 2 / Double(max(frameCount, 1)),
                beats: inside)
        }
    }

    /// For each slot the next one that lies in another section; nil in the last section.
    static func openings(after slots: [Slot]) -> [Int?] {
        var openings = [Int?](repeating: nil, count: slots.count)
        for index in slots.indices.dropLast().reversed() {
            openings[index] =
                slots[index + 1].section == slots[index].section ? openings[index + 1] : index + 1
        }
        return openings
    }

    private static func weight(position: Int, beatsPerBar: Int) -> Double {
        if position == 1 { return 1 }
        return beatsPerBar.isMultiple(of: 2) && position == beatsPerBar / 2 + 1 ? 0.7 : 0.45
    }
}
