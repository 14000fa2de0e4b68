/// What a language model's answer says of a video's scenes.
package struct StoryboardReading: Sendable, Equatable {
    /// The scenes that were found, each with the number that it has among those asked for.
    package var storyboard: Storyboard
    /// A full sentence for each thing that was repaired, left out or not there.
    package var notes: [String]
    /// The numbers of scenes that were asked for and are not there, in order.
    package var lost: [Int]

    /// Reads an answer.
    init(_ answer: String, expecting: Int) {
        let (text, notes) = ModelText.cleaned(answer)
        self.notes = notes
        storyboard = Storyboard(scenes: [])
        lost = []
        var found: [FoundScene] = []
        if let (value, isCut) = LenientJSON.value(in: text, isWanted: { FoundScene.scenes(in: $0) != nil }) {
            found = FoundScene.scenes(in: value) ?? []
            if isCut { self.notes.append("The answer breaks off before its end; what it had was kept.") }
        } else {
            var template = SceneTemplate()
            template.read(text)
            found = template.scenes
            noteEnd(of: found, in: text)
        }
        take(found, expecting: min(max(expecting, 1), Storyboard.mostScenes))
    }

    /// Notes that the answer seems to break off: its last scene lacks something, and no sentence ends it.
    private mutating func noteEnd(of found: [FoundScene], in text: String) {
        guard let last = found.last, last.plot.isEmpty || last.actions.isEmpty,
            found.dropLast().allSatisfy({ !$0.plot.isEmpty }),
            let end = Markup.trimmed(text).last, !".!?…\"”'’)]*。！？".contains(end)
        else { return }
        notes.append("The answer seems to break off in its last scene.")
    }

    private mutating func take(_ found: [FoundScene], expecting: Int) {
        let numbers = Self.numbers(of: found, expecting: expecting)
        var titles: Set<String> = []
        var surplus = 0
        for (number, scene) in zip(numbers, found) {
            guard number <= expecting, storyboard.scenes.count < expecting else {
                surplus += 1
                continue
            }
            guard !scene.scenario.isEmpty else {
                notes.append("Scene \(number) has no scenario and was left out.")
                continue
            }
            storyboard.scenes.append(keyframe(scene, number: number, titles: &titles))
        }
        if surplus > 0 {
            notes.append(
                "The answer has \(found.count) scenes where \(expecting) were asked for; the last \(surplus == 1 ? "was" : "\(surplus) were") left out."
            )
        }
        let kept = Set(storyboard.scenes.map(\.number))
        lost = (1...expecting).filter { !kept.contains($0) }
        let unsaid = lost.filter { number in !zip(numbers, found).contains { $0.0 == number } }
        if unsaid.count == expecting {
            notes.append("The answer has no scenes.")
        } else {
            notes += unsaid.map { "Scene \($0) is not in the answer." }
        }
    }

    /// The scenes' own numbers where they increase, else their places.
    private static func numbers(of found: [FoundScene], expecting: Int) -> [Int] {
        let places = Array(1...max(found.count, 1)).prefix(found.count)
        var own = found.compactMap(\.number)
        guard own.count == found.count, let first = own.first,
            zip(own, own.dropFirst()).allSatisfy({ $0 < $1 })
        else {
            return Array(places)
        }
        if first == 0 { own = own.map { $0 + 1 } }
        return first > expecting ? Array(places) : own
    }

    private mutating func keyframe(_ scene: FoundScene, number: Int, titles: inout Set<String>) -> Keyframe {
        var title = scene.title
        if title.isEmpty {
            title = "Scene \(number)"
            notes.append("Scene \(number) has no title; its number is used.")
        }
        let plain = title
        var count = 2
        while !titles.insert(title.lowercased()).inserted {
            title = "\(plain) (\(count))"
            count += 1
        }
        if title != plain {
            notes.append("Scene \(number) has the title of another scene; it is called “\(title)”.")
        }
        let unsaid = [("actions", scene.actions), ("plot", scene.plot)].filter(\.1.isEmpty).map {
            "no \($0.0)"
        }
        if !unsaid.isEmpty {
            notes.append("Scene \(number) has \(unsaid.joined(separator: " and ")); it was kept.")
        }
        return Keyframe(
            number: number, title: title, scenario: scene.scenario, characters: scene.characters,
            actions: scene.actions, plot: scene.plot, negative: scene.negative, section: scene.section)
    }
}

extension Storyboard {
    /// More scenes than this are neither asked for nor read.
    package static let mostScenes = 100

    /// Reads a language model's answer, whatever form it has.
    ///
    /// - Parameters:
    ///   - answer: JSON or the template filled in, with anything around it; of more than 200 kB the beginning is read.
    ///   - expecting: How many scenes were asked for, 1…100.
    package static func reading(_ answer: String, expecting: Int) -> StoryboardReading {
        StoryboardReading(answer, expecting: expecting)
    }
}
