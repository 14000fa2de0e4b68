import EditPlanning
import MusicAnalysis
import Testing

@Suite("names of clips")
struct ClipNameTests {
    @Test(
        "sections are heard in names",
        arguments: [
            ("Verse1", SectionLabel.verse, 1), ("verse_2_final", .verse, 2), ("Chrous", .chorus, nil),
            ("03 bridge", .bridge, nil), ("outro", .outro, nil), ("pre-chorus 2", .prechorus, 2),
            ("mySongHook", .chorus, nil), ("Coda", .outro, nil), ("refrain", .chorus, nil),
            ("intor", .intro, nil),
        ] as [(String, SectionLabel, Int?)])
    func heard(name: String, label: SectionLabel, number: Int?) {
        #expect(ClipName(name).label == label)
        #expect(ClipName(name).ordinal == number)
    }

    @Test(
        "other words are not",
        arguments: ["course", "reverse", "fridge", "clip 12", "", "version", "IMG_0042"])
    func unheard(name: String) {
        #expect(ClipName(name).label == nil)
    }

    @Test("numbers order by value")
    func order() {
        let names = ["clip10", "clip2", "Clip1", "b", "A"]
        #expect(names.sorted(by: ClipName.precedes) == ["A", "b", "Clip1", "clip2", "clip10"])
    }
}
