import Foundation
import MVSyncPipeline
import MusicAnalysis
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("The picture of a song") struct SongPlotTests {
    /// A made song of equal bars of two seconds, with all that is drawn.
    private func plot(bars: Int, sections: Int = 4, title: String = "song") -> SongPlot {
        let duration = Double(2 * bars)
        let length = duration / Double(sections)
        let song = SongAnalysis(
            duration: duration,
            tempo: Tempo(
                bpm: 120, confidence: 1, alternatives: [],
                curve: (0..<bars).map { .init(time: Double(2 * $0), bpm: 120 + Double($0 % 3)) }),
            beatsPerBar: 4, beats: (0..<4 * bars).map { Beat(time: Double($0) / 2, position: $0 % 4 + 1) },
            onsets: [],
            sections: (0..<sections).map {
                Section(
                    start: Double($0) * length, end: Double($0 + 1) * length, label: .verse, group: $0 % 3,
                    energy: 0.5, confidence: 1, loudness: -14, intensity: 0.5)
            },
            energy: (0..<4 * bars).map { Double($0 % 10) / 10 }, energyPeriod: 0.5,
            loudness: Loudness(
                integrated: -14, range: 3, momentary: (0..<20 * bars).map { -20 + Double($0 % 9) }),
            dynamics: [
                DynamicEvent(kind: .build, start: 4, end: 8, change: 5),
                DynamicEvent(kind: .drop, start: 8, end: 8, change: 6),
                DynamicEvent(kind: .break, start: 12, end: 16, change: -8),
            ], warnings: [])
        var evidence = SongEvidence()
        evidence.waveform = (0..<2000).map { -Float($0 % 7) / 7...Float($0 % 5) / 5 }
        evidence.noveltyTimes = (0..<4 * bars).map { Double($0) / 2 }
        evidence.novelty = evidence.noveltyTimes.map { ($0 / 8).truncatingRemainder(dividingBy: 1) }
        let rows = min(bars, 160)
        evidence.similarityEdges = (0...rows).map { Double($0) * duration / Double(rows) }
        evidence.similarity = (0..<rows * rows).map { 1 / Float(1 + abs($0 / rows - $0 % rows) % 8) }
        return SongPlot(song, evidence: evidence, title: title)
    }

    /// The elements of a drawing that a parser of XML finds; nil where it is not well-formed.
    private func elements(_ svg: String) -> Elements? {
        let elements = Elements()
        let parser = XMLParser(data: Data(svg.utf8))
        parser.delegate = elements
        guard parser.parse() else { return nil }
        // Line breaks between elements are no text of theirs.
        elements.texts = elements.texts.map { $0.trimmingCharacters(in: .newlines) }
        return elements
    }

    private final class Elements: NSObject, XMLParserDelegate {
        var classes: [String: Int] = [:]
        var names: [String: Int] = [:]
        var texts: [String] = []

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            names[name, default: 0] += 1
            if let own = attributes["class"] { classes[own, default: 0] += 1 }
            texts.append("")
        }

        func parser(_ parser: XMLParser, foundCharacters text: String) {
            if !texts.isEmpty { texts[texts.count - 1] += text }
        }
    }

    @Test("is XML with a box for each section and a line for each downbeat", arguments: [16, 100, 400])
    func content(bars: Int) throws {
        let found = try #require(elements(plot(bars: bars).svg))
        #expect(found.classes["section"] == 4)
        #expect(found.classes["downbeat"] == bars)
        for word in [
            "waveform", "tempo", "loudness", "build", "drop", "break", "novelty", "self-similarity", "0:00",
        ] {
            #expect(found.texts.contains(word), "\(word)")
        }
    }

    @Test("a title is shown as it is written, whatever it says; what XML cannot hold is shown as its code")
    func hostile() throws {
        let title = "<script>&\"'</svg>]]> a\u{0}b\u{1b}c\u{FFFE}d<\u{301}"
        let found = try #require(elements(plot(bars: 16, title: title).svg))
        #expect(found.names["script"] == nil)
        #expect(found.texts.contains("<script>&\"'</svg>]]> a\\u{0}b\\u{1b}c\u{FFFD}d<\u{301}"))
        let long = plot(bars: 16, title: String(repeating: "長い", count: 400)).svg
        #expect(try #require(elements(long)).texts.contains { $0.count < 60 && $0.hasSuffix("…") })
    }

    @Test("a song of hours with hundreds of sections stays small")
    func size() throws {
        let svg = plot(bars: 5_000, sections: 700).svg
        #expect(svg.utf8.count < 2_000_000)
        #expect(try #require(elements(svg)).classes["downbeat"] == 5_000)
    }

    @Test("silence, and a song without a beat, are drawn with words for what is not there")
    func nothing() throws {
        let song = SongAnalysis(
            duration: 3, tempo: Tempo(bpm: 0, confidence: 0, alternatives: []), beatsPerBar: 0, beats: [],
            onsets: [],
            sections: [Section(start: 0, end: 3, label: .verse, group: 0, energy: 0, confidence: 0.1)],
            energy: [0, 0, 0, 0, 0, 0], energyPeriod: 0.5, warnings: [])
        let found = try #require(elements(SongPlot(song, evidence: SongEvidence(), title: "").svg))
        #expect(found.classes["section"] == 1)
        #expect(found.texts.contains("no beat") && found.texts.contains("silence"))
    }
}
