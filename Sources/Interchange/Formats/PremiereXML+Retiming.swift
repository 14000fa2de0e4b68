internal import EditModel

extension PremiereXML {
    /// A part in frames of its file as it is played at the part's speed, with the frames that dissolves take.
    ///
    /// ```
    /// file at twice the speed   0 ────── in ════════ out ────── duration
    ///                                    ^ entry
    /// ```
    struct Retiming {
        /// Where the part's first frame is; to the nearest frame.
        let entry: Int
        /// Where the part and the dissolves on either side begin.
        let start: Int
        /// Where they end.
        let exit: Int
        /// How long the file is.
        let duration: Int
        /// The speed; less than 0 backwards.
        let speed: Double

        private let source: Double
        private let length: Int

        /// The retiming of a part.
        ///
        /// - Parameter index: The part's index.
        init(of index: Int, in cuts: CutList) {
            let part = cuts.parts[index]
            let medium = cuts.media[part.media]
            let before = cuts.framesIntoDissolve(at: index)
            let after = cuts.framesOutOfDissolve(at: index + 1)
            let whole = before + part.frameCount + after
            length = medium.frameCount
            var played = length
            if medium.isStill {
                (entry, speed, source, played) = (before, 1, Double(before), 0)
            } else if part.isFrozen {
                // No program reads a speed of 0 alike; one frame that takes all the time is the same picture.
                (entry, speed, source) = (
                    part.sourceStart * whole + before, 1 / Double(whole),
                    Double(part.sourceStart) + Double(before) / Double(whole)
                )
                played = length * whole
            } else {
                let place = part.isBackward ? length - part.sourceStart : part.sourceStart
                let (frames, passed) = (part.frameCount, part.sourceFrameCount)
                entry = max((2 * place * frames + passed) / (2 * passed), before)
                (speed, source) = (part.speed, Double(part.sourceStart))
                played = length * frames / passed
            }
            start = entry - before
            exit = entry + part.frameCount + after
            duration = max(played, exit)
        }

        /// The frame of the file that is reached at a frame, in frames of the timeline.
        func source(at frame: Int) -> Double {
            min(max(source + Double(frame - entry) * speed, 0), Double(length))
        }
    }
}

extension CutList {
    /// How many frames of the dissolve into a part lie before its first.
    func framesIntoDissolve(at index: Int) -> Int { dissolve(into: index)?.framesBefore ?? 0 }

    /// How many frames of the dissolve into a part lie behind the end of the one before.
    func framesOutOfDissolve(at index: Int) -> Int { dissolve(into: index)?.framesAfter ?? 0 }

    /// The dissolve into a part; nil for none, and behind the last part.
    func dissolve(into index: Int) -> Shot.Transition? {
        parts.indices.contains(index) ? parts[index].dissolve : nil
    }
}
