/// When the lines of lyrics are sung: as given, and between what is given, as estimated.
///
/// Lines whose times are not known share the time of their part: by where a voice is heard, where that is known, otherwise by their
/// syllables and the beats.
package struct LyricLineTiming {
    /// The times of some lines, and how sure they are.
    package struct Estimate: Equatable {
        /// A range of seconds for each line, in order, none overlapping.
        package var ranges: [Range<Double>]
        /// About the probability that a line begins within a second of its start, 0…1.
        package var confidence: Double
    }

    let beats: [Beat]
    let voice: VoiceActivity?

    /// A line has this much of a second at least.
    private static let shortest = 0.1

    /// - Parameters:
    ///   - beats: The song's beats.
    ///   - voice: Where a voice is heard; nil where that is not known.
    package init(beats: [Beat], voice: VoiceActivity? = nil) {
        self.beats = beats
        self.voice = voice
    }

    /// Estimates when lines are sung that share a range of time.
    ///
    /// - Parameters:
    ///   - lines: The lines, in order.
    ///   - range: The seconds that they lie in, with the rests before, between and after them.
    /// - Returns: nil where there is no line, or no room for so many.
    package func estimate(_ lines: [String], in range: Range<Double>) -> Estimate? {
        let seconds = range.upperBound - range.lowerBound
        guard !lines.isEmpty, seconds >= Self.shortest * Double(lines.count) else { return nil }
        let syllables = lines.map { max(1, SyllableCount.syllables(in: $0)) }
        return voice.flatMap { Self.estimate(syllables, in: range, voice: $0) }
            ?? Self.estimate(syllables, in: range, beats: beats)
    }

    /// The lines of a sheet.
    ///
    /// - Parameters:
    ///   - sheet: The lyrics.
    ///   - parts: Where its parts lie.
    ///   - duration: The song's length in seconds.
    /// - Returns: Lines in the order of time, within the song, none overlapping, and what is to be said of those left out.
    package func lines(
        of sheet: LyricSheet, parts: [LyricPartSpan], duration: Double
    ) -> (lines: [LyricLine], warnings: [String]) {
        var lines = sheet.untagged.compactMap { given($0, part: nil) }
        for (index, part) in sheet.parts.enumerated() {
            lines += part.lines.compactMap { given($0, part: index) }
        }
        let late = lines.count { $0.start >= duration }
        for span in parts where sheet.parts.indices.contains(span.part) {
            lines += estimated(sheet.parts[span.part].lines, in: span)
        }
        let order = lines.indices.sorted { (lines[$0].start, $0) < (lines[$1].start, $1) }
        var tidied: [LyricLine] = []
        var next = duration
        for index in order.reversed() {
            var line = lines[index]
            line.end = min(line.end, next)
            guard line.end > line.start else { continue }
            line.words = line.words.within(line.start..<line.end)
            next = line.start
            tidied.append(line)
        }
        let isOne = late == 1
        let warning =
            "\(late) \(isOne ? "line" : "lines") of the lyrics \(isOne ? "begins" : "begin") after the song's end, and \(isOne ? "was" : "were") left out."
        return (tidied.reversed(), late > 0 ? [warning] : [])
    }

    private func given(_ line: LyricSheet.Line, part: Int?) -> LyricLine? {
        line.time.map {
            LyricLine(
                start: $0.lowerBound, end: $0.upperBound, text: line.text, words: line.words, confidence: 1,
                part: part)
        }
    }

    /// The lines of a part that have no times, each run of them within what the lines around it leave.
    private func estimated(_ lines: [LyricSheet.Line], in span: LyricPartSpan) -> [LyricLine] {
        var result: [LyricLine] = []
        var from = span.range.lowerBound
        var waiting: [String] = []
        func place(until end: Double) {
            defer { waiting = [] }
            guard end > from, let estimate = estimate(waiting, in: from..<end) else { return }
            for (text, range) in zip(waiting, estimate.ranges) {
                result.append(
                    LyricLine(
                        start: range.lowerBound, end: range.upperBound, text: text,
                        confidence: estimate.confidence * span.confidence, part: span.part, isEstimate: true))
            }
        }
        for line in lines {
            guard let time = line.time else {
                waiting.append(line.text)
                continue
            }
            place(until: time.lowerBound)
            from = max(from, time.upperBound)
        }
        place(until: span.range.upperBound)
        return result
    }
}
