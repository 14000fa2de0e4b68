import Storyboarding
import TestSupport
import Testing

@Suite struct StoryboardReadingTests {
    private static let two = Storyboard(scenes: [
        Keyframe(
            number: 1, title: "First Light", scenario: "A lighthouse at dawn.",
            characters: [Keyframe.Character(name: "Mara", description: "A woman in a red coat")],
            actions: "Mara climbs.", plot: "The lamp goes out.", negative: "text, logos", section: "verse 1"),
        Keyframe(
            number: 2, title: "The Boat", scenario: "A harbour in fog.", actions: "A boat leaves.",
            plot: "He sets out.", section: "chorus"),
    ])

    @Test(
        "the scenes are found in whatever form the answer has",
        arguments: [
            SceneAnswers.json, SceneAnswers.headings, SceneAnswers.words, SceneAnswers.numbered,
            SceneAnswers.keyed,
        ])
    func forms(answer: String) {
        let reading = Storyboard.reading(answer, expecting: 2)
        #expect(reading.storyboard == Self.two)
        #expect(reading.lost.isEmpty)
        #expect(reading.notes.isEmpty)
    }

    @Test("all six scenes are found where each spells its actions in its own way and the last has none")
    func sixSpellings() {
        let reading = Storyboard.reading(SceneAnswers.sixSpellings, expecting: 6)
        let scenes = reading.storyboard.scenes
        #expect(scenes.map(\.number) == [1, 2, 3, 4, 5, 6])
        #expect(
            scenes.map(\.title) == ["First Light", "The Letter", "The Boat", "The Storm", "The Lamp", "Home"])
        #expect(
            scenes.map(\.actions) == [
                "Mara climbs the stairs.", "Mara reads a letter.", "Tom unties a boat.",
                "Tom holds the mast.",
                "Mara lights the lamp.", "",
            ])
        #expect(scenes.map(\.scenario)[2] == "A grey harbour in fog.")
        #expect(scenes[5].plot == "They meet")
        #expect(reading.lost.isEmpty)
        #expect(reading.notes.contains("Scene 6 has no actions; it was kept."))
        #expect(reading.notes.contains("The answer seems to break off in its last scene."))
    }

    @Test("no scene holds words of another")
    func noAccumulation() {
        let scenes = Storyboard.reading(SceneAnswers.sixSpellings, expecting: 6).storyboard.scenes
        let own = [
            "lighthouse on a cliff", "small kitchen", "grey harbour", "High waves", "lamp room",
            "beach at sunrise",
        ]
        for (index, scene) in scenes.enumerated() {
            let prompt = ScenePrompt(scene).text
            #expect(own.filter { prompt.contains($0) } == [own[index]])
        }
    }

    @Test(
        "a scene begins in all spellings",
        arguments: [
            "Scene 1: First Light", "**Scene 1: \"First Light\"**", "**Scene 1:** First Light",
            "### Scene 1 – First Light",
            "Scene 1 - \"First Light\"", "SCENE ONE: First Light", "Keyframe 1 - First Light",
            "Scene #1: First Light",
            "1. Scene 1: First Light", "Scene 1/6: First Light", "Scene 1 of 6: First Light",
            "[Scene 1] First Light",
            "Scene 1 (0:00-0:10): First Light", "Shot 1: First Light", "Scene I: First Light",
            "* **Scene 1 First Light**",
            "Scene 1\nTitle: First Light", "Scene 1:\n**\"First Light\"**", "*Scene 1: First Light*",
            "Scene 1. First Light",
            "Scene 1: Title: First Light", "## **Scene 1:** *First Light*",
        ])
    func headers(header: String) {
        let reading = Storyboard.reading(
            "\(header)\nScenario: The sea at dawn.\nCharacters: none\nActions: Waves break.\nPlot: Morning.\n",
            expecting: 1)
        #expect(reading.storyboard.scenes.first?.title == "First Light")
        #expect(reading.storyboard.scenes.first?.scenario == "The sea at dawn.")
        #expect(reading.storyboard.scenes.count == 1)
    }

    @Test(
        "the label of actions comes in all spellings",
        arguments: [
            "Characters actions:", "Character actions:", "Character/s actions:", "Character's actions:",
            "Characters' Actions:",
            "Character(s) Actions:", "**Characters Actions**:", "*Characters’ actions:*", "ACTIONS:",
            "Action -", "- Actions:",
            "### Characters actions\n",
        ])
    func actions(label: String) {
        let reading = Storyboard.reading(
            "Scene 1: X\nScenario: The sea.\nCharacters: Mara, red coat\n\(label) Mara runs.\nPlot: She flees.",
            expecting: 1)
        #expect(reading.storyboard.scenes.first?.actions == "Mara runs.")
        #expect(reading.storyboard.scenes.first?.plot == "She flees.")
        #expect(
            reading.storyboard.scenes.first?.characters == [
                Keyframe.Character(name: "Mara", description: "red coat")
            ])
    }

    @Test("a last scene that breaks off is kept where it says where it is, and dropped where it does not")
    func truncation() {
        let whole = "Scene 1: A\nScenario: The sea.\nActions: Waves.\nPlot: Morning.\n\nScene 2: B\n"
        let kept = Storyboard.reading(whole + "Scenario: A har", expecting: 2)
        #expect(kept.storyboard.scenes.map(\.scenario) == ["The sea.", "A har"])
        #expect(kept.lost.isEmpty)
        #expect(kept.notes.contains("Scene 2 has no actions and no plot; it was kept."))
        let dropped = Storyboard.reading(whole + "Scena", expecting: 3)
        #expect(dropped.storyboard.scenes.map(\.number) == [1])
        #expect(dropped.lost == [2, 3])
    }

    @Test("JSON that breaks off keeps its whole scenes")
    func cutJSON() {
        let text = """
            {"scenes": [{"number": 1, "title": "A", "scenario": "The sea.", "characters": [], "actions": "Waves.", "plot": "x."},
             {"number": 2, "title": "B", "scena
            """
        let reading = Storyboard.reading(text, expecting: 2)
        #expect(reading.storyboard.scenes.map(\.title) == ["A"])
        #expect(reading.lost == [2])
        #expect(reading.notes.contains("The answer breaks off before its end; what it had was kept."))
    }

    @Test("scenes that are not in the answer are named")
    func lost() {
        let text = [1, 2, 4].map { "Scene \($0): T\($0)\nScenario: S\($0).\nActions: a.\nPlot: p.\n" }
            .joined()
        let reading = Storyboard.reading(text, expecting: 5)
        #expect(reading.storyboard.scenes.map(\.number) == [1, 2, 4])
        #expect(reading.lost == [3, 5])
        #expect(reading.notes == ["Scene 3 is not in the answer.", "Scene 5 is not in the answer."])
    }

    @Test("more scenes than were asked for are cut, with a note")
    func surplus() {
        let text = (1...8).map { "Scene \($0): T\($0)\nScenario: S\($0).\nActions: a.\nPlot: p.\n" }.joined()
        let reading = Storyboard.reading(text, expecting: 6)
        #expect(reading.storyboard.scenes.map(\.number) == [1, 2, 3, 4, 5, 6])
        #expect(
            reading.notes == ["The answer has 8 scenes where 6 were asked for; the last 2 were left out."])
    }

    @Test(
        "numbers that do not increase, or belong to other scenes, are replaced by places",
        arguments: [
            [1, 1, 1], [3, 2, 1], [7, 8, 9], [0, 1, 2],
        ])
    func numbers(numbers: [Int]) {
        let text = numbers.map { "Scene \($0): T\($0)\nScenario: S.\nActions: a.\nPlot: p.\n" }.joined()
        #expect(Storyboard.reading(text, expecting: 3).storyboard.scenes.map(\.number) == [1, 2, 3])
    }

    @Test("titles become distinct, and a missing one is the scene's number")
    func titles() {
        let text = ["Rain", "rain", "", "Rain"].enumerated().map {
            "Scene \($0.offset + 1): \($0.element)\nScenario: S.\nActions: a.\nPlot: p.\n"
        }.joined()
        let reading = Storyboard.reading(text, expecting: 4)
        #expect(reading.storyboard.scenes.map(\.title) == ["Rain", "rain (2)", "Scene 3", "Rain (3)"])
        #expect(reading.notes.count == 3)
    }

    @Test(
        "characters come as lists, in brackets and in sentences",
        arguments: [
            (
                "Mara (30s, red coat) and Tom (tall, grey beard)",
                ["Mara|30s, red coat", "Tom|tall, grey beard"]
            ),
            ("Mara: a woman in red. Tom: a tall man.", ["Mara|a woman in red", "Tom|a tall man."]),
            ("\n- Mara: a woman in red\n- Tom - a tall man", ["Mara|a woman in red", "Tom|a tall man"]),
            ("Mara, a woman in red; Tom, a tall man", ["Mara|a woman in red", "Tom|a tall man"]),
            ("Mara", ["Mara|"]), ("None", []), ("N/A", []), ("[Characters]", []),
            ("\n1. **Mara (30s)**: a woman in red", ["Mara|30s, a woman in red"]),
            (
                "A young woman with red hair and a green dress",
                ["A young woman|A young woman with red hair and a green dress"]
            ),
        ])
    func characters(text: String, expected: [String]) {
        let reading = Storyboard.reading(
            "Scene 1: X\nScenario: S.\nCharacters: \(text)\nActions: a.\nPlot: p.", expecting: 1)
        let found = reading.storyboard.scenes.first?.characters.map { "\($0.name)|\($0.description)" }
        #expect(found == expected)
    }

    @Test("scenes come as tables, on one line each, and as prompts alone")
    func otherForms() {
        let table = """
            ## Scene 1: The Rooftop (Verse 1)

            | Element | Description |
            |---|---|
            | Scenario | A rooftop at dusk. |
            | Characters | Mia and Leo |
            | Characters actions | Mia folds a plane. |
            | Plot | She waits. |
            """
        #expect(
            Storyboard.reading(table, expecting: 1).storyboard.scenes == [
                Keyframe(
                    number: 1, title: "The Rooftop", scenario: "A rooftop at dusk.",
                    characters: ["Mia", "Leo"].map { Keyframe.Character(name: $0, description: "") },
                    actions: "Mia folds a plane.", plot: "She waits.", section: "verse 1")
            ])
        let lines = """
            1. Scenario: A beach. Characters: Tom, a tall man. Characters actions: He walks. Plot: It ends.
            2. Scenario: A hill. Characters: none. Characters actions: Wind. Plot: It begins.
            """
        let found = Storyboard.reading(lines, expecting: 2).storyboard.scenes
        #expect(found.map(\.scenario) == ["A beach.", "A hill."])
        #expect(found.map(\.actions) == ["He walks.", "Wind."])
        #expect(found.map(\.plot) == ["It ends.", "It begins."])
        let prompts = """
            Scene 1
            *First Light*
            Prompt: A lighthouse at dawn.
            Scene 2
            *The Boat*
            Prompt: A harbour in fog.
            """
        let read = Storyboard.reading(prompts, expecting: 2).storyboard.scenes
        #expect(read.map(\.title) == ["First Light", "The Boat"])
        #expect(read.map(\.scenario) == ["A lighthouse at dawn.", "A harbour in fog."])
    }

    @Test(
        "no scenes are no scenes",
        arguments: ["", "I cannot do that.", "{}", "[1, 2]", "{\"scenes\": []}", "Scene", "Scene 1:"])
    func none(answer: String) {
        let reading = Storyboard.reading(answer, expecting: 2)
        #expect(reading.storyboard.scenes.isEmpty)
        #expect(reading.lost == [1, 2])
        #expect(!reading.notes.isEmpty)
    }

    @Test("a storyboard written as the template is read as it was", arguments: 0..<200)
    func roundTrip(seed: UInt64) {
        var random = MadeRandom(seed: seed)
        let storyboard = MadeSong.storyboard(&random)
        let reading = Storyboard.reading(storyboard.template, expecting: storyboard.scenes.count)
        #expect(reading.storyboard == storyboard)
        #expect(reading.notes.isEmpty)
    }
}
