internal import EditModel
public import Foundation
internal import Synchronization

/// A ComfyUI server, each route of which is there below `/api` too.
public final class ComfyUIService: LoopbackService {
    /// The jobs, which are asked about as `/history/{id}`.
    public let book = JobBook()

    /// The pictures that were uploaded, and what they may be called.
    let inputs = ComfyUIInputs()

    private let files: [String: Data]

    /// Creates a service.
    ///
    /// - Parameter files: The bytes of all results, by names such as `clip.mp4`, `song.mp3` and `image.png`, whose endings say
    ///   what they are.
    public init(files: [String: Data]) {
        self.files = files
    }

    /// How many jobs were created.
    public var creates: Int { book.creates }

    /// The pictures that were uploaded, by the names that the server gave them.
    public var uploads: [String: Data] { inputs.all }

    /// An error as `/prompt` answers it.
    ///
    /// - Parameters:
    ///   - type: Such as `prompt_outputs_failed_validation`.
    ///   - message: The sentence.
    ///   - details: What else there is to say.
    public static func refusal(_ type: String, _ message: String, details: String = "") -> LoopbackAnswer {
        refusal(type, message, details: details, nodes: [:])
    }

    static func refusal(
        _ type: String, _ message: String, details: String = "", nodes: JSONValue
    ) -> LoopbackAnswer {
        .json(
            400,
            [
                "error": [
                    "type": .string(type), "message": .string(message), "details": .string(details),
                    "extra_info": [:],
                ],
                "node_errors": nodes,
            ])
    }

    /// Answers a request.
    public func answer(_ request: SeenRequest, at baseURL: String) async -> LoopbackAnswer {
        // Pages of other sites may not use the server of who looks at them.
        if let origin = request.headers["origin"], origin != baseURL { return LoopbackAnswer(status: 403) }
        let path = request.path.hasPrefix("/api/") ? String(request.path.dropFirst(4)) : request.path
        switch (request.method, path) {
        case ("POST", "/prompt"): return submit(request)
        case ("GET", "/prompt"): return .json(["exec_info": ["queue_remaining": .number(waiting.count)]])
        case ("GET", "/history"): return .json(.object(finished.map { .init(key: $0.id, value: entry($0)) }))
        case ("GET", "/queue"): return queue()
        case ("POST", "/queue"): return remove(request)
        case ("POST", "/interrupt"): return LoopbackAnswer()
        case ("GET", "/view"): return view(request)
        case ("POST", "/upload/image"): return inputs.take(request)
        case ("GET", "/system_stats"):
            return .json(["system": ["os": "posix", "comfyui_version": "0.3.70"], "devices": []])
        case ("GET", "/object_info"):
            return .json(
                .object(ComfyUIRules.outputs.map { .init(key: $0.key, value: ["output_node": true]) }))
        case ("GET", _) where path.hasPrefix("/history/"): return history(String(path.dropFirst(9)))
        default: return .text(404, "404: Not Found")
        }
    }

    private func submit(_ request: SeenRequest) -> LoopbackAnswer {
        guard let body = request.json, body.members != nil else {
            return .text(500, "500 Internal Server Error\n\nServer got itself in trouble")
        }
        guard let prompt = body["prompt"] else {
            return Self.refusal("no_prompt", "No prompt provided", details: "No prompt provided")
        }
        if let refusal = ComfyUIRules.refusal(of: prompt, inputs: inputs) { return refusal }
        let job = book.create(body)
        return .json([
            "prompt_id": .string(job.id), "number": .number(job.number - 1), "node_errors": [:],
        ])
    }

    private var waiting: [JobBook.Job] { book.jobs.filter { !Self.isOver($0) } }

    private var finished: [JobBook.Job] { book.jobs.filter(Self.isOver) }

    private static func isOver(_ job: JobBook.Job) -> Bool {
        switch JobBook.phase(of: job) {
        case .queued, .running, .unknown: false
        case .failed, .done: true
        }
    }

    private func history(_ id: String) -> LoopbackAnswer {
        guard let (job, phase) = book.ask(id) else { return .json([:]) }
        switch phase {
        case .queued, .running: return .json([:])
        case .unknown:
            return .json([
                id: [
                    "prompt": Self.record(job), "outputs": [:],
                    "status": ["status_str": "warming_up", "completed": false, "messages": []],
                ]
            ])
        case .failed, .done: return .json([id: entry(job)])
        }
    }

    private func entry(_ job: JobBook.Job) -> JSONValue {
        let event: JSONValue
        var outputs: JSONValue = [:]
        var isDone = false
        if let failure = job.script.failure {
            event = [
                "execution_error",
                [
                    "prompt_id": .string(job.id), "node_id": "3", "node_type": "KSampler",
                    "exception_type": .string(failure.code), "exception_message": .string(failure.text),
                ],
            ]
        } else {
            event = ["execution_success", ["prompt_id": .string(job.id)]]
            isDone = true
            if !job.script.isWithoutURL, !isCached(job) { outputs = self.outputs(of: job) }
        }
        return [
            "prompt": Self.record(job), "outputs": outputs,
            "status": [
                "status_str": isDone ? "success" : "error", "completed": .bool(isDone),
                "messages": [["execution_start", ["prompt_id": .string(job.id)]], event],
            ],
        ]
    }

    /// Whether the same was asked for before, of which nothing comes a second time.
    private func isCached(_ job: JobBook.Job) -> Bool {
        book.jobs.contains {
            $0.number < job.number && $0.script.failure == nil
                && $0.request["prompt"] == job.request["prompt"]
        }
    }

    private func outputs(of job: JobBook.Job) -> JSONValue {
        var outputs: [JSONValue.Member] = []
        for node in job.request["prompt"]?.members ?? [] {
            guard let output = ComfyUIRules.outputs[node.value["class_type"]?.word ?? ""],
                let ending = files.keys.sorted().first(where: { output.holds($0) })?.split(separator: ".")
                    .last
            else { continue }
            let prefix = node.value["inputs"]?["filename_prefix"]?.word ?? "ComfyUI"
            let parts = prefix.split(separator: "/").map(String.init)
            let file: JSONValue = [
                "filename": .string("\(parts.last ?? "ComfyUI")_\(job.number)_\(node.key)_.\(ending)"),
                "subfolder": .string(parts.dropLast().joined(separator: "/")), "type": "output",
            ]
            let members: JSONValue = [output.key: [file]]
            outputs.append(
                .init(
                    key: node.key,
                    value: output.isAnimated ? [output.key: [file], "animated": [true]] : members))
        }
        return .object(outputs)
    }

    /// A job as queues and histories hold it: number, name, prompt, what came with it, the nodes to run.
    private static func record(_ job: JobBook.Job) -> JSONValue {
        let client: JSONValue = job.request["client_id"].map { ["client_id": $0] } ?? [:]
        let nodes = (job.request["prompt"]?.members ?? []).filter {
            ComfyUIRules.outputs[$0.value["class_type"]?.word ?? ""] != nil
        }
        return [
            .number(job.number - 1), .string(job.id), job.request["prompt"] ?? [:], client,
            .array(nodes.map { .string($0.key) }),
        ]
    }

    private func queue() -> LoopbackAnswer {
        let records = waiting.map(Self.record)
        return .json([
            "queue_running": .array(Array(records.prefix(1))),
            "queue_pending": .array(Array(records.dropFirst())),
        ])
    }

    private func remove(_ request: SeenRequest) -> LoopbackAnswer {
        for id in request.field("delete")?.list ?? [] { _ = book.remove(id.word ?? "") }
        return LoopbackAnswer()
    }

    private func view(_ request: SeenRequest) -> LoopbackAnswer {
        guard let name = request.query["filename"] else { return LoopbackAnswer(status: 404) }
        let type = request.query["type"] ?? "output"
        let subfolder = request.query["subfolder"] ?? ""
        guard !name.hasPrefix("/"), !name.contains(".."), ["output", "input", "temp"].contains(type) else {
            return LoopbackAnswer(status: 400)
        }
        guard !subfolder.hasPrefix("/"), !subfolder.contains("..") else { return LoopbackAnswer(status: 403) }
        let found = type == "input" ? inputs.all[name] : output(name, in: subfolder)
        guard let data = found else { return LoopbackAnswer(status: 404) }
        return MediaShelf.file(data, type: MediaShelf.type(of: name), for: request)
    }

    private func output(_ name: String, in subfolder: String) -> Data? {
        let isThere = finished.contains { job in
            outputs(of: job).members?.contains { node in
                (node.value.members ?? []).contains { list in
                    (list.value.list ?? []).contains {
                        $0["filename"]?.word == name && $0["subfolder"]?.word == subfolder
                    }
                }
            } ?? false
        }
        guard isThere, let ending = name.split(separator: ".").last else { return nil }
        return files.sorted { $0.key < $1.key }.first { $0.key.hasSuffix(".\(ending)") }?.value
    }
}
