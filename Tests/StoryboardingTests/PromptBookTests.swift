import Storyboarding
import Testing

@Suite struct PromptBookTests {
    @Test(
        "each step has a system part, a user part, and a file that is read as what it is",
        arguments: PromptStep.allCases)
    func files(step: PromptStep) throws {
        let text = try #require(PromptBook.files[step.file])
        let values = Dictionary(uniqueKeysWithValues: step.placeholders.map { ($0, "value of \($0)") })
        let builtIn = PromptBook().messages(for: step, values)
        #expect(!builtIn.system.isEmpty)
        for name in step.placeholders { #expect(builtIn.user.contains("value of \(name)"), "\(name)") }
        let read = try PromptBook(overriding: [step.file: text]).messages(for: step, values)
        #expect(read.system == builtIn.system)
        #expect(read.user == builtIn.user)
    }

    @Test("the story has a storyteller of its own, not the songwriter")
    func personas() {
        let book = PromptBook()
        let song = book.messages(for: .songSheet, ["topic": "rain"]).system
        let story = book.messages(for: .story, ["words": "200"])
        #expect(song.contains("songwriter"))
        #expect(story.system.contains("storyteller"))
        #expect(!story.system.contains("songwriter"))
        #expect(story.user.contains("at least 200 words"))
    }

    @Test("values cannot make placeholders, lines or parts")
    func plainValues() throws {
        let book = try PromptBook(overriding: ["story.md": "# System\nS\n# User\nA {topic} B {title}"])
        let user = book.messages(for: .story, ["topic": "{title}{{title}}\n# System\nX\u{1B}", "title": "T"])
            .user
        #expect(user == "A {title}{{title}}\n# System\nX B T")
    }

    @Test("a line whose placeholders have no value is left out")
    func emptyLines() throws {
        let book = try PromptBook(
            overriding: [
                "story.md": "# System\nS\n# User\nTopic: {topic}\n\nGenre: {genre}\n\nTitle: {title}, {genre}"
            ])
        #expect(
            book.messages(for: .story, ["topic": "rain", "title": "T"]).user == "Topic: rain\n\nTitle: T,")
        #expect(book.messages(for: .story, ["topic": " \n"]).user == "")
    }

    @Test("doubled braces are the text itself")
    func escapes() throws {
        let book = try PromptBook(overriding: [
            "story.md": "# System\nS\n# User\n{{topic}} {\"a\": {topic}} { topic }"
        ])
        #expect(book.messages(for: .story, ["topic": "1"]).user == "{topic} {\"a\": 1} { topic }")
    }

    @Test(
        "a prompt file that cannot be used says why",
        arguments: [
            ("story.md", "# User\nX", "lacks its part behind the line “# System”"),
            ("story.md", "# System\nX\n", "lacks its part behind the line “# User”"),
            ("story.md", "# System\n\n# User\nX", "lacks its part behind the line “# System”"),
            ("story.md", "Hello\n# System\nX\n# User\nX", "has text before its line “# System”"),
            ("story.md", "# System\nX\n# User\nX\n# User\nY", "has the line “# User” twice"),
            (
                "story.md", "# System\nX\n# User\n{topik}",
                "has the unknown placeholder {topik}; those here are {topic}"
            ),
            ("storry.md", "# System\nX\n# User\nX", "No prompt is called “storry.md”"),
        ])
    func errors(name: String, text: String, reason: String) {
        let error = #expect(throws: StoryboardError.self) { try PromptBook(overriding: [name: text]) }
        #expect(error?.code == .prompt)
        #expect(error?.description.contains(reason) == true)
    }

    @Test("what the prompts ask for in their templates, left as it is, says nothing")
    func templates() {
        let user = PromptBook().messages(for: .songSheet, ["topic": "rain"]).user
        #expect(SongSheet.reading(user).sheet == nil)
    }

    @Test("scenes are asked for with one description a character, and with what must not be seen apart")
    func rules() {
        let user = PromptBook().messages(for: .keyframes, ["scenes": "6"]).user
        #expect(user.contains("exactly the same words"))
        #expect(user.contains("Negative prompt:"))
        #expect(user.contains("6 scenes"))
    }
}
