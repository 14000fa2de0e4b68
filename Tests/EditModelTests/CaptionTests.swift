import EditModel
import Foundation
import Testing

@Suite("Captions of an edit")
struct CaptionTests {
    private func edit(_ captions: [Edit.Caption]) -> Edit {
        var edit = smallEdit()
        edit.captions = captions
        return edit
    }

    @Test("captions are kept by the file, and a file without them is as it was")
    func file() throws {
        let captions = [
            Edit.Caption(startFrame: 0, endFrame: 12, text: "grey \"sea\" --> <i>"),
            Edit.Caption(startFrame: 12, endFrame: 72, text: "慢光", isEstimate: true),
        ]
        let bytes = try EditFile.encode(edit(captions), relativeTo: "/music")
        #expect(try EditFile.decode(bytes, relativeTo: "/music").captions == captions)
        let without = try EditFile.encode(smallEdit(), relativeTo: "/music")
        #expect(!String(decoding: without, as: UTF8.self).contains("captions"))
        #expect(try EditFile.decode(without, relativeTo: "/music").captions == [])
    }

    @Test(
        "captions that break a rule are refused with their path",
        arguments: [
            (Edit.Caption(startFrame: -1, endFrame: 4, text: "a"), "startFrame"),
            (Edit.Caption(startFrame: 4, endFrame: 4, text: "a"), "endFrame"),
            (Edit.Caption(startFrame: 4, endFrame: 73, text: "a"), "endFrame"),
            (Edit.Caption(startFrame: 4, endFrame: 6, text: ""), "text"),
            (Edit.Caption(startFrame: 4, endFrame: 6, text: "a\n\nb"), "text"),
            (Edit.Caption(startFrame: 4, endFrame: 6, text: "a\u{1B}[2J"), "text"),
            (Edit.Caption(startFrame: 4, endFrame: 6, text: String(repeating: "a", count: 1_001)), "text"),
        ])
    func rules(caption: Edit.Caption, key: String) {
        let error = #expect(throws: EditError.self) { try edit([caption]).validate() }
        #expect(error?.path == "$.captions[0].\(key)")
    }

    @Test("a caption begins no sooner than the one before it ends")
    func overlap() {
        let first = Edit.Caption(startFrame: 0, endFrame: 12, text: "a")
        let error = #expect(throws: EditError.self) {
            try edit([first, Edit.Caption(startFrame: 11, endFrame: 20, text: "b")]).validate()
        }
        #expect(error?.path == "$.captions[1].startFrame")
    }

    // MARK: Words

    private func caption(_ text: String, _ words: [Edit.Caption.Word]) -> Edit.Caption {
        Edit.Caption(startFrame: 4, endFrame: 20, text: text, words: words)
    }

    @Test("words are kept by the file, syllables, marks and all, and captions without them have no such key")
    func words() throws {
        let words: [Edit.Caption.Word] = [
            .init(startFrame: 4, endFrame: 6, text: "{\\k9}\\N"),
            .init(startFrame: 8, endFrame: 9, text: "ka"),
            .init(startFrame: 9, endFrame: 12, text: "ra"), .init(startFrame: 12, endFrame: 20, text: "慢"),
        ]
        let sung = edit([caption("\"{\\k9}\\N kara 慢 / on", Array(words.dropFirst()))])
        let bytes = try EditFile.encode(sung, relativeTo: "/music")
        #expect(try EditFile.decode(bytes, relativeTo: "/music").captions == sung.captions)
        let all = edit([caption("{\\k9}\\N kara 慢 / on", words)])
        let again = try EditFile.encode(all, relativeTo: "/music")
        #expect(try EditFile.decode(again, relativeTo: "/music").captions == all.captions)
        let without = try EditFile.encode(edit([caption("la", [])]), relativeTo: "/music")
        #expect(!String(decoding: without, as: UTF8.self).contains("words"))
    }

    @Test(
        "words that break a rule are refused with their path",
        arguments: [
            ([.init(startFrame: 3, endFrame: 5, text: "grey")], "[0].startFrame"),
            ([.init(startFrame: 5, endFrame: 5, text: "grey")], "[0].endFrame"),
            ([.init(startFrame: 5, endFrame: 21, text: "grey")], "[0].endFrame"),
            (
                [
                    .init(startFrame: 4, endFrame: 8, text: "grey"),
                    .init(startFrame: 7, endFrame: 9, text: "sea"),
                ],
                "[1].startFrame"
            ),
            (
                [
                    .init(startFrame: 4, endFrame: 8, text: "sea"),
                    .init(startFrame: 8, endFrame: 9, text: "grey"),
                ],
                "[1].text"
            ),
            ([.init(startFrame: 4, endFrame: 8, text: "")], "[0].text"),
            ([.init(startFrame: 4, endFrame: 8, text: "rey")], "[0].text"),
            ([.init(startFrame: 4, endFrame: 8, text: "grey\u{1B}")], "[0].text"),
            ([.init(startFrame: 4, endFrame: 8, text: String(repeating: "a", count: 1_001))], "[0].text"),
            ([Edit.Caption.Word](repeating: .init(startFrame: 4, endFrame: 8, text: "a"), count: 10_000), ""),
        ] as [([Edit.Caption.Word], String)])
    func wordRules(words: [Edit.Caption.Word], key: String) throws {
        let broken = edit([caption("grey sea", words)])
        let error = #expect(throws: EditError.self) { try broken.validate() }
        #expect(error?.path == "$.captions[0].words\(key)")
    }

    @Test("a word stands behind the one before it, or behind a space, and not within another")
    func places() {
        func places(_ words: [String], _ text: String) -> [Range<Int>?] {
            Edit.Caption.places(of: words, in: text)
        }
        #expect(places(["a", "la"], "that a la") == [5..<6, 7..<9])
        #expect(places(["ka", "ra", "x", "oke"], "kara oke") == [0..<2, 2..<4, nil, 5..<8])
        #expect(places(["e", "\u{301}x"], "e\u{301}x") == [0..<1, 1..<4])
        #expect(places(["", "a"], "") == [nil, nil])
    }
}
