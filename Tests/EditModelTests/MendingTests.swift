import EditModel
import Foundation
import Testing

@Suite("sections that do not meet")
struct MendingTests {
    /// A small edit of three sections, each with a shot.
    private func edit() -> Edit {
        var edit = smallEdit()
        edit.sections = [(0, 24), (24, 48), (48, 72)].map {
            .init(name: "verse", label: "verse", startFrame: $0, endFrame: $1, energy: 0.5)
        }
        edit.shots = [0, 24, 48].map {
            Shot(
                startFrame: $0, clip: 0,
                timeMap: TimeMap(pieces: [.init(frames: 24, sourceStart: 0, sourceEnd: 1)]), fit: .trim,
                reason: "")
        }
        return edit
    }

    private func mended(_ change: (String) -> String) throws -> (edit: Edit, remarks: [String]) {
        let text = String(decoding: try EditFile.encode(edit(), relativeTo: "/"), as: UTF8.self)
        return try EditFile.decodeMending(Data(change(text).utf8), relativeTo: "/")
    }

    private func boundaries(_ edit: Edit) -> [Int] { edit.sections.map(\.startFrame) }

    @Test("whole ones stay as they are")
    func whole() throws {
        let (edit, remarks) = try mended { $0 }
        #expect(remarks.isEmpty)
        #expect(boundaries(edit) == [0, 24, 48])
    }

    @Test("a start that was moved takes the end before it along, earlier and later", arguments: [10, 30, 47])
    func start(frame: Int) throws {
        let (edit, remarks) = try mended {
            $0.replacingOccurrences(
                of: "\"name\": \"verse\", \"startFrame\": 24",
                with: "\"name\": \"verse\", \"startFrame\": \(frame)")
        }
        #expect(boundaries(edit) == [0, frame, 48])
        #expect(edit.sections[0].endFrame == frame)
        #expect(remarks.count == 1)
        #expect(remarks.first?.contains("meet at \(frame)") == true)
    }

    @Test("an end that was moved off its cut takes the next start along", arguments: [10, 30])
    func end(frame: Int) throws {
        let (edit, remarks) = try mended {
            $0.replacingOccurrences(
                of: "\"endFrame\": 24, \"energy\"", with: "\"endFrame\": \(frame), \"energy\"")
        }
        #expect(boundaries(edit) == [0, frame, 48])
        #expect(remarks.count == 1)
    }

    @Test(
        "replacing a number everywhere, also where shots start or end, is no harm",
        arguments: ["start", "end"])
    func everywhere(side: String) throws {
        let (edit, remarks) = try mended {
            $0.replacingOccurrences(of: "\"\(side)Frame\": 24", with: "\"\(side)Frame\": 30")
        }
        #expect(boundaries(edit) == [0, 30, 48])
        #expect(remarks.count == 1)
        #expect(edit.shots.map(\.startFrame) == [0, 24, 48])
    }

    @Test(
        "what cannot be meant is refused with its path, as everywhere",
        arguments: [
            ("\"startFrame\": 24", "\"startFrame\": 60", "$.sections[1].endFrame"),
            ("\"endFrame\": 72, \"energy\"", "\"endFrame\": 60, \"energy\"", "$.sections"),
            (
                "\"name\": \"verse\", \"startFrame\": 0", "\"name\": \"verse\", \"startFrame\": 3",
                "$.sections[0].startFrame"
            ),
            (
                "\"name\": \"verse\", \"startFrame\": 24", "\"name\": \"verse\", \"startFrame\": 0",
                "$.sections[0].endFrame"
            ),
        ])
    func refused(found: String, replacement: String, path: String) throws {
        let error = #expect(throws: EditError.self) {
            try mended {
                $0.replacingOccurrences(
                    of: found.hasPrefix("\"startFrame") ? "\"name\": \"verse\", " + found : found,
                    with: found.hasPrefix("\"startFrame")
                        ? "\"name\": \"verse\", " + replacement : replacement)
            }
        }
        #expect(error?.path == path)
    }

    @Test("reading an edit to render it mends nothing")
    func strict() throws {
        let text = String(decoding: try EditFile.encode(edit(), relativeTo: "/"), as: UTF8.self)
            .replacingOccurrences(of: "\"endFrame\": 24, \"energy\"", with: "\"endFrame\": 30, \"energy\"")
        #expect(throws: EditError.self) { try EditFile.decode(Data(text.utf8), relativeTo: "/") }
    }

    @Test("an edit without a style is one of natural pace; a style that is unknown is refused")
    func style() throws {
        let text = String(decoding: try EditFile.encode(smallEdit(), relativeTo: "/"), as: UTF8.self)
        let start = try #require(text.range(of: "  \"style\": {"))
        let end = try #require(text.range(of: "},\n", range: start.upperBound..<text.endIndex))
        let old = text.replacingCharacters(in: start.lowerBound..<end.upperBound, with: "")
        #expect(try EditFile.decode(Data(old.utf8), relativeTo: "/").style == Edit.Style())
        let calm = text.replacingOccurrences(of: "\"natural\"", with: "\"calm\"")
        #expect(try EditFile.decode(Data(calm.utf8), relativeTo: "/").style.pace == .calm)
        let odd = text.replacingOccurrences(of: "\"natural\"", with: "\"hasty\"")
        let error = #expect(throws: EditError.self) {
            try EditFile.decode(Data(odd.utf8), relativeTo: "/")
        }
        #expect(error?.path == "$.style.pace")
    }
}
