import EditModel
import Foundation
import LoopbackServices
import Testing

@testable import GenerativeServices

struct FindingTests {
    private let record = Record()

    private func time(_ seconds: Double) -> String {
        Record.now.addingTimeInterval(seconds).ISO8601Format(.init(includingFractionalSeconds: true))
    }

    @Test("Luma's jobs are found by prompt and time, on whichever page they are")
    func luma() async throws {
        let jobs = (0..<250).map { index -> JSONValue in
            let prompt = [3, 120, 240].contains(index) ? Rig.clip.prompt : "Another \(index)"
            return [
                "id": .string("j\(index)"), "created_at": .string(time(600 - Double(index) * 3)),
                "request": ["prompt": .string(prompt)],
            ]
        }
        let server = try await LoopbackServer(
            Answering { request in
                let offset = Int(request.query["offset"] ?? "") ?? 0
                // This server gives fewer at a time than it is asked for.
                let page = Array(jobs.dropFirst(offset).prefix(40))
                return .json([
                    "generations": .array(page), "has_more": .bool(offset + page.count < jobs.count),
                ])
            })
        let luma = LumaDreamMachine(model: "m", client: try record.client(server.url))
        let found = try await luma.find(Rig.clip, nonce: "n", since: Record.now)
        // The one of two minutes before is another order's.
        #expect(found == .jobs(["j3", "j120"]))
        #expect(
            try await luma.find(Rig.clip, nonce: "n", since: Record.now.addingTimeInterval(400))
                == .jobs(["j3"]))
        #expect(
            try await luma.find(Rig.clip, nonce: "n", since: Record.now.addingTimeInterval(900)) == .jobs([]))
        await server.stop()
    }

    @Test("Suno's newest pair of a title is found, and no older one")
    func suno() async throws {
        func song(_ id: String, _ title: String, _ seconds: Double) -> JSONValue {
            ["id": .string(id), "title": .string(title), "created_at": .string(time(seconds))]
        }
        let songs: [JSONValue] = [
            song("e", "Another", 50), song("a", "First Light", 40), song("b", "First Light", 39.5),
            song("c", "First Light", -500), ["id": "d", "title": "First Light"],
        ]
        let server = try await LoopbackServer(Answering { _ in .json(.array(songs)) })
        let suno = SunoServer(model: nil, client: try record.client(server.url, key: nil))
        #expect(try await suno.find(Rig.song, nonce: "n", since: Record.now) == .jobs(["a,b"]))
        #expect(
            try await suno.find(Rig.song, nonce: "n", since: Record.now.addingTimeInterval(900)) == .jobs([]))
        await server.stop()
    }

    @Test("Suno's newest pair of a description is found, whatever its title; who tells nothing may be it")
    func sunoDescribed() async throws {
        func song(_ id: String, _ seconds: Double, _ rest: [(String, JSONValue)]) -> JSONValue {
            .object(
                ([("id", .string(id)), ("created_at", .string(time(seconds)))] + rest).map {
                    .init(key: $0.0, value: $0.1)
                })
        }
        let described = JSONValue.string(" " + (Rig.describedSong.description ?? "") + "\n")
        let own: [JSONValue] = [
            song("e", 50, [("gpt_description_prompt", "Another"), ("title", "")]),
            song("a", 40, [("gpt_description_prompt", described), ("title", "First Light")]),
            song("b", 39.5, [("gpt_description_prompt", described)]),
            song("c", -500, [("gpt_description_prompt", described)]),
        ]
        let words = song("d", 45, [("prompt", "[Verse 1]")])
        let old = song("f", -500, [("title", "")])
        let silent = song("g", 45, [("title", "")])
        for (songs, expected) in [
            (own + [words, old], .jobs(["a,b"])), ([words, old, own[0], own[3]], .jobs([])),
            ([silent] + own, .jobs(["a,b"])), ([silent, words], .unsearchable),
        ] as [([JSONValue], Finding)] {
            let server = try await LoopbackServer(Answering { _ in .json(.array(songs)) })
            let suno = SunoServer(model: nil, client: try record.client(server.url, key: nil))
            #expect(try await suno.find(Rig.describedSong, nonce: "n", since: Record.now) == expected)
            await server.stop()
        }
    }

    @Test("Luma's credits are in US cents")
    func credits() async throws {
        let service = LumaDreamMachineService(key: Record.key, clip: Sample.clip, credits: 1234.5)
        let server = try await LoopbackServer(service)
        let client = try record.client(server.url + LumaDreamMachineService.basePath)
        #expect(try await LumaDreamMachine(model: "m", client: client).allowance()?.words == "US$ 12.35 left")
        await server.stop()
    }
}
