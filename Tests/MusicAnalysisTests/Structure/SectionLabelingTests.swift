import MusicAnalysis
import Testing

@Suite struct SectionLabelingTests {
    /// Labels of sections of 16 s, given by group and energy.
    private func label(_ sections: [(group: Int, energy: Double)]) -> SectionLabeling {
        SectionLabeling(
            sections.map { .init(group: $0.group, energy: $0.energy, duration: 16) }, model: SectionModel())
    }

    @Test("a song as songs are: quiet ends, verses, loud choruses, a bridge before the last")
    func pop() {
        let labels = label([
            (0, 0.1), (1, 0.4), (2, 0.9), (1, 0.45), (2, 0.95), (3, 0.35), (2, 1), (4, 0.1),
        ]).labels.map(\.label)
        #expect(labels == [.intro, .verse, .chorus, .verse, .chorus, .bridge, .chorus, .outro])
    }

    @Test(
        "of two musics that return, the louder is the chorus, whichever comes first",
        arguments: [true, false])
    func chorus(isFirst: Bool) {
        let (a, b) = isFirst ? (0.9, 0.3) : (0.3, 0.9)
        let labels = label([(0, a), (1, b), (0, a), (1, b), (0, a), (1, b)]).labels.map(\.label)
        #expect(
            labels[1...4].enumerated().allSatisfy { ($1 == .chorus) == ($0.isMultiple(of: 2) != isFirst) })
    }

    @Test("what is heard once is no chorus, however loud: it is an instrumental")
    func solo() {
        let labels = label([(0, 0.3), (1, 0.7), (0, 0.3), (1, 0.7), (2, 1), (1, 0.7)]).labels.map(\.label)
        #expect(labels[4] == .instrumental)
        #expect([1, 3, 5].allSatisfy { labels[$0] == .chorus })
    }

    @Test("where nothing returns, the strongest is the chorus, and that is unsure")
    func through() {
        let labels = label([(0, 0.2), (1, 0.5), (2, 1), (3, 0.4), (4, 0.2)]).labels
        #expect(labels.map(\.label) == [.intro, .verse, .chorus, .bridge, .outro])
        #expect(labels[2].confidence <= 0.3)
        #expect(labels[1].confidence < 0.5)
    }

    @Test("one section is a verse, of low confidence; none are none")
    func few() {
        #expect(label([(0, 1)]).labels.map(\.label) == [.verse])
        #expect(label([(0, 1)]).labels[0].confidence < 0.5)
        #expect(label([]).labels.isEmpty)
    }

    @Test("a loud beginning that returns is no intro, a loud end that returns no outro")
    func loudEnds() {
        let labels = label([(0, 0.9), (1, 0.3), (0, 0.9), (1, 0.3), (0, 0.9)]).labels.map(\.label)
        #expect(labels.first == .chorus)
        #expect(labels.last == .chorus)
    }

    @Test(
        "any sections have labels: intro only first, outro only last, inside one label for a group",
        arguments: 0..<50)
    func properties(seed: UInt64) {
        var random = Generator(state: seed)
        let sections = (0..<1 + Int(12 * random.next())).map { _ in
            SectionLabeling.Candidate(
                group: Int(5 * random.next()), energy: random.next(), duration: 6 + 60 * random.next())
        }
        let labels = SectionLabeling(sections, model: SectionModel()).labels
        #expect(labels.count == sections.count)
        #expect(labels.allSatisfy { (0...1).contains($0.confidence) })
        #expect(!labels.dropFirst().contains { $0.label == .intro })
        #expect(!labels.dropLast().contains { $0.label == .outro })
        if sections.count > 1 { #expect(labels.contains { $0.label == .chorus }) }
        let inner = labels.indices.filter { labels[$0].label != .intro && labels[$0].label != .outro }
        for group in Dictionary(grouping: inner, by: { sections[$0].group }).values {
            #expect(Set(group.map { labels[$0].label }).count == 1)
        }
    }
}
