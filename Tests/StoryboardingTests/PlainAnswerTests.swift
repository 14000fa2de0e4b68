import Storyboarding
import Testing

@Suite struct PlainAnswerTests {
    @Test(
        "a prompt comes in one paragraph without what models say around it",
        arguments: [
            "A lighthouse at dawn, pale light. Waves break.",
            "\"A lighthouse at dawn, pale light. Waves break.\"",
            "Sure! Here is the improved prompt:\n\nA lighthouse at dawn,\npale light. Waves break.",
            "**Prompt:** A lighthouse at dawn, pale light.\nWaves break.\n\nLet me know if you'd like any changes!",
            "```\nA lighthouse at dawn, pale light. Waves break.\n```",
            "<think>They want {more}.</think>\nA lighthouse at dawn, pale light. Waves break.<|eot_id|>",
        ])
    func paragraph(answer: String) {
        #expect(PlainAnswer.paragraph(answer) == "A lighthouse at dawn, pale light. Waves break.")
    }

    @Test(
        "nothing is no prompt",
        arguments: ["", "\n", "Here is the prompt:", "---", "```\n```", "<think>never ends"])
    func nothing(answer: String) {
        #expect(PlainAnswer.paragraph(answer) == nil)
    }

    @Test("a story keeps its paragraphs, and its words are counted")
    func story() {
        let story = PlainAnswer.story(
            "Here is the story behind the song:\n\nIt rains.\n\nMara waits *still*.\n\nI hope you enjoy this song's story!"
        )
        #expect(story.text == "It rains.\n\nMara waits still.")
        #expect(story.words == 5)
    }

    private let scene = Keyframe(
        number: 1, title: "T", scenario: "A lighthouse",
        characters: [Keyframe.Character(name: "Mara", description: "a woman in her 30s with a red coat")])

    @Test("an improved prompt that abbreviates a character has its description put in again")
    func refined() {
        let prompt = ScenePrompt(scene)
        let lost = prompt.refined(by: "A lighthouse glows. Mara climbs.", scene: scene, limit: 1000)
        #expect(lost.text == "A lighthouse glows. Mara climbs. Mara: a woman in her 30s with a red coat.")
        #expect(lost.notes == ["The answer does not keep the description of Mara; it was put in again."])
        let kept = "A lighthouse glows. Mara, A woman in her 30s with a red coat, climbs."
        #expect(prompt.refined(by: kept, scene: scene, limit: 1000) == (kept, []))
        let motion = prompt.refined(by: "Mara climbs.", scene: scene, keepsDescriptions: false, limit: 1000)
        #expect(motion == ("Mara climbs.", []))
    }

    @Test("an improved prompt keeps to the limit", arguments: [20, 60, 100, 200])
    func limit(limit: Int) {
        let answer = String(repeating: "The lighthouse glows over the sea. ", count: 20)
        #expect(ScenePrompt(scene).refined(by: answer, scene: scene, limit: limit).text.count <= limit)
    }

    @Test("without an answer the prompt stays as it was")
    func unanswered() {
        let refined = ScenePrompt(scene).refined(by: "Sure!", scene: scene, limit: 1000)
        #expect(refined.text == ScenePrompt(scene).text)
        #expect(refined.notes == ["The answer is no prompt; the one before it is used."])
    }
}
