import Foundation
import LoopbackServices
import TestSupport
import Testing

/// The stand-in of ComfyUI, held against what its contract says.
@Suite struct ComfyUIServiceTests {
    private let service = ComfyUIService(
        files: [
            "clip.mp4": Data("a clip".utf8), "song.mp3": Data("a song".utf8), "image.png": Data("a png".utf8),
        ])

    private func workflow(seed: Int, saver: String = "SaveVideo") -> String {
        #"{"client_id":"me","prompt":{"6":{"class_type":"KSampler","inputs":{"seed":\#(seed)}},"#
            + #""9":{"class_type":"\#(saver)","inputs":{"filename_prefix":"mvsync/s1","video":["6",0]}}}}"#
    }

    @Test(
        "a prompt runs, its history is empty until it is over, and each node reports its files in its own way",
        arguments: [
            ("SaveVideo", "images", "a clip"), ("VHS_VideoCombine", "gifs", "a clip"),
            ("SaveImage", "images", "a png"), ("SaveAudioMP3", "audio", "a song"),
        ])
    func prompt(saver: String, list: String, content: String) async throws {
        let server = try await LoopbackServer(service)
        let client = LoopbackClient(url: server.url + "/api")
        let made = try await client.ask("/prompt", workflow(seed: 1, saver: saver))
        let id = try #require(made.text("prompt_id"))
        #expect(try await client.ask("/queue").text("queue_running", 0, 1) == id)
        #expect(try await client.ask("/queue").text("queue_running", 0, 3, "client_id") == "me")
        #expect(try await client.ask("/history/\(id)").body == Data("{}".utf8))
        let history = try await client.ask("/history/\(id)")
        #expect(history.text(id, "status", "status_str") == "success")
        #expect(history.text(id, "outputs", "9", list, 0, "subfolder") == "mvsync")
        let name = try #require(history.text(id, "outputs", "9", list, 0, "filename"))
        let file = try await client.ask("/view?filename=\(name)&subfolder=mvsync&type=output")
        #expect(file.body == Data(content.utf8))
        #expect(try await client.ask("/queue").count("queue_running") == 0)
        #expect(try await client.ask("/view?filename=../\(name)&type=output").status == 400)
        #expect(try await client.ask("/view?filename=other.mp4&type=output").status == 404)
        await server.stop()
    }

    @Test(
        "a prompt that fails is not completed; one that was run before has no outputs; a restart forgets all")
    func failure() async throws {
        let server = try await LoopbackServer(service)
        let client = LoopbackClient(url: server.url)
        service.book.usually(JobScript(polls: 0))
        service.book.plan(JobScript(polls: 0, failure: .init("out of memory", code: "OutOfMemoryError")))
        func run(seed: Int) async throws -> (String, LoopbackClient.Answer) {
            let id = try #require(try await client.ask("/prompt", workflow(seed: seed)).text("prompt_id"))
            return (id, try await client.ask("/history/\(id)"))
        }
        let (failed, why) = try await run(seed: 1)
        #expect(why.text(failed, "status", "status_str") == "error")
        #expect(why.number(failed, "status", "completed") == 0)
        #expect(why.text(failed, "status", "messages", 1, 1, "exception_message") == "out of memory")
        let (first, whole) = try await run(seed: 2)
        #expect(whole.count(first, "outputs") == 1)
        let (again, cached) = try await run(seed: 2)
        #expect(cached.text(again, "status", "status_str") == "success")
        #expect(cached.count(again, "outputs") == 0)
        service.book.forgetAll()
        #expect(try await client.ask("/history/\(first)").body == Data("{}".utf8))
        await server.stop()
    }

    @Test(
        "pictures are uploaded, called otherwise where the name is taken, and asked for where they are used")
    func upload() async throws {
        let server = try await LoopbackServer(service)
        let client = LoopbackClient(url: server.url)
        let folder = try ScratchFolder()
        let use =
            #"{"prompt":{"1":{"class_type":"LoadImage","inputs":{"image":"a.png"}},"#
            + #""2":{"class_type":"SaveImage","inputs":{"images":["1",0]}}}}"#
        let refused = try await client.ask("/prompt", use)
        #expect(refused.status == 400)
        #expect(refused.text("node_errors", "1", "errors", 0, "details")?.contains("a.png") == true)
        for (content, name) in [("one", "a.png"), ("one", "a.png"), ("two", "a (1).png")] {
            try Data(content.utf8).write(to: URL(fileURLWithPath: folder.file("file")))
            let form = ["-F", "image=@\(folder.file("file"));filename=a.png", "-F", "type=input"]
            #expect(try await client.ask("/upload/image", nil, form).text("name") == name)
        }
        #expect(service.uploads == ["a.png": Data("one".utf8), "a (1).png": Data("two".utf8)])
        #expect(try await client.ask("/prompt", use).status == 200)
        await server.stop()
    }

    @Test("prompts that cannot run, and pages of other sites, are refused")
    func refusal() async throws {
        let server = try await LoopbackServer(service)
        let client = LoopbackClient(url: server.url)
        for (body, type) in [
            ("{}", "no_prompt"), (#"{"prompt":{"nodes":[],"links":[]}}"#, "invalid_prompt"),
            (#"{"prompt":{"1":{"class_type":"KSampler","inputs":{}}}}"#, "prompt_no_outputs"),
            (
                #"{"prompt":{"1":{"class_type":"SaveImage","inputs":{"images":["8",0]}}}}"#,
                "prompt_outputs_failed_validation"
            ),
        ] {
            let refused = try await client.ask("/prompt", body)
            #expect(refused.status == 400)
            #expect(refused.text("error", "type") == type)
        }
        let foreign = try await client.ask(
            "/prompt", workflow(seed: 1), ["-H", "Origin: http://example.com"])
        #expect(foreign.status == 403)
        #expect(service.creates == 0)
        await server.stop()
    }
}
