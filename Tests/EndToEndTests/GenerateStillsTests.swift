import Foundation
import LoopbackServices
import TestSupport
import Testing

@Suite("mvsync generate --images")
struct GenerateStillsTests {
    @Test(
        "stills by Together, clips by Luma Agents and a song by ElevenLabs become a video, and no key goes astray"
    )
    func vendors() async throws {
        let rig = try await StillsRig()
        let first = try await rig.run(rig.beginning(image: "together", clip: "luma-agents"))
        #expect(first.status == 0, "\(first.complaints)")
        #expect(rig.together.images == 2)
        #expect(rig.agents.creates == 2)
        #expect(rig.eleven.creates == 1)
        // Each clip starts from its still.
        #expect(rig.agents.readyFiles == [rig.still, rig.still])
        let verified = try await rig.run(["verify", "job/video.mp4", "--edit", "job/video.mvsync.json"])
        #expect(verified.status == 0, "\(verified.output)")
        let again = try await rig.run(rig.resuming)
        #expect(again.complaints.contains("Nothing has changed"), "\(again.complaints)")
        #expect(rig.together.images + rig.agents.creates + rig.eleven.creates == 5)
        try checkKeys(rig, [first, again])
        await rig.stop()
    }

    @Test("stills and clips by ComfyUI, of the user's own workflows, become a video")
    func comfyUI() async throws {
        let rig = try await StillsRig()
        let outcome = try await rig.run(rig.beginning(image: "comfyui", clip: "comfyui"))
        #expect(outcome.status == 0, "\(outcome.complaints)")
        #expect(rig.comfy.creates == 4)
        #expect(Array(rig.comfy.uploads.values) == [rig.still, rig.still])
        let verified = try await rig.run(["verify", "job/video.mp4", "--edit", "job/video.mvsync.json"])
        #expect(verified.status == 0, "\(verified.output)")
        try checkKeys(rig, [outcome])
        await rig.stop()
    }

    @Test("keys that services repeat where they refuse are seen nowhere, and the job goes on to its end")
    func refusals() async throws {
        let rig = try await StillsRig()
        let (togetherKey, agentsKey, elevenKey) = (
            try #require(StillsRig.keys["TOGETHER_API_KEY"]),
            try #require(StillsRig.keys["LUMA_AGENTS_API_KEY"]),
            try #require(StillsRig.keys["ELEVENLABS_API_KEY"])
        )
        rig.elevenServer.inject(
            .answer(ElevenLabsService.refusal(400, "bad_prompt", "Refused for \(elevenKey)")), on: "POST",
            "/v1/music")
        rig.togetherServer.inject(
            .answer(ChatService.refusal(400, "NSFW, says \(togetherKey)")), on: "POST",
            "/v1/images/generations")
        rig.agents.book.plan(JobScript(failure: .init("out of budget, \(agentsKey)")))
        let first = try await rig.run(rig.beginning(image: "together", clip: "luma-agents"))
        #expect(first.status != 0)
        #expect(first.complaints.contains("NSFW"), "\(first.complaints)")
        var outcomes = [first]
        while outcomes.count < 5, outcomes.last?.status != 0 {
            outcomes.append(try await rig.run(rig.resuming))
        }
        #expect(outcomes.last?.status == 0, "\(outcomes.last?.complaints ?? "")")
        #expect(rig.agents.creates <= 4)
        #expect(rig.eleven.creates == 1)
        try checkKeys(rig, outcomes)
        await rig.stop()
    }

    /// Looks for keys in what was printed, in all files and in all requests; each service gets its own alone.
    private func checkKeys(_ rig: StillsRig, _ outcomes: [Program.Outcome]) throws {
        let search = KeySearch(keys: Array(StillsRig.keys.values))
        for outcome in outcomes { #expect(search.found(in: outcome).isEmpty, "\(outcome.complaints)") }
        #expect(try search.files(below: rig.program.folder.path) == [])
        #expect(search.found(in: rig.store.requests + rig.comfyServer.requests).isEmpty)
        for (server, variable) in [
            (rig.togetherServer, "TOGETHER_API_KEY"), (rig.agentsServer, "LUMA_AGENTS_API_KEY"),
            (rig.elevenServer, "ELEVENLABS_API_KEY"),
        ] {
            #expect(search.found(in: server.requests, besides: StillsRig.keys[variable]).isEmpty)
        }
    }
}
