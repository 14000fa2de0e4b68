import Foundation

/// Lyrics as subtitles: SubRip (SRT) or WebVTT.
///
/// A cue is a line; its own lines are joined, and a tag among them is one. Times such as `<00:01.500>` within it divide it into words.
enum Subtitles {
    /// Whether a text has a line with the arrow of a cue behind a digit.
    static func areIn(_ text: String) -> Bool {
        text.split(whereSeparator: \.isNewline).contains { line in
            line.first { !$0.isWhitespace }?.isNumber == true && line.contains("-->")
        }
    }

    private struct Cue {
        var time: Range<Double>
        var lines: [[Piece]] = []
    }

    /// A text without marks, and the time that stands before it.
    private typealias Piece = (start: Double?, text: String)

    /// Reads cues as lines, and tags among them, in the order of time.
    static func lines(of text: String) throws(LyricError) -> [LyricSheet.Line] {
        var cues: [Cue] = []
        var isInCue = false
        var isInNote = false
        let isWebVTT = text.drop(while: \.isWhitespace).hasPrefix("WEBVTT")
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .enumerated()
        {
            let words = line.trimmingCharacters(in: .whitespaces)
            if words.isEmpty {
                (isInCue, isInNote) = (false, false)
            } else if isInNote {
                continue
            } else if let arrow = words.range(of: "-->"), !isInCue || ClockTime.seconds(first(words)) != nil {
                let end = first(words[arrow.upperBound...])
                cues.append(Cue(time: try time(from: words[..<arrow.lowerBound], to: end, number: index + 1)))
                isInCue = true
                guard cues.count <= LyricSheet.mostLines else {
                    throw LyricError(line: index + 1, "there are more than \(LyricSheet.mostLines) cues.")
                }
            } else if isInCue {
                cues[cues.count - 1].lines.append(pieces(of: words))
            } else if isWebVTT {
                // Names of cues are passed over; notes and styles up to the next empty line.
                isInNote = ["NOTE", "STYLE", "REGION", "WEBVTT"].contains { words.hasPrefix($0) }
            } else if !words.allSatisfy(\.isNumber) {
                throw LyricError(
                    line: index + 1,
                    "expected the number of a cue, or its times such as 00:01:02,500 --> 00:01:04,000.")
            }
        }
        return divided(cues)
    }

    /// The cues in the order of time, each as a line, with its tags apart.
    private static func divided(_ cues: [Cue]) -> [LyricSheet.Line] {
        let order = cues.indices.sorted { (cues[$0].time.lowerBound, $0) < (cues[$1].time.lowerBound, $1) }
        let hasBrackets = LyricSheet.usesBrackets(cues.flatMap { $0.lines.map(text) })
        return order.flatMap { index in
            var lines: [LyricSheet.Line] = []
            var sung: [[Piece]] = []
            for line in cues[index].lines {
                switch LyricSheet.tag(LyricSheet.plain(text(of: line)[...]), hasBrackets: hasBrackets) {
                case .part: lines.append(LyricSheet.Line(text(of: line), time: cues[index].time))
                case .direction: continue
                case .none: sung.append(line)
                }
            }
            let (time, words) = (cues[index].time, sung.map(text).joined(separator: " "))
            return lines + [LyricSheet.Line(words, time: time, words: self.words(of: sung, in: time))]
        }
    }

    private static func text(of pieces: [Piece]) -> String { pieces.map(\.text).joined() }

    /// The words of a cue, the first of which begins with it; none where no times divide it.
    private static func words(of lines: [[Piece]], in time: Range<Double>) -> [LyricWord] {
        var words: [(start: Double, text: String)] = [(time.lowerBound, "")]
        for line in lines {
            words[words.count - 1].text += " "
            for piece in line {
                if let start = piece.start { words.append((start, "")) }
                words[words.count - 1].text += piece.text
            }
        }
        return words.count > 1 ? [LyricWord](between: words, until: time.upperBound) : []
    }

    private static func first(_ words: some StringProtocol) -> String {
        String(words.drop(while: \.isWhitespace).prefix { !$0.isWhitespace })
    }

    private static func time(
        from start: Substring, to end: String, number: Int
    ) throws(LyricError) -> Range<Double> {
        guard let start = ClockTime.seconds(start.trimmingCharacters(in: .whitespaces)),
            let end = ClockTime.seconds(end)
        else {
            throw LyricError(
                line: number, "expected times such as 00:01:02,500 --> 00:01:04,000, within four hours.")
        }
        guard start < end else { throw LyricError(line: number, "a cue must end after it begins.") }
        return start..<end
    }

    /// A line without the marks of its look, `<i>` and `{\an8}`, divided at times such as `<00:01.000>`.
    private static func pieces(of line: String) -> [Piece] {
        var pieces: [Piece] = [(nil, "")]
        var rest = line[...]
        while let open = rest.firstIndex(where: { $0 == "<" || $0 == "{" }) {
            let after = rest[rest.index(after: open)...]
            let isMark =
                rest[open] == "{"
                ? after.first == "\\" : after.first.map { $0.isLetter || $0.isNumber || $0 == "/" } == true
            guard isMark else {
                pieces[pieces.count - 1].text += rest[...open]
                rest = after
                continue
            }
            guard let close = after.firstIndex(of: rest[open] == "{" ? "}" : ">") else { break }
            pieces[pieces.count - 1].text += rest[..<open]
            if let time = ClockTime.seconds(after[..<close]) { pieces.append((time, "")) }
            rest = after[after.index(after: close)...]
        }
        pieces[pieces.count - 1].text += rest
        return pieces.map { ($0.start, named($0.text)) }
    }

    /// A text with the characters that names such as `&amp;` stand for.
    private static func named(_ text: String) -> String {
        [("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&amp;", "&")].reduce(text) { text, name in
            text.replacingOccurrences(of: name.0, with: name.1)
        }
    }
}
