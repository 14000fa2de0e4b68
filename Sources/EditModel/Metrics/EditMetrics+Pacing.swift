extension EditMetrics {
    /// How the cutting follows the song's form.
    public struct Pacing: Sendable, Equatable, Codable {
        /// Spearman's rank correlation of the sections' energy and the shots that begin in them a minute, −1…1.
        ///
        /// Chance: 0, with a standard deviation of 1/√(sections − 1). 0.6 and more are good; nil of fewer than 4 sections, or
        /// where all are alike.
        public var energyCorrelation: Double?

        /// The mean Jaccard index of the clips of sections with the same label, less that of sections with different ones,
        /// −1…1.
        ///
        /// Chance: 0. More than 0.2 is good; nil where there are no two sections of the same label or no two of different ones.
        public var clipContrast: Double?

        /// Of the shots, those shorter or longer by more than a frame than the style's own limits.
        ///
        /// A shot from one section boundary to the next had no choice and is not counted among those outside. Limits that
        /// the style leaves open bind nothing. The floor is 0.
        public var shotsOutsideLimits: Share

        /// Of more sections than this no clip contrast is measured.
        public static let mostSections = 400

        private static let fewestForCorrelation = 4

        /// Measures an edit.
        init(of edit: Edit) {
            let starts = edit.shots.map(\.startFrame)
            if edit.sections.count >= Self.fewestForCorrelation {
                let pace = edit.sections.map { section in
                    let count =
                        Self.place(section.endFrame, in: starts) - Self.place(section.startFrame, in: starts)
                    return Double(count) / Double(max(section.endFrame - section.startFrame, 1))
                }
                energyCorrelation = Statistics.spearman(edit.sections.map(\.energy), pace)
            }
            clipContrast = Self.clipContrast(of: edit, starts)
            shotsOutsideLimits = Self.shotsOutsideLimits(of: edit)
        }

        /// How many of some frames, in order, come before one.
        private static func place(_ frame: Int, in frames: [Int]) -> Int {
            var (low, high) = (0, frames.count)
            while low < high {
                let middle = (low + high) / 2
                if frames[middle] < frame { low = middle + 1 } else { high = middle }
            }
            return low
        }

        private static func clipContrast(of edit: Edit, _ starts: [Int]) -> Double? {
            guard (2...mostSections).contains(edit.sections.count) else { return nil }
            let clips = edit.sections.map { section in
                let first = max(place(section.startFrame + 1, in: starts) - 1, 0)
                let last = max(place(section.endFrame, in: starts), first)
                return Set(
                    edit.shots[first..<last].filter { shot in
                        // A shot that reaches over a boundary by one frame was rounded.
                        let seen =
                            min(shot.endFrame, section.endFrame) - max(shot.startFrame, section.startFrame)
                        return seen > 1 || seen == section.endFrame - section.startFrame
                    }.map(\.clip))
            }
            var (same, different) = ((sum: 0.0, count: 0.0), (sum: 0.0, count: 0.0))
            for (index, section) in edit.sections.enumerated() {
                for other in edit.sections.indices.dropFirst(index + 1) {
                    let likeness = Statistics.jaccard(clips[index], clips[other])
                    if section.label == edit.sections[other].label {
                        same = (same.sum + likeness, same.count + 1)
                    } else {
                        different = (different.sum + likeness, different.count + 1)
                    }
                }
            }
            guard same.count > 0, different.count > 0 else { return nil }
            return same.sum / same.count - different.sum / different.count
        }

        private static func shotsOutsideLimits(of edit: Edit) -> Share {
            let boundaries = Set(edit.sections.flatMap { [$0.startFrame, $0.endFrame] })
            let frame = edit.frameRate.seconds(ofFrame: 1)
            let outside = edit.shots.count { shot in
                if boundaries.contains(shot.startFrame), boundaries.contains(shot.endFrame) { return false }
                let length = edit.frameRate.seconds(ofFrame: shot.frameCount)
                func seconds(_ limit: Edit.Style.Length?) -> Double? {
                    switch limit {
                    case .seconds(let seconds): seconds
                    case .beats(let beats): edit.seconds(perBeatIn: shot).map { beats * $0 }
                    case nil: nil
                    }
                }
                return seconds(edit.style.minShot).map { length < $0 - 1.001 * frame } ?? false
                    || seconds(edit.style.maxShot).map { length > $0 + 1.001 * frame } ?? false
            }
            return Share(count: outside, total: edit.shots.count)
        }
    }
}

extension Edit {
    /// The mean length of the beats in a shot, and of those at its edges, in seconds; by the tempo where there are fewer
    /// than two; nil in a song without a beat.
    fileprivate func seconds(perBeatIn shot: Shot) -> Double? {
        func last(at frame: Int) -> Int {
            var (low, high) = (0, beats.count)
            while low < high {
                let middle = (low + high) / 2
                if beats[middle].frame <= frame { low = middle + 1 } else { high = middle }
            }
            return low - 1
        }
        let first = max(last(at: shot.startFrame), 0)
        let end = min(max(last(at: shot.endFrame - 1) + 1, first + 1), beats.count - 1)
        guard first < end else { return song.bpm > 0 ? 60 / song.bpm : nil }
        return (beats[end].time - beats[first].time) / Double(end - first)
    }
}
