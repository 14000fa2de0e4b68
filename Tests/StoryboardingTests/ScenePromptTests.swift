import Storyboarding
import TestSupport
import Testing

@Suite struct ScenePromptTests {
    private let scene = Keyframe(
        number: 1, title: "First Light", scenario: "A lighthouse on a cliff at dawn",
        characters: [
            Keyframe.Character(name: "Mara", description: "a woman in a red coat"),
            Keyframe.Character(name: "Tom", description: "a tall man"),
        ], actions: "Mara climbs the stairs.\nTom waits.", plot: "The lamp goes out", negative: "text,\nlogos"
    )

    @Test("a prompt is one paragraph of all that the scene says")
    func paragraph() {
        let prompt = ScenePrompt(scene, style: "35 mm film, muted colours")
        #expect(
            prompt.text
                == "A lighthouse on a cliff at dawn. Mara: a woman in a red coat. Tom: a tall man. Mara climbs the stairs. Tom waits. The lamp goes out. 35 mm film, muted colours."
        )
        #expect(prompt.negative == "text, logos")
        #expect(prompt.fitted(toCharacters: 1000).dropped.isEmpty)
    }

    @Test(
        "what matters least goes first",
        arguments: [
            (171, 0, [String]()),
            (150, 1, ["the plot"]),
            (125, 2, ["the plot", "the style"]),
            (110, 3, ["the plot", "the style", "the description of Tom"]),
            (95, 4, ["the plot", "the style", "the description of Tom", "the description of Mara"]),
        ])
    func order(limit: Int, count: Int, dropped: [String]) {
        let fitted = ScenePrompt(scene, style: "35 mm film, muted colours").fitted(toCharacters: limit)
        #expect(fitted.text.count <= limit)
        #expect(fitted.dropped == dropped)
        #expect(fitted.text.hasPrefix("A lighthouse on a cliff at dawn. Mara"))
    }

    @Test("a prompt is never longer than the limit, nor cut inside a word", arguments: 0..<100)
    func limits(seed: UInt64) {
        var random = MadeRandom(seed: seed)
        guard let scene = MadeSong.storyboard(&random).scenes.last else { return }
        let prompt = ScenePrompt(scene, style: "film grain")
        let words = Set(
            prompt.text.split(separator: " ").flatMap { [$0, $0.trimming(".:,;")] } + [
                "Mara.", "Old", "Tom.", "朝子.", "朝",
            ])
        for limit in [20, 31, 50, 77, 120, 200, 1000] {
            let text = prompt.fitted(toCharacters: limit).text
            #expect(text.count <= limit)
            #expect(text.count >= ScenePrompt.shortest)
            for word in text.split(separator: " ") {
                #expect(words.contains(word) || words.contains(word.trimming(".:,;")), "\(word) of \(text)")
            }
        }
    }

    @Test("writing without spaces is cut between characters")
    func ideographs() {
        let scene = Keyframe(number: 1, title: "", scenario: String(repeating: "灰色の海。", count: 40))
        let text = ScenePrompt(scene).fitted(toCharacters: 33).text
        #expect(text.count <= 33)
        #expect(text.hasSuffix("海。"))
    }

    @Test(
        "a scene that says nothing has a prompt of three characters at least",
        arguments: ["", "a", "\u{1B}\u{0}", "…"])
    func empty(text: String) {
        let prompt = ScenePrompt(Keyframe(number: 4, title: "", scenario: text))
        #expect(prompt.text.count >= 3)
        #expect(prompt.fitted(toCharacters: 0).text.count >= 3)
    }

    @Test("a word longer than the limit leaves the scene's number")
    func longWord() {
        let scene = Keyframe(number: 4, title: "T", scenario: String(repeating: "a", count: 100))
        #expect(ScenePrompt(scene).fitted(toCharacters: 50).text == "Scene 4.")
    }
}

extension Substring {
    fileprivate func trimming(_ characters: String) -> Substring {
        var rest = self
        while let last = rest.last, characters.contains(last) { rest.removeLast() }
        return rest
    }
}
