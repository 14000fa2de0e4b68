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

    /// The small edit's file, where shots were made so long by hand, and some are pinned.
    private func lengthened(_ frames: [Int: Int], pinned: [Int] = []) throws -> (
        edit: Edit, remarks: [String]
    ) {
        var edit = edit()
        for index in pinned { edit.shots[index].isPinned = true }
        edit.shots[2].transition = .init(kind: .dip, frames: 12)
        var text = String(decoding: try EditFile.encode(edit, relativeTo: "/"), as: UTF8.self)
        for (index, count) in frames {
            let parts = text.components(separatedBy: "\"frames\": 24, \"sourceEnd\"")
            #expect(parts.count == 4)
            text =
                parts[...index].joined(separator: "\"frames\": 24, \"sourceEnd\"")
                + "\"frames\": \(count), \"sourceEnd\""
                + parts[(index + 1)...].joined(separator: "\"frames\": 24, \"sourceEnd\"")
        }
        return try EditFile.decodeMending(Data(text.utf8), relativeTo: "/")
    }

    @Test(
        "a shot that was made longer takes from the next, whose transition becomes as short as there is room")
    func longer() throws {
        let (edit, remarks) = try lengthened([0: 46])
        #expect(edit.shots.map(\.startFrame) == [0, 46, 48])
        #expect(edit.shots[2].transition?.frames == 5)
        #expect(edit.shots.map(\.isPinned) == [true, false, false])
        #expect(remarks.count == 1)
        let pinned = try lengthened([0: 46], pinned: [2])
        #expect(pinned.remarks.contains { $0.contains("12 frames into the shot at frame 48") })
    }

    @Test("a shot that runs into one that is kept, or past the end, is refused with its own path")
    func tooLong() {
        let overlap = #expect(throws: EditError.self) { try lengthened([0: 30], pinned: [1]) }
        #expect(overlap?.path == "$.shots[0]")
        #expect(overlap?.reason.contains("shot 2") == true)
        let end = #expect(throws: EditError.self) { try lengthened([2: 30]) }
        #expect(end?.path == "$.shots[2]")
        #expect(end?.reason.contains("ends at 72") == true)
    }

    @Test("a shot that was given another clip is no longer said to show the old one's movement")
    func otherClip() throws {
        var edit = edit()
        edit.shots[1].hits = [.init(frame: 30, sourceTime: 0.25)]
        let text = String(decoding: try EditFile.encode(edit, relativeTo: "/"), as: UTF8.self)
        let parts = text.components(separatedBy: "\"clip\": 0")
        #expect(parts.count == 4)
        let changed =
            parts[0] + "\"clip\": 0" + parts[1] + "\"clip\": 1" + parts[2] + "\"clip\": 0" + parts[3]
        let (mended, _) = try EditFile.decodeMending(Data(changed.utf8), relativeTo: "/")
        #expect(mended.shots.map(\.clip) == [0, 1, 0])
        #expect(mended.shots[1].hits.isEmpty)
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
