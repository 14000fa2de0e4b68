internal import Foundation

/// A person's own sections, laid over a song so that they tile it.
struct OwnSections {
    /// Where each section lies, and its name.
    struct Span {
        var start: Double
        var end: Double
        var name: String
    }

    /// Sections that tile the song; none where none of them lies in it.
    private(set) var spans: [Span]

    /// What was done to make them tile it, as full sentences.
    private(set) var warnings: [String] = []

    /// A boundary nearer to a downbeat than this, in seconds, is meant to lie on it.
    private static let snap = 0.15

    /// A song that begins this long before the first section, in seconds, has an intro before it.
    private static let shortestIntro = 3.0

    /// Lays sections over a song.
    ///
    /// - Parameters:
    ///   - sections: In order, each at least `StructureGuidance.shortestSection` after the one before; those that are
    ///     not are passed over.
    ///   - duration: The song's length in seconds.
    ///   - downbeats: Where its bars begin, increasing.
    init(_ sections: [StructureGuidance.OwnSection], duration: Double, downbeats: [Double]) {
        let margin = StructureGuidance.shortestSection
        spans = []
        var gaps: [String] = []
        var beyond = 0
        var lastStart = -Double.infinity
        var lastEnd: Double?
        for section in sections where section.start >= max(lastStart + margin, 0) {
            guard section.start <= duration - margin else {
                beyond += 1
                continue
            }
            if let lastEnd, section.start - lastEnd > Self.snap {
                gaps.append("\(Self.clock(lastEnd))–\(Self.clock(section.start))")
            }
            spans.append(
                Span(
                    start: Self.snapped(section.start, to: downbeats), end: duration, name: section.name))
            lastStart = section.start
            lastEnd = section.end.flatMap { $0 > section.start ? min($0, duration + 1) : nil }
        }
        guard let first = spans.first else { return }
        if first.start > 0 {
            let isIntro = LyricSheet.label(of: first.name) == .intro
            if first.start < Self.shortestIntro || isIntro {
                spans[0].start = 0
            } else {
                spans.insert(Span(start: 0, end: first.start, name: SectionLabel.intro.rawValue), at: 0)
                warnings.append(
                    "Your sections begin at \(Self.clock(first.start)); what is before them is taken for an intro."
                )
            }
        }
        for index in spans.indices.dropLast() { spans[index].end = spans[index + 1].start }
        if let lastEnd, lastEnd < duration - margin {
            gaps.append("\(Self.clock(lastEnd))–\(Self.clock(duration))")
        } else if let lastEnd, lastEnd > duration + margin {
            warnings.append(
                "Your last section is longer than the song, and ends with it at \(Self.clock(duration)).")
        }
        if beyond > 0 {
            warnings.append(
                "Left out, since they begin at the song's end or later: \(beyond) of your \(sections.count) sections."
            )
        }
        if !gaps.isEmpty {
            warnings.append(
                "What your sections leave out belongs to the section before it: \(gaps.joined(separator: ", "))."
            )
        }
    }

    /// The sections with what they are called and how strong they are.
    ///
    /// A name that says what the section is decides, and is certain. Other names tell only which sections are the same
    /// music; what such a group is called follows from its place and its strength.
    func sections(_ song: StructureEvidence) -> [Section] {
        let named = spans.map { LyricSheet.label(of: $0.name) }
        var keys: [String] = []
        let groups = spans.indices.map { index in
            let key = named[index]?.rawValue ?? Self.group(of: spans[index].name, at: index)
            if let known = keys.firstIndex(of: key) { return known }
            keys.append(key)
            return keys.count - 1
        }
        var sections = song.sections(spans.map { $0.start..<$0.end }, groups: groups)
        for (index, name) in named.enumerated() {
            guard let name else { continue }
            (sections[index].label, sections[index].confidence) = (name, 1)
        }
        return sections
    }

    /// What sections of one music share: the name without the marks of a variation; nameless ones share nothing.
    private static func group(of name: String, at index: Int) -> String {
        let plain = name.trimmingCharacters(in: CharacterSet(charactersIn: " \t'’′″\""))
        return plain.isEmpty ? "\u{0}\(index)" : "=" + plain
    }

    /// A time, or the downbeat that is meant by it.
    private static func snapped(_ time: Double, to downbeats: [Double]) -> Double {
        let nearest = downbeats.min { abs($0 - time) < abs($1 - time) }
        return nearest.flatMap { abs($0 - time) <= snap ? $0 : nil } ?? time
    }

    private static func clock(_ seconds: Double) -> String {
        let tenths = Int((10 * seconds).rounded())
        return String(format: "%d:%02d.%d", tenths / 600, tenths / 10 % 60, tenths % 10)
    }
}
