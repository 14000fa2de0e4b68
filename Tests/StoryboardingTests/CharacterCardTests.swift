import Storyboarding
import Testing

@Suite struct CharacterCardTests {
    private func storyboard(_ characters: [(String, String)]) -> Storyboard {
        Storyboard(
            scenes: characters.enumerated().map {
                Keyframe(
                    number: $0.offset + 1, title: "T\($0.offset)", scenario: "S",
                    characters: [Keyframe.Character(name: $0.element.0, description: $0.element.1)])
            })
    }
    private let full = "a woman in her 30s with short black hair and a red coat"

    @Test("abbreviated and missing descriptions become the full one, word for word")
    func abbreviated() {
        let (result, notes) = storyboard([
            ("Mara", full), ("mara", "red coat"), ("MARA", ""), ("Mara (30s)", "same as before"),
            ("The Mara", full),
        ]).withCharacterCards()
        #expect(
            result.scenes.flatMap(\.characters).allSatisfy {
                $0 == Keyframe.Character(name: "Mara", description: full)
            })
        #expect(
            notes == [
                "Scene 2 describes Mara in short; the full description is used.",
                "Scene 3 does not describe Mara; the description of another scene is used.",
                "Scene 4 describes Mara in short; the full description is used.",
            ])
    }

    @Test("a later full description serves scenes before it")
    func later() {
        let (result, _) = storyboard([("Mara", "see scene 2"), ("Mara", full)]).withCharacterCards()
        #expect(result.scenes.flatMap(\.characters).map(\.description) == [full, full])
    }

    @Test("a description that says the same and more takes the card's place")
    func extended() {
        let longer = full + ", and green rubber boots"
        let (result, _) = storyboard([("Mara", full), ("Mara", longer)]).withCharacterCards()
        #expect(result.scenes.flatMap(\.characters).map(\.description) == [longer, longer])
    }

    @Test("a description that contradicts the card is replaced, and noted")
    func contradiction() {
        let (result, notes) = storyboard([
            ("Mara", full),
            ("Mara", "an old man with a very long white beard and a pipe and a hat and a dog"),
        ])
        .withCharacterCards()
        #expect(result.scenes.flatMap(\.characters).map(\.description) == [full, full])
        #expect(notes.count == 1)
        #expect(notes.first?.hasPrefix("Scene 2 describes Mara differently") == true)
    }

    @Test("different characters keep their own descriptions")
    func different() {
        let board = storyboard([("Mara", full), ("Tom", "a tall man with a grey beard")])
        let (result, notes) = board.withCharacterCards()
        #expect(result == board)
        #expect(notes.isEmpty)
    }

    @Test("doing it twice changes nothing more")
    func idempotent() {
        let once = storyboard([("Mara", full), ("mara", "red coat"), ("Tom", "")]).withCharacterCards()
            .storyboard
        let twice = once.withCharacterCards()
        #expect(twice.storyboard == once)
        #expect(twice.notes.isEmpty)
    }
}
