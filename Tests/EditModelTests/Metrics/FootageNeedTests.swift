import EditModel
import Testing

@Suite("Footage that an edit lacks")
struct FootageNeedTests {
    /// An edit at 24 frames a second; each shot is its clip and its pieces of frames and source seconds.
    private func edit(
        _ sections: [(label: String, frames: Int)], _ shots: [(clip: Int, pieces: [(Int, Double, Double)])]
    ) -> Edit {
        var edit = smallEdit()
        edit.clips = [Footage](repeating: edit.clips[0], count: 4)
        edit.shots = []
        edit.sections = []
        for shot in shots {
            let pieces = shot.pieces.map { TimeMap.Piece(frames: $0.0, sourceStart: $0.1, sourceEnd: $0.2) }
            edit.shots.append(
                Shot(
                    startFrame: edit.shots.last?.endFrame ?? 0, clip: shot.clip,
                    timeMap: TimeMap(pieces: pieces), fit: .trim, reason: ""))
        }
        for (index, section) in sections.enumerated() {
            let start = edit.sections.last?.endFrame ?? 0
            edit.sections.append(
                .init(
                    name: "\(section.label) \(index + 1)", label: section.label, startFrame: start,
                    endFrame: start + section.frames, energy: 0.5))
        }
        edit.frameCount = edit.shots.last?.endFrame ?? 0
        return edit
    }

    /// What each label lacks, in seconds.
    private func lacking(_ edit: Edit, standIns: Set<Int> = []) -> [String: Double] {
        Dictionary(
            uniqueKeysWithValues: FootageNeed.all(of: edit, standIns: standIns).map { ($0.label, $0.seconds) }
        )
    }

    @Test("where each shot shows something of its own, nothing is lacking")
    func nothing() {
        let needs = FootageNeed.all(
            of: edit([("verse", 96)], [(0, [(48, 0, 2)]), (1, [(24, 0, 1)]), (2, [(24, 3, 4)])]))
        #expect(needs.count == 1)
        #expect(needs[0].seconds == 0)
        #expect(needs[0].sections.map(\.name) == ["verse 1"])
        #expect(needs[0].sections[0].end == 4)
        #expect(needs[0].sections[0].shots == 3)
        // Of 1, 1 and 2 seconds.
        #expect(needs[0].typicalShot == 1)
    }

    @Test("what no shot shows is footage that might serve")
    func unshown() {
        var edit = edit([("verse", 96)], [(0, [(48, 0, 2)]), (1, [(48, 2, 4)])])
        for index in edit.clips.indices { edit.clips[index].duration = 5 }
        edit.clips[3].isStill = true
        // Three of the first, three of the second, five of the third, none of a still.
        #expect(FootageNeed.unshown(in: edit) == 11)
        #expect(FootageNeed.unshown(in: edit, standIns: [2]) == 6)
    }

    @Test("two seconds that go round once more lack two")
    func loop() {
        #expect(lacking(edit([("verse", 96)], [(0, [(48, 0, 2), (48, 0, 2)])])) == ["verse": 2])
    }

    @Test("two seconds that are played back lack two")
    func pingPong() {
        #expect(lacking(edit([("verse", 96)], [(0, [(48, 0, 2), (48, 2, 0)])]))["verse"]! <= 2)
        #expect(lacking(edit([("verse", 96)], [(0, [(48, 0, 2), (48, 2, 0)])]))["verse"]! >= 1.75)
    }

    @Test("two seconds at half speed lack two, at double speed one section lacks nothing that it shows")
    func slowMotion() {
        #expect(lacking(edit([("verse", 96)], [(0, [(96, 0, 2)])])) == ["verse": 2])
        #expect(lacking(edit([("verse", 24)], [(0, [(24, 0, 2)])])) == ["verse": 0])
    }

    @Test("a picture that stands for two seconds is new for a quarter of one")
    func freeze() {
        #expect(lacking(edit([("verse", 48)], [(0, [(48, 1, 1)])])) == ["verse": 1.75])
    }

    @Test("what a verse shows twice is new once; what a chorus showed is not new in a verse")
    func repetition() {
        #expect(
            lacking(edit([("verse", 96)], [(0, [(48, 0, 2)]), (0, [(48, 0, 2)])])) == ["verse": 2])
        #expect(
            lacking(edit([("chorus", 48), ("verse", 48)], [(0, [(48, 0, 2)]), (0, [(48, 0, 2)])]))
                == ["chorus": 0, "verse": 2])
        // Half of it was seen.
        #expect(
            lacking(edit([("chorus", 48), ("verse", 48)], [(0, [(48, 0, 2)]), (0, [(48, 1, 3)])]))
                == ["chorus": 0, "verse": 1])
    }

    @Test("a chorus may return with its pictures, each time, but show them once")
    func chorus() {
        let twoSeconds: [(Int, Double, Double)] = [(48, 0, 2)]
        #expect(
            lacking(
                edit(
                    [("chorus", 48), ("verse", 48), ("chorus", 48), ("chorus", 48)],
                    [(0, twoSeconds), (1, twoSeconds), (0, twoSeconds), (0, twoSeconds)]))
                == ["chorus": 0, "verse": 0])
        let needs = FootageNeed.all(
            of: edit(
                [("chorus", 48), ("chorus", 96)], [(0, twoSeconds), (0, twoSeconds), (0, twoSeconds)]))
        #expect(needs[0].sections.map(\.lacking) == [0, 2])
        #expect(needs[0].seconds == 2)
    }

    @Test("a stand-in is never new")
    func standIn() {
        let edit = edit([("verse", 96)], [(0, [(48, 0, 2)]), (1, [(48, 0, 2)])])
        #expect(lacking(edit, standIns: [1]) == ["verse": 2])
        #expect(lacking(edit, standIns: [0, 1]) == ["verse": 4])
    }

    @Test("a shot across a boundary counts on both sides for what it shows there")
    func crossing() {
        let needs = FootageNeed.all(
            of: edit([("verse", 48), ("chorus", 48)], [(0, [(48, 0, 2), (48, 2, 3)])]))
        #expect(needs.map(\.seconds) == [0, 1])
        #expect(needs.map { $0.sections[0].shots } == [1, 0])
        #expect(needs.map(\.typicalShot) == [4, 0])
    }

    @Test("the most that one section of a label lacks is what the label lacks")
    func most() {
        let needs = FootageNeed.all(
            of: edit(
                [("verse", 48), ("verse", 72)], [(0, [(48, 0, 1)]), (1, [(72, 0, 1)])]))
        #expect(needs[0].sections.map(\.lacking) == [1, 2])
        #expect(needs[0].seconds == 2)
    }
}
