import Foundation

/// Lyrics as subtitles: SubRip (SRT) or WebVTT.
///
/// A cue is a line; its own lines are joined, and a tag among them is one.
enum Subtitles {
    /// Whether a text has a line with the arrow of a cue behind a digit.
    static func areIn(_ text: String) -> Bool {
        text.split(whereSeparator: \.isNewline).contains { line in
            line.first { !$0.isWhitespace }?.isNumber == true && line.contains("-->")
        }
    }

    private struct Cue {
        var time: Range<Double>
        var lines: [String] = []
    }

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
                cues[cues.count - 1].lines.append(plain(words))
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
        let hasBrackets = LyricSheet.usesBrackets(cues.flatMap(\.lines))
        return order.flatMap { index in
            var lines: [LyricSheet.Line] = []
            var sung: [String] = []
            for line in cues[index].lines {
                switch LyricSheet.tag(LyricSheet.plain(line[...]), hasBrackets: hasBrackets) {
                case .part: lines.append(LyricSheet.Line(line, time: cues[index].time))
                case .direction: continue
                case .none: sung.append(line)
                }
            }
            return lines + [LyricSheet.Line(sung.joined(separator: " "), time: cues[index].time)]
        }
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

    /// A line without the marks of its look: `<i>`, `<00:01.000>`, `{\an8}`, and `&amp;` for `&`.
    private static func plain(_ line: String) -> String {
        var text = ""
        var rest = line[...]
        while let open = rest.firstIndex(where: { $0 == "<" || $0 == "{" }) {
            let after = rest[rest.index(after: open)...]
            let isMark =
                rest[open] == "{"
                ? after.first == "\\" : after.first.map { $0.isLetter || $0.isNumber || $0 == "/" } == true
            guard isMark else {
                text += rest[...open]
                rest = after
                continue
            }
            guard let close = after.firstIndex(of: rest[open] == "{" ? "}" : ">") else { break }
            text += rest[..<open]
            rest = after[after.index(after: close)...]
        }
        text += rest
        for (name, character) in [("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&amp;", "&")] {
            text = text.replacingOccurrences(of: name, with: character)
        }
        return text
    }
}
