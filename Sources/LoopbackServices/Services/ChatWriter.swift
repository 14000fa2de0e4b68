internal import EditModel
internal import Foundation

/// Writes a chat answer, whole or as a stream of events.
struct ChatWriter {
    /// The answer's name.
    let id: String
    /// The model that is said to have made it.
    let model: String
    /// What it says.
    let script: ChatScript
    /// The bytes of the request, which stand for its tokens.
    let promptLength: Int

    private var usage: JSONValue {
        let prompt = promptLength / 4 + 1
        let completion = script.text.count / 4 + 1
        return [
            "prompt_tokens": .number(prompt), "completion_tokens": .number(completion),
            "total_tokens": .number(prompt + completion),
        ]
    }

    private func envelope(_ object: String, _ rest: [(String, JSONValue)]) -> JSONValue {
        let first: [(String, JSONValue)] = [
            ("id", .string(id)), ("object", .string(object)), ("created", 1_795_430_000),
            ("model", .string(model)),
        ]
        return .object((first + rest).map { JSONValue.Member(key: $0.0, value: $0.1) })
    }

    /// The answer as one JSON object.
    var whole: LoopbackAnswer {
        let choice: JSONValue = [
            "index": 0, "finish_reason": .string(script.finish), "seed": 11, "logprobs": nil,
            "message": ["role": "assistant", "content": .string(script.text), "tool_calls": []],
        ]
        return .json(
            envelope("chat.completion", [("prompt", []), ("choices", [choice]), ("usage", usage)]))
    }

    /// The answer as a stream of events.
    var stream: LoopbackAnswer {
        let events = events.map { Data($0.utf8) }
        let pieces: [Data]
        if let size = script.streaming.bytesAPiece {
            let all = events.reduce(Data(), +)
            pieces = stride(from: 0, to: all.count, by: max(1, size)).map {
                Data(all.dropFirst($0).prefix(max(1, size)))
            }
        } else {
            pieces = events
        }
        return LoopbackAnswer(
            headers: [.init("Content-Type", "text/event-stream; charset=utf-8")],
            body: .chunks(pieces, pause: script.streaming.pause))
    }

    private var events: [String] {
        let manner = script.streaming
        var contents = [""]
        for (index, character) in script.text.enumerated() {
            if index.isMultiple(of: max(1, manner.charactersAnEvent)) { contents.append("") }
            contents[contents.count - 1].append(character)
        }
        var values = contents.enumerated().map { index, text in
            chunk(delta(text, isFirst: index == 0), finish: nil)
        }
        if let error = manner.error {
            values = Array(values.prefix(max(1, values.count / 2)))
            values.append(ChatService.error(error, type: "server_error", code: nil))
            return values.map { event($0.line) }
        }
        if manner.tellsFinish {
            values.append(chunk(manner.repeatsRole ? delta("", isFirst: true) : [:], finish: script.finish))
        }
        if manner.hasUsageEvent {
            values.append(envelope("chat.completion.chunk", [("choices", []), ("usage", usage)]))
        }
        return values.map { event($0.line) } + (manner.isDone ? [event("[DONE]")] : [])
    }

    private func delta(_ text: String, isFirst: Bool) -> JSONValue {
        isFirst || script.streaming.repeatsRole
            ? ["role": "assistant", "content": .string(text)] : ["content": .string(text)]
    }

    private func chunk(_ delta: JSONValue, finish: String?) -> JSONValue {
        envelope(
            "chat.completion.chunk",
            [("choices", [["index": 0, "delta": delta, "finish_reason": JSONValue(finish)]])])
    }

    private func event(_ data: String) -> String {
        let manner = script.streaming
        let comment = manner.hasComments ? ": still here\(manner.lineEnd)" : ""
        return "\(comment)data:\(manner.hasBlank ? " " : "")\(data)\(manner.lineEnd)\(manner.lineEnd)"
    }
}
