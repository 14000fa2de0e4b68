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
}
