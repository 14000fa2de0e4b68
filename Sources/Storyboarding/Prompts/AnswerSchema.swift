package import EditModel

/// The JSON Schemas of answers, for services that hold a language model to one.
///
/// All properties are required and no others are allowed, as strict services want it.
package enum AnswerSchema {
    /// The answer to `songSheet` and `advertSheet`.
    package static let songSheet = object([
        ("title", string("The title, without quotes.")),
        ("genre", string("One genre, such as electronic rock.")),
        (
            "tempo",
            .object(of: ["type": .string("number"), "description": .string("Beats a minute, 30 to 300.")])
        ),
        ("timeSignature", string("The metre, such as 4/4.")),
        ("key", string("The key, such as C Major or A Minor.")),
        (
            "lyrics",
            string(
                "All lines, with tags such as [Verse 1] and [Chorus] on lines of their own, divided by line feeds."
            )
        ),
        ("audioRecording", list(string("An adjective for the sound."))),
        ("vocalPerformance", list(string("An adjective for the voice; first female or male."))),
    ])

    /// The answer to `keyframes`.
    package static let keyframes = object([("scenes", list(scene(isNumbered: true)))])

    /// The answer to `suggestion`.
    package static let suggestion = object([("scenes", list(scene(isNumbered: false)))])

    /// The schema of a step's answer; nil where the answer is text.
    package static func schema(for step: PromptStep) -> JSONValue? {
        switch step {
        case .songSheet, .advertSheet: songSheet
        case .keyframes: keyframes
        case .suggestion: suggestion
        case .story, .imagePrompt, .animationPrompt, .refinement, .style, .repair: nil
        }
    }

    /// The keys of a step's answer in words, for models that are held to no schema; nil where the answer is text.
    static func keys(of step: PromptStep) -> String? {
        switch step {
        case .songSheet, .advertSheet:
            """
            "title", "genre", "tempo" (a number), "timeSignature", "key", "lyrics" (one string with line feeds and the \
            tags), "audioRecording" and "vocalPerformance" (lists of strings)
            """
        case .keyframes, .suggestion:
            """
            "scenes", a list of objects with \(step == .keyframes ? "\"number\", " : "")"title", "section", "scenario", \
            "characters" (a list of objects with "name" and "description"), "actions", "plot" and "negativePrompt"
            """
        case .story, .imagePrompt, .animationPrompt, .refinement, .style, .repair: nil
        }
    }

    private static func scene(isNumbered: Bool) -> JSONValue {
        let number: (String, JSONValue) = (
            "number",
            .object(of: ["type": .string("integer"), "description": .string("Its place, from 1.")])
        )
        return object(
            (isNumbered ? [number] : []) + [
                ("title", string("Two to five words.")),
                ("section", string("The section of the song that it is for, such as verse 1 or chorus.")),
                ("scenario", string("Place, time of day, light, weather, colours and camera.")),
                (
                    "characters",
                    list(
                        object([
                            ("name", string("The same name in each scene.")),
                            (
                                "description",
                                string("The full description, in exactly the same words in each scene.")
                            ),
                        ]))
                ),
                ("actions", string("What the characters do, in one or two sentences.")),
                ("plot", string("What happens, in one sentence.")),
                ("negativePrompt", string("What must not be seen, as words separated by commas.")),
            ])
    }

    private static func string(_ description: String) -> JSONValue {
        .object(of: ["type": .string("string"), "description": .string(description)])
    }

    private static func list(_ items: JSONValue) -> JSONValue {
        .object(of: ["type": .string("array"), "items": items])
    }

    private static func object(_ properties: [(String, JSONValue)]) -> JSONValue {
        .object(of: [
            "type": .string("object"),
            "properties": .object(properties.map { JSONValue.Member(key: $0.0, value: $0.1) }),
            "required": .array(properties.map { .string($0.0) }),
            "additionalProperties": .bool(false),
        ])
    }
}
