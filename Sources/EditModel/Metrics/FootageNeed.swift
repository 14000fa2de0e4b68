/// What footage the sections of one label lack: where an edit shows again what was seen already, slows it down, or shows a stand-in.
public struct FootageNeed: Sendable, Equatable, Codable {
    /// The label, such as `chorus`.
    public var label: String

    /// The sections of that label, in their order, each with what it lacks.
    public var sections: [Section]

    /// The most that one of them lacks, in seconds: footage of that length serves all, since a chorus may return with its pictures.
    public var seconds: Double

    /// The median length of their shots, in seconds.
    public var typicalShot: Double

    /// A section and what it lacks.
    public struct Section: Sendable, Equatable, Codable {
        /// Its name with its number, such as `chorus 2`.
        public var name: String
        /// Where it begins, in seconds.
        public var start: Double
        /// Where it ends, in seconds; not part of it.
        public var end: Double
        /// How many shots begin in it.
        public var shots: Int
        /// How much of it shows nothing new, in seconds.
        public var lacking: Double
    }

    /// Source times closer together than this are the same picture, in seconds.
    private static let grain = 0.25

    /// Measures an edit, in time proportional to its frames.
    ///
    /// A picture is new in a section where it was not shown before, or only in an earlier section of the same label. What is shown at
    /// half speed is half new, what stands still is new for a moment, and a stand-in never.
    ///
    /// - Parameters:
    ///   - edit: A valid edit.
    ///   - standIns: The indices of clips that stand in for others.
    /// - Returns: A need for each label, in the order in which they come first; `seconds` is 0 where nothing is lacking.
    public static func all(of edit: Edit, standIns: Set<Int> = []) -> [FootageNeed] {
        var measured: [(label: String, section: Section, lengths: [Double])] = []
        var firstShown: [Picture: Showing] = [:]
        var shots = edit.shots.enumerated().makeIterator()
        var current = shots.next()
        for (number, span) in edit.sections.enumerated() {
            var lengths: [Double] = []
            var newFrames = 0.0
            while let (index, shot) = current, shot.startFrame < span.endFrame {
                if shot.startFrame >= span.startFrame {
                    lengths.append(edit.frameRate.seconds(ofFrame: shot.frameCount))
                }
                let frames = max(shot.startFrame, span.startFrame)..<min(shot.endFrame, span.endFrame)
                if !standIns.contains(shot.clip) {
                    newFrames += newness(
                        of: shot, index, frames, edit,
                        Showing(section: number, label: span.label, shot: index),
                        &firstShown)
                }
                // A shot that crosses into the next section goes on there.
                guard shot.endFrame <= span.endFrame else { break }
                current = shots.next()
            }
            let total = Double(span.endFrame - span.startFrame)
            let second = Double(edit.frameRate.frame(nearest: 1))
            measured.append(
                (
                    span.label,
                    Section(
                        name: span.name, start: edit.frameRate.seconds(ofFrame: span.startFrame),
                        end: edit.frameRate.seconds(ofFrame: span.endFrame), shots: lengths.count,
                        lacking: max(total - newFrames, 0) / second), lengths
                ))
        }
        var labels: [String] = []
        for (label, _, _) in measured where !labels.contains(label) { labels.append(label) }
        return labels.map { label in
            let own = measured.filter { $0.label == label }
            let lengths = own.flatMap(\.lengths).sorted()
            return FootageNeed(
                label: label, sections: own.map(\.section), seconds: own.map(\.section.lacking).max() ?? 0,
                typicalShot: lengths.isEmpty ? 0 : lengths.quantile(0.5))
        }
    }

    /// How much footage an edit never shows, in seconds; stills and stand-ins have none.
    public static func unshown(in edit: Edit, standIns: Set<Int> = []) -> Double {
        var shown = Array(repeating: Set<Int>(), count: edit.clips.count)
        for shot in edit.shots {
            for time in shot.timeMap.sourceTimes {
                shown[shot.clip].insert(Int((time / grain).rounded(.down)))
            }
        }
        return edit.clips.indices.reduce(0) { sum, clip in
            guard !standIns.contains(clip), !edit.clips[clip].isStill else { return sum }
            return sum + max(edit.clips[clip].duration - Double(shown[clip].count) * grain, 0)
        }
    }

    /// A moment of a clip.
    private struct Picture: Hashable {
        var clip: Int
        var grain: Int
    }

    /// Where a picture was shown first.
    private struct Showing {
        var section: Int
        var label: String
        var shot: Int
    }

    /// How many of a shot's frames show something new.
    private static func newness(
        of shot: Shot, _ index: Int, _ frames: Range<Int>, _ edit: Edit, _ here: Showing,
        _ firstShown: inout [Picture: Showing]
    ) -> Double {
        var seen: Set<Int> = []
        for frame in frames {
            let time = shot.timeMap.sourceTime(atFrame: frame - shot.startFrame)
            seen.insert(Int((time / grain).rounded(.down)))
        }
        var new = 0
        for grain in seen {
            let picture = Picture(clip: shot.clip, grain: grain)
            guard let before = firstShown[picture] else {
                firstShown[picture] = here
                new += 1
                continue
            }
            if before.label == here.label, before.section != here.section {
                // It returns with its label once; shown twice in this section, it is nothing new.
                firstShown[picture] = here
                new += 1
            } else if before.shot == here.shot {
                new += 1
            }
        }
        return min(Double(new) * grain * Double(edit.frameRate.frame(nearest: 1)), Double(frames.count))
    }
}
