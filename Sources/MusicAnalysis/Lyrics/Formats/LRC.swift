import Foundation

/// Lyrics in the LRC form: `[mm:ss.xx]` before a line, several times where it returns, `<mm:ss.xx>` before words.
///
/// The times of words are those of one of a line's times: the last that is not after the last of them. A time without text ends
/// the line before it. `[offset:250]` makes all lines 250 ms earlier. Other information in brackets is passed over. Tags of parts
/// may have times or none; a line that returns is in the part of its tag again.
enum LRC {
    /// Whether a text has a line that begins with a time, or with what seems to be meant as one.
    static func isIn(_ text: String) -> Bool {
        text.split(whereSeparator: \.isNewline).contains { line in
            let inner = line.drop(while: \.isWhitespace).prefix { $0 != "]" }
            guard inner.first == "[" else { return false }
            return stamp(inner.dropFirst()) != nil
        }
    }

    /// Reads lines with their times, and tags among them, in the order of the song.
    ///
    /// - Returns: Lines; the time of one that does not say when it ends is empty.
    static func lines(of text: String) throws(LyricError) -> [LyricSheet.Line] {
        var entries: [Entry] = []
        var offset = 0.0
        var last = -Double.infinity
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .enumerated()
        {
            let (stamps, body) = try stamps(of: line, number: index + 1)
            if stamps.isEmpty, let shift = try self.offset(body, number: index + 1) {
                offset = shift
                continue
            }
            let sung = Sung(body)
            if stamps.isEmpty, sung.text.isEmpty { continue }
            // Of a line that returns, the times of its words are those of one of its times.
            let length = sung.end.flatMap { end in stamps.filter { $0 < end }.max().map { end - $0 } } ?? 0
            let own = sung.lastMark.flatMap { mark in stamps.filter { $0 <= mark }.max() }
            for time in stamps.isEmpty ? [nil] : stamps as [Double?] {
                last = time ?? last
                let words = time == own ? time.map(sung.words) ?? [] : []
                entries.append(Entry(text: sung.text, time: time, place: last, length: length, words: words))
            }
            guard entries.count <= LyricSheet.mostLines else {
                throw LyricError(line: index + 1, "there are more than \(LyricSheet.mostLines) lines.")
            }
        }
        return ordered(entries, offset: offset)
    }

    private struct Entry {
        var text: String
        /// Its own time; nil where it has none.
        var time: Double?
        /// The time that it is sorted by.
        var place: Double
        /// How long it lasts, in seconds; 0 where that is not said.
        var length: Double
        /// Those of its words whose times are given.
        var words: [LyricWord]
        /// The tag in the text that it stands below.
        var tag: Int?
    }

    /// Entries in the order of time, each below the tag that it stands below in the text.
    private static func ordered(_ entries: [Entry], offset: Double) -> [LyricSheet.Line] {
        let hasBrackets = LyricSheet.usesBrackets(entries.map(\.text))
        var entries = entries
        var tag: Int?
        var isTag = [Bool](repeating: false, count: entries.count)
        for index in entries.indices {
            if case .part = LyricSheet.tag(entries[index].text, hasBrackets: hasBrackets) {
                isTag[index] = true
                tag = index
            }
            entries[index].tag = tag
        }
        let order = entries.indices.sorted { (entries[$0].place, $0) < (entries[$1].place, $1) }
        // Of lines that an offset moves before the song, the last is sung at its start, and the others are not.
        func isBefore(_ index: Int) -> Bool { entries[index].time.map { $0 - offset <= 0 } ?? false }
        let first = order.last { isBefore($0) && !isTag[$0] && !entries[$0].text.isEmpty }
        var lines: [LyricSheet.Line] = []
        var current: Int?
        // Whether the line ends with its last word as far as is known: it may last longer.
        var endsWithWord = false
        for index in order {
            let entry = entries[index]
            if let time = entry.time, time < offset, index != first, !isTag[index] { continue }
            let start = entry.time.map { max(0, $0 - offset) }
            if entry.text.isEmpty {
                if let start, let time = lines.last?.time, start > time.lowerBound,
                    time.isEmpty || start < time.upperBound || endsWithWord
                {
                    lines[lines.count - 1].time = time.lowerBound..<start
                }
                endsWithWord = false
                continue
            }
            if !isTag[index], entry.tag != current, let tag = entry.tag {
                lines.append(LyricSheet.Line(entries[tag].text))
            }
            // A tag without a time comes with the first line below it, wherever that is sung.
            if isTag[index], start == nil { continue }
            current = entry.tag
            let words = entry.words.map {
                LyricWord(text: $0.text, start: $0.start - offset, end: $0.end - offset)
            }
            endsWithWord = !words.isEmpty
            lines.append(
                LyricSheet.Line(entry.text, time: start.map { $0..<$0 + entry.length }, words: words))
        }
        return lines
    }

    /// The times before a line, and what follows them.
    private static func stamps(of line: Substring, number: Int) throws(LyricError) -> ([Double], Substring) {
        var stamps: [Double] = []
        var rest = line.drop(while: \.isWhitespace)
        while rest.first == "[", let close = rest.firstIndex(of: "]") {
            let inner = rest[rest.index(after: rest.startIndex)..<close]
            guard let time = stamp(inner) else {
                guard inner.first?.isNumber == true, inner.contains(":") else { break }
                throw LyricError(line: number, "expected a time such as [01:23.45], within four hours.")
            }
            stamps.append(time)
            rest = rest[rest.index(after: close)...].drop(while: \.isWhitespace)
        }
        return (stamps, rest)
    }

    /// Reads `mm:ss`, `mm:ss.xx`, `hh:mm:ss.xx`, and `mm:ss:xx`, in which the last are hundredths.
    private static func stamp(_ text: Substring) -> Double? {
        let groups = text.split(separator: ":", omittingEmptySubsequences: false)
        if groups.count == 3, !text.contains(".") {
            return ClockTime.seconds("\(groups[0]):\(groups[1]).\(groups[2])")
        }
        return ClockTime.seconds(text)
    }

    /// A time between angle brackets is no longer than this, in characters.
    private static let longestStamp = 16

    /// What `[offset:±ms]` says, in seconds.
    private static func offset(_ body: Substring, number: Int) throws(LyricError) -> Double? {
        guard body.lowercased().hasPrefix("[offset:") else { return nil }
        let value = body.dropFirst(8).prefix { $0 != "]" }.trimmingCharacters(in: .whitespaces)
        guard let milliseconds = Double(value), milliseconds.magnitude <= 3_600_000 else {
            throw LyricError(line: number, "expected [offset:] with milliseconds, an hour at most.")
        }
        return milliseconds / 1000
    }

    /// What stands behind the times of a line.
    private struct Sung {
        /// The text without the times of its words.
        var text: String

        /// The times of words, in seconds, with what stands behind each; the first piece is that before any time.
        private var pieces: [(start: Double?, text: String)]

        init(_ body: Substring) {
            pieces = [(nil, "")]
            var rest = body
            while let open = rest.firstIndex(of: "<") {
                let after = rest[rest.index(after: open)...]
                guard let close = after.prefix(longestStamp).firstIndex(of: ">"),
                    let time = stamp(after[..<close])
                else {
                    pieces[pieces.count - 1].text += rest[...open]
                    rest = after
                    continue
                }
                pieces[pieces.count - 1].text += rest[..<open]
                pieces.append((time, ""))
                rest = after[after.index(after: close)...]
            }
            pieces[pieces.count - 1].text += rest
            text = pieces.map(\.text).joined().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }

        /// The time behind the last word, if there is one.
        var end: Double? {
            pieces.last.flatMap { $0.text.allSatisfy(\.isWhitespace) ? $0.start : nil }
        }

        /// The last time of a word; nil where there is none.
        var lastMark: Double? { pieces.last?.start }

        /// The words of a line that begins at a time, as does what stands before the first time of a word.
        ///
        /// The last word lasts for as long as the line does where no time stands behind it.
        func words(from start: Double) -> [LyricWord] {
            [LyricWord](between: pieces.map { ($0.start ?? start, $0.text) }, until: .infinity)
        }
    }
}
