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

    @Test(
        "what is heard once, and not sung, is an instrumental, however loud; sung, it is less surely a chorus than what returns"
    )
    func solo() {
        let (groups, energies) = ([0, 1, 0, 1, 2, 1], [0.3, 0.7, 0.3, 0.7, 1, 0.7])
        func labels(solo sung: Double) -> [(label: SectionLabel, confidence: Double)] {
            SectionLabeling(
                groups.indices.map {
                    .init(group: groups[$0], energy: energies[$0], duration: 16, sung: $0 == 4 ? sung : 0.8)
                }, model: SectionModel()
            ).labels
        }
        #expect(labels(solo: 0).map(\.label)[4] == .instrumental)
        let sung = labels(solo: 0.9)
        #expect([1, 3, 5].allSatisfy { labels(solo: 0)[$0].label == .chorus && sung[$0].label == .chorus })
        #expect(sung[4].confidence < sung[3].confidence)
    }

    @Test(
        "what sounds like a bridge is one where it is sung, and an instrumental where it is not",
        arguments: [0.02, 0.8])
    func middle(sung: Double) {
        let (groups, energies) = ([0, 1, 2, 1, 2, 3, 2], [0.1, 0.6, 0.9, 0.6, 0.9, 0.5, 0.9])
        // As the networks heard a guitar between two verses: a bridge rather than an instrumental.
        let heard = [-8, -2.7, -1.9, -0.6, -1.5, -6.4]
        let labels = SectionLabeling(
            groups.indices.map {
                .init(
                    group: groups[$0], energy: energies[$0], duration: 16, roles: $0 == 5 ? heard : [],
                    sung: $0 == 5 ? sung : $0 == 0 ? 0 : 0.8)
            }, model: SectionModel()
        ).labels
        #expect(labels[0].label == .intro)
        #expect(labels[5].label == (sung < 0.5 ? .instrumental : .bridge))
    }

    @Test("where nothing returns, the strongest is the chorus, and that is unsure")
    func through() {
        let labels = label([(0, 0.2), (1, 0.5), (2, 1), (3, 0.4), (4, 0.2)]).labels
        #expect(labels.map(\.label) == [.intro, .verse, .chorus, .bridge, .outro])
        #expect(labels[2].confidence < 0.5)
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
        "any sections have labels: intros at the beginning, outros at the end, inside one label for a group",
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
        #expect(!labels.drop { $0.label == .intro }.contains { $0.label == .intro })
        #expect(!labels.reversed().drop { $0.label == .outro }.contains { $0.label == .outro })
        let inner = labels.indices.filter { labels[$0].label != .intro && labels[$0].label != .outro }
        for group in Dictionary(grouping: inner, by: { sections[$0].group }).values {
            #expect(Set(group.map { labels[$0].label }).count == 1)
        }
    }
}
