import EditModel
import Foundation
import LoopbackServices
import TestSupport
import Testing

@testable import GenerativeServices

struct ComfyUITests {
    private let record = Record()

    @Test(
        "places take values as they are where they stand alone, and as text within a text; only inputs have places"
    )
    func places() throws {
        let workflow = try Workflow(
            parsing: """
                {"%seed%":{"class_type":"%prompt%","_meta":{"title":"%lyrics%"},
                  "inputs":{"seed":"%seed%","text":"a %prompt% %seed% %what% 100%","list":["%width%",[1,"%x%"]],
                            "deep":{"a":{"b":"%negative%"}},"n":5,"none":null,"p":"%","pp":"%%","%height%":"%seconds%"}}}
                """, file: "w.json")
        #expect(
            workflow.places == [
                "seed", "prompt", "what", "width", "x", "negative", "seconds",
            ])
        let filled = workflow.filled(with: [
            "seed": 7, "prompt": "say \"%seed%\" \\ \n", "width": 640, "negative": "", "seconds": 4.5,
        ])
        #expect(
            filled == [
                "%seed%": [
                    "class_type": "%prompt%", "_meta": ["title": "%lyrics%"],
                    "inputs": [
                        "seed": 7, "text": "a say \"%seed%\" \\ \n 7 %what% 100%",
                        "list": [640, [1, "%x%"]],
                        "deep": ["a": ["b": ""]], "n": 5, "none": nil, "p": "%", "pp": "%%",
                        "%height%": 4.5,
                    ],
                ]
            ])
    }

    @Test(
        "what is no workflow is told so",
        arguments: [
            ("{\"nodes\":[],\"links\":[]}", "Export (API)"), ("{}", "class_type"), ("[]", "class_type"),
            ("{\"1\":{\"inputs\":{}}}", "class_type"), ("{\"1\":5}", "class_type"), ("{", "line 1"),
            ("", "line 1"),
        ])
    func noWorkflows(text: String, part: String) {
        do {
            _ = try Workflow(parsing: text, file: "w.json")
            Issue.record("It should have been refused.")
        } catch {
            #expect("\(error)".contains(part))
            #expect("\(error)".contains("“w.json”"))
        }
    }

    @Test("orders fill the places that they have values for")
    func values() {
        #expect(
            ClipOrder(prompt: "p", negative: "n", seconds: 4, aspect: (9, 16), lines: 720, seed: 1).values
                == [
                    "prompt": "p", "negative": "n", "seed": 1, "width": 720, "height": 1280, "seconds": 4,
                    "frames": 96,
                ])
        #expect(
            SongOrder(title: "t", lyrics: "l", style: "s", bpm: 90, key: "k", seed: 2).values == [
                "prompt": "s", "tags": "s", "lyrics": "l", "seed": 2, "seconds": 120, "bpm": 90, "key": "k",
            ])
        #expect(
            ImageOrder(prompt: "p", width: 3, height: 4, seed: 5).values == [
                "prompt": "p", "negative": "", "seed": 5, "width": 3, "height": 4,
            ])
    }

    @Test("a picture is sent as a form, and its name at the server stands in the workflow")
    func upload() async throws {
        let folder = try ScratchFolder()
        let picture = folder.file("a.png")
        try Sample.image.write(to: URL(fileURLWithPath: picture))
        let service = ComfyUIService(files: ["clip.mp4": Sample.clip])
        let server = try await LoopbackServer(service)
        let workflow = try Workflow(
            parsing: """
                {"1":{"class_type":"LoadImage","inputs":{"image":"%image%"}},
                 "9":{"class_type":"SaveVideo","inputs":{"filename_prefix":"s","video":["1",0],"text":"%prompt%"}}}
                """, file: "w.json")
        let comfy = ComfyUI<ClipOrder>(
            workflow: workflow, client: try record.client(server.url + "/api", key: nil))
        let order = ClipOrder(prompt: "A lighthouse", image: .file(picture))
        _ = try await comfy.submit(order, nonce: "n-1\r\n\"", file: folder.file("x"))
        #expect(service.uploads == ["mvsync-n-1.png": Sample.image])
        let sent = try #require(server.requests.last)
        #expect(sent.text("prompt", "1", "inputs", "image") == "mvsync-n-1.png")
        #expect(sent.text("client_id") == "n-1\r\n\"")
        #expect(server.requests.allSatisfy { $0.headers["origin"] == nil })
        let remote = ClipOrder(prompt: "p", image: .url("https://a.example/b"))
        #expect(
            await refusal { try await comfy.submit(remote, nonce: "n", file: "/x") }?.code == .unsupported)
        await server.stop()
    }

    @Test("a wrong workflow is told in the server's words")
    func wrongWorkflow() async throws {
        let server = try await LoopbackServer(ComfyUIService(files: [:]))
        server.inject(
            .answer(
                ComfyUIService.refusal("prompt_outputs_failed_validation", "Prompt outputs failed validation")
            ),
            on: "POST", "/prompt")
        let workflow = try Workflow(parsing: Rig.workflow, file: "w.json")
        let comfy = ComfyUI<ClipOrder>(workflow: workflow, client: try record.client(server.url, key: nil))
        let error = await refusal { try await comfy.submit(Rig.clip, nonce: "n", file: "/x") }
        #expect(error?.code == .refused)
        #expect(error?.description.contains("“Prompt outputs failed validation”") == true)
        await server.stop()
    }

    @Test("results are found whatever their node calls them, and named so that any name arrives whole")
    func results() async throws {
        let name = "a b+c&d=é?#%.MP4"
        let server = try await LoopbackServer(
            Answering { request in
                request.path == "/view"
                    ? LoopbackAnswer(body: .bytes(Sample.clip))
                    : .json([
                        "j": [
                            "status": ["status_str": "success"],
                            "outputs": [
                                "1": ["text": ["words"], "animated": [true]],
                                "2": [
                                    "gifs": [
                                        ["filename": .string(name), "subfolder": "x y/z", "type": "output"]
                                    ]
                                ],
                                "3": [
                                    "images": [["filename": "still.png"]], "audio": [["filename": "a.mp3"]],
                                ],
                            ],
                        ]
                    ])
            })
        let workflow = try Workflow(parsing: Rig.workflow, file: "w.json")
        let comfy = ComfyUI<ClipOrder>(workflow: workflow, client: try record.client(server.url, key: nil))
        guard case .finished(let results) = try await comfy.status(of: "j") else {
            Issue.record("It should be finished.")
            return
        }
        try #require(results.count == 1)
        let folder = try ScratchFolder()
        try await comfy.fetch(results[0], to: folder.file("c.mp4"))
        #expect(server.requests.last?.query == ["filename": name, "subfolder": "x y/z", "type": "output"])
        await server.stop()
    }
}
