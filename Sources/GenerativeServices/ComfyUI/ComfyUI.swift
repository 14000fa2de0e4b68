internal import EditModel
package import Foundation

/// Pictures, clips or songs by a ComfyUI server of one's own (https://docs.comfy.org), from the user's own workflow.
package struct ComfyUI<Order: ComfyUIOrder>: MediaService {
    /// `comfyui`.
    package var name: String { client.service }

    let client: ServiceClient
    private let workflow: Workflow

    /// Creates a service.
    package init(workflow: Workflow, client: ServiceClient) {
        self.workflow = workflow
        self.client = client
    }

    package func submit(_ order: Order, nonce: String, file: String) async throws -> Submission {
        var values = order.values
        if case .file(let path) = order.picture { values["image"] = .string(try await upload(path, nonce)) }
        if case .url = order.picture {
            throw client.failure(.unsupported, "takes pictures as files, not by their address")
        }
        let answer = try await client.json(
            "POST", "/prompt",
            .object(of: ["client_id": .string(nonce), "prompt": workflow.filled(with: values)]),
            effect: .creates)
        return try client.submission([answer["prompt_id"]?.filled])
    }

    /// What is sent for an order.
    package func request(for order: Order) -> String? {
        workflow.filled(with: order.values).text + (order.picture.map { "\($0)" } ?? "")
    }

    package func status(of job: String) async throws -> JobStatus {
        let history = try await client.json("GET", client.path("/history/", job), effect: .none)
        guard let entry = history[job] else {
            let queue = try await client.json("GET", "/queue", effect: .none)
            for (key, word) in [("queue_running", "running"), ("queue_pending", "queued")] {
                guard case .array(let items) = queue[key] else {
                    throw client.failure(.malformed, "answered without its queue")
                }
                if items.contains(where: { $0.elements.dropFirst().first?.string == job }) {
                    return .running(fraction: nil, word: word)
                }
            }
            // It may have been finished between the two questions.
            let again = try await client.json("GET", client.path("/history/", job), effect: .none)
            guard let entry = again[job] else {
                return client.lost(job)
            }
            return try status(entry, of: job)
        }
        return try status(entry, of: job)
    }

    private func status(_ entry: JSONValue, of job: String) throws -> JobStatus {
        switch entry["status"]?["status_str"]?.string {
        case "error": return .failed(client.givenUp(Self.reason(entry)))
        case "success":
            let results = Self.files(entry).filter { $0.use == Order.use }.map {
                MediaResult(address: $0.address, id: job)
            }
            guard !results.isEmpty else {
                throw client.failure(
                    .malformed,
                    "finished the workflow without a result of the right kind; look at its last node, and at whether it was run before with the same seed"
                )
            }
            return .finished(results)
        case let word: return .running(fraction: nil, word: visible(word ?? "running"))
        }
    }

    package func find(_ order: Order, nonce: String, since: Date) async throws -> Finding {
        let queue = try await client.json("GET", "/queue", effect: .none)
        let history = try await client.json("GET", "/history", effect: .none)
        guard queue["queue_running"] != nil, queue["queue_pending"] != nil, case .object = history else {
            throw client.failure(.malformed, "answered without its queue")
        }
        let items =
            ["queue_running", "queue_pending"].flatMap { queue[$0]?.elements ?? [] }
            + history.members.compactMap { $0.value["prompt"] }
        // Number, name, workflow, extra data, outputs.
        return .jobs(
            items.compactMap { item in
                let parts = item.elements
                guard parts.count > 3, parts[3]["client_id"]?.string == nonce else { return nil }
                return parts[1].filled
            })
    }

    package func fetch(_ result: MediaResult, to file: String) async throws {
        try await client.download(result.address, to: file)
    }

    /// Nothing, where it runs here.
    package var price: String? { client.address.isLocal ? "nothing, it runs here" : nil }

    /// Sends a picture to the server's folder of inputs.
    ///
    /// - Returns: Its name there.
    private func upload(_ path: String, _ nonce: String) async throws -> String {
        let picture = try client.picture(path)
        let word = nonce.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        let boundary = "mvsync-\(word)"
        let name = "mvsync-\(word).\(picture.ending)"
        var body = Data()
        body.append(
            Data(
                """
                --\(boundary)\r
                Content-Disposition: form-data; name="image"; filename="\(name)"\r
                Content-Type: \(picture.type)\r
                \r

                """.utf8))
        body.append(picture.bytes)
        body.append(Data("\r\n--\(boundary)--\r\n".utf8))
        let answer = try await client.data(
            "POST", "/upload/image", body, type: "multipart/form-data; boundary=\(boundary)", effect: .none,
            timeout: 120)
        guard let json = try? JSONValue(parsing: answer.body), let stored = json["name"]?.filled else {
            throw client.failure(.malformed, "did not say what it calls a picture")
        }
        return json["subfolder"]?.filled.map { "\($0)/\(stored)" } ?? stored
    }

    private static func reason(_ entry: JSONValue) -> String? {
        for message in entry["status"]?["messages"]?.elements ?? [] {
            let parts = message.elements
            guard parts.count > 1, parts[0].string == "execution_error" else { continue }
            let node = parts[1]["node_type"]?.string.map { "\($0): " } ?? ""
            return node + (parts[1]["exception_message"]?.string ?? "no reason given")
        }
        return nil
    }

    /// All files in the outputs of a finished job, whatever its nodes call them.
    private static func files(_ entry: JSONValue) -> [(address: String, use: MediaKind.Use?)] {
        (entry["outputs"]?.members ?? []).flatMap { node in
            node.value.members.flatMap { list in
                list.value.elements.compactMap { item -> (String, MediaKind.Use?)? in
                    guard let name = item["filename"]?.filled, item["type"]?.string != "temp" else {
                        return nil
                    }
                    let ending = (name as NSString).pathExtension.lowercased()
                    let kind = MediaKind.allCases.first { $0.ending == ending || $0.rawValue == ending }
                    return (Self.address(name, item), kind?.use)
                }
            }
        }
    }

    private static func address(_ name: String, _ item: JSONValue) -> String {
        var query = URLComponents()
        query.queryItems = [
            URLQueryItem(name: "filename", value: name),
            URLQueryItem(name: "subfolder", value: item["subfolder"]?.string ?? ""),
            URLQueryItem(name: "type", value: item["type"]?.string ?? "output"),
        ]
        return "/view?" + (query.percentEncodedQuery ?? "").replacing("+", with: "%2B")
    }
}
