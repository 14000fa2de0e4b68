internal import Foundation
internal import GenerativeServices
internal import MusicAnalysis

/// The form of a song: its sections with their lengths and the lines that are sung in them.
struct SongForm: Sendable {
    /// A stretch of the song.
    struct Section: Sendable, Equatable {
        var label: SectionLabel
        /// Its length in bars.
        var bars: Int
        /// What is sung, a line every `barsPerLine` bars.
        var lines: [String]
        /// How many bars a line takes.
        var barsPerLine: Int
    }

    /// In their order; each has one bar at least.
    private(set) var sections: [Section]

    /// The seconds that the last chord rings behind the last bar.
    static let tail = 1.6

    /// The most bars of a song.
    private static let mostBars = 400

    /// How many bars it has.
    var bars: Int { sections.reduce(0) { $0 + $1.bars } }

    /// Makes the form of a song that is ordered: a section for each tag of its lyrics, and as many bars without words as
    /// bring it near the wanted length.
    init(_ order: SongOrder) {
        let barSeconds = Double(SongPlayer.beatsPerBar(order)) * 60 / SongPlayer.bpm(order)
        let sheet = LyricSheet(parsing: order.lyrics)
        sections = sheet.parts.map { Self.section($0.label, $0.lines.map(\.text)) }
        if sections.isEmpty {
            let lines = order.lyrics.split(whereSeparator: \.isNewline).map(String.init).filter { line in
                line.contains { !$0.isWhitespace }
            }
            sections = lines.isEmpty ? Self.instrumental : Self.divided(lines)
        }
        if let seconds = order.seconds, seconds.isFinite {
            fit(max(Int(((seconds - Self.tail) / barSeconds).rounded()), 1))
        }
        while bars > Self.mostBars, sections.count > 1 { sections.removeLast() }
    }

    private static func section(_ label: SectionLabel, _ lines: [String]) -> Section {
        let empty: [SectionLabel: Int] = [.intro: 4, .outro: 4, .instrumental: 8]
        let bars = lines.isEmpty ? empty[label] ?? 8 : lines.count * 2
        return Section(label: label, bars: bars, lines: lines, barsPerLine: 2)
    }

    /// The form of a song without words.
    private static let instrumental: [Section] = [
        section(.intro, []), section(.verse, []), section(.chorus, []), section(.verse, []),
        section(.chorus, []), section(.bridge, []), section(.chorus, []), section(.outro, []),
    ]

    /// The form of words without tags: four lines a section.
    private static func divided(_ lines: [String]) -> [Section] {
        var sections = [section(.intro, [])]
        for (number, start) in stride(from: 0, to: lines.count, by: 4).enumerated() {
            let part = Array(lines[start..<min(start + 4, lines.count)])
            sections.append(section(number.isMultiple(of: 2) ? .verse : .chorus, part))
        }
        return sections + [section(.outro, [])]
    }

    /// Brings the form near a length in bars, and leaves no sung line out.
    private mutating func fit(_ wanted: Int) {
        shorten(wanted)
        lengthen(wanted)
    }

    private mutating func shorten(_ wanted: Int) {
        for least in [2, 1] {
            for index in sections.indices.reversed() where sections[index].lines.isEmpty {
                let spare = min(bars - wanted, sections[index].bars - least)
                if spare > 0 { sections[index].bars -= spare }
            }
        }
        while bars > wanted, sections.count > 1,
            let index = sections.lastIndex(where: { $0.lines.isEmpty && $0.label != .outro })
        {
            sections.remove(at: index)
        }
        // Lines that are sung twice as fast.
        for index in sections.indices.reversed() where bars > wanted && !sections[index].lines.isEmpty {
            sections[index].barsPerLine = 1
            sections[index].bars = sections[index].lines.count
        }
    }

    private mutating func lengthen(_ wanted: Int) {
        guard bars < wanted else { return }
        for (label, place) in [(SectionLabel.intro, 0), (.outro, sections.count + 1)] {
            guard wanted - bars >= 2, !sections.contains(where: { $0.label == label }) else { continue }
            sections.insert(
                Section(label: label, bars: 2, lines: [], barsPerLine: 2), at: min(place, sections.count))
        }
        // A break before the last chorus or the end, in fours where there is room for them.
        let ends = sections.lastIndex { [.chorus, .outro].contains($0.label) } ?? sections.count
        let missing = wanted - bars
        let breaks = min(missing / 4 * 4, 16)
        if breaks > 0 {
            sections.insert(
                Section(label: .instrumental, bars: breaks, lines: [], barsPerLine: 2), at: max(ends, 1))
        }
        var index = 0
        while bars < min(wanted, Self.mostBars) {
            let quiet = sections.indices.filter { sections[$0].lines.isEmpty }
            let grows = quiet.isEmpty ? sections.count - 1 : quiet[index % quiet.count]
            sections[grows].bars += min(2, wanted - bars)
            index += 1
        }
    }
}
