import Storyboarding
import TestSupport
import Testing

@Suite struct FileStemTests {
    @Test(
        "titles become names of files",
        arguments: [
            ("First Light", "01-first-light"), ("../../etc/passwd", "01-etc-passwd"),
            ("Ünïcode: Größe & Øl!", "01-unicode-grosse-ol"),
            ("Don't Stop", "01-dont-stop"), ("朝の光", "01-scene"), ("", "01-scene"),
            ("\n*\nPrompt:", "01-prompt"),
            ("...", "01-scene"), ("CON", "01-con"), ("a/b\\c:d", "01-a-b-c-d"), ("½ Ⅳ ﬁ", "01-1-2-iv-fi"),
            (
                "A title that goes on and on and on for ever and ever",
                "01-a-title-that-goes-on-and-on-and-on"
            ),
        ])
    func slugs(title: String, stem: String) {
        #expect(FileStem.slug(for: title, number: 1) == stem)
    }

    @Test(
        "numbers have two digits at least",
        arguments: [(1, "01-a"), (12, "12-a"), (123, "123-a"), (-5, "00-a")])
    func numbers(number: Int, stem: String) {
        #expect(FileStem.slug(for: "a", number: number) == stem)
    }

    @Test("any title gives a short name of safe characters", arguments: 0..<200)
    func hostile(seed: UInt64) {
        var random = MadeRandom(seed: seed)
        let title = String(
            String.UnicodeScalarView(
                (0..<Int.random(in: 0...300, using: &random)).compactMap { _ in
                    Unicode.Scalar(
                        UInt32.random(in: 0...(Bool.random(using: &random) ? 0x7F : 0x1FFFF), using: &random))
                }))
        let stem = FileStem.slug(for: title, number: Int(seed))
        #expect((4...FileStem.longest).contains(stem.count))
        #expect(stem.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
        #expect(!stem.hasSuffix("-"))
    }
}
