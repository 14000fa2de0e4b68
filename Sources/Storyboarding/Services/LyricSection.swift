/// A section of tagged lyrics, with how long it may be sung.
package struct LyricSection: Sendable, Equatable {
    /// What it is called, 1…100 characters: `Verse 1`.
    package var name: String
    /// The kind in the words that the analysis of songs has, such as `verse`, `chorus`, `instrumental`.
    package var kind: String
    /// Its lines: 30 at most, of 200 characters at most; none where nothing is sung.
    package var lines: [String]
    /// How long it lasts, an estimate.
    package var seconds: Double

    /// More lines than this make a section of their own.
    package static let mostLines = 30
    /// Longer lines, in characters, become several.
    package static let longestLine = 200

    /// The sections of tagged lyrics in their order.
    ///
    /// Lines before the first tag are a verse. A line is taken to last whole bars, of which it needs more the more
    /// syllables it has and the faster the song is.
    ///
    /// - Parameters:
    ///   - lyrics: The words with tags such as `[Verse 1]` on lines of their own.
    ///   - tempo: Beats a minute.
    ///   - beats: The beats of a bar.
    ///   - total: The length of all together in seconds; where it is given, all are scaled to it.
    package static func sections(of lyrics: String, tempo: Double, beats: Int, total: Double? = nil)
        -> [LyricSection]
    {
        var sections: [LyricSection] = []
        for row in ModelText.printable(lyrics).split(separator: "\n") {
            let line = Markup.trimmed(row)
            if line.first == "[", line.last == "]" {
                let inside = Markup.bracketed(line) ?? ""
                guard let tag = SectionTag(inside) else {
                    // A direction such as [Guitar riff]: nobody sings it.
                    continue
                }
                sections.append(LyricSection(name: tag.name, kind: tag.kind, lines: [], seconds: 0))
            } else if !line.isEmpty {
                for part in divided(line) { append(part, to: &sections) }
            }
        }
        let bar =
            60 / min(max(tempo, TempoPhrase.bounds.lowerBound), TempoPhrase.bounds.upperBound)
            * Double(max(beats, 1))
        for index in sections.indices {
            sections[index].seconds = Double(sections[index].bars(ofSeconds: bar)) * bar
        }
        let sum = sections.reduce(0) { $0 + $1.seconds }
        if let total, sum > 0 {
            for index in sections.indices { sections[index].seconds *= total / sum }
        }
        return sections
    }

    private static func append(_ line: String, to sections: inout [LyricSection]) {
        if sections.isEmpty {
            sections.append(LyricSection(name: "Verse", kind: "verse", lines: [], seconds: 0))
        }
        if let last = sections.last, last.lines.count == mostLines {
            sections.append(LyricSection(name: last.name, kind: last.kind, lines: [], seconds: 0))
        }
        sections[sections.count - 1].lines.append(line)
    }

    /// A line in pieces that are short enough, divided between words.
    private static func divided(_ line: String) -> [String] {
        var parts: [String] = []
        var rest = line
        while rest.count > longestLine {
            var part = TextFitting.prefix(of: rest, characters: longestLine)
            if part.isEmpty { part = String(rest.prefix(longestLine)) }
            parts.append(part)
            rest = Markup.trimmed(rest.dropFirst(part.count))
        }
        return rest.isEmpty ? parts : parts + [rest]
    }

    /// How many bars it lasts.
    private func bars(ofSeconds bar: Double) -> Int {
        guard !lines.isEmpty else { return kind == "instrumental" ? 8 : 4 }
        // About two syllables a second, rests among them, whatever the tempo.
        let bars = lines.map { max(1, Int((Double(Syllables.count(in: $0)) / 2 / bar).rounded())) }
        return bars.reduce(0, +)
    }
}
