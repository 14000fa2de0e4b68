import EditModel
import Storyboarding
import Testing

@Suite struct AnswerSchemaTests {
    /// All objects of a schema.
    private func objects(_ value: JSONValue) -> [[String: JSONValue]] {
        switch value {
        case .object(let members):
            let own = Dictionary(members.map { ($0.key, $0.value) }) { first, _ in first }
            return (own["properties"] == nil ? [] : [own]) + members.flatMap { objects($0.value) }
        case .array(let elements): return elements.flatMap(objects)
        default: return []
        }
    }

    @Test(
        "all properties are required, and no others allowed",
        arguments: [
            (AnswerSchema.songSheet, 1), (AnswerSchema.keyframes, 3), (AnswerSchema.suggestion, 3),
        ])
    func strict(schema: JSONValue, count: Int) {
        let found = objects(schema)
        #expect(found.count == count)
        for object in found {
            #expect(object["additionalProperties"] == .bool(false))
            guard case .object(let properties) = object["properties"],
                case .array(let required) = object["required"]
            else {
                Issue.record("no properties")
                continue
            }
            #expect(required == properties.map { .string($0.key) })
        }
    }

    @Test("an answer by the schema is read without a note")
    func answer() {
        let text = """
            {"title": "T", "genre": "pop", "tempo": 100, "timeSignature": "3/4", "key": "D Minor", "lyrics": "[Verse]\\nLa",
             "audioRecording": ["warm"], "vocalPerformance": ["female"]}
            """
        let reading = SongSheet.reading(text)
        #expect(reading.notes.isEmpty)
        #expect(
            reading.sheet
                == SongSheet(
                    title: "T", genre: "pop", tempo: 100, timeSignature: TimeSignature(beats: 3, unit: 4),
                    key: MusicalKey(tonic: "D", isMinor: true), lyrics: "[Verse]\nLa", recording: ["warm"],
                    vocals: ["female"]))
    }

    @Test(
        "a step with a schema can be asked for JSON, and all of its keys are named",
        arguments: PromptStep.allCases)
    func keys(step: PromptStep) throws {
        let book = PromptBook()
        let values = ["scenes": "6", "count": "2", "topic": "rain"]
        let plain = book.messages(for: step, values).user
        let user = book.messages(for: step, values, isJSON: true).user
        guard let schema = AnswerSchema.schema(for: step) else {
            #expect(user == plain)
            return
        }
        #expect(user.hasPrefix(plain))
        for object in objects(schema) {
            guard case .array(let required) = object["required"] else { continue }
            for case .string(let key) in required { #expect(user.contains("\"\(key)\""), "\(key)") }
        }
    }
}
