internal import EditModel
public import Foundation

/// Still pictures by Together, and by servers that speak like it: an order is answered with the picture.
public struct TogetherImages: MediaService {
    /// Still pictures.
    public typealias Order = ImageOrder

    /// `together` or what the server is called.
    public var name: String { client.service }

    let client: ServiceClient
    private let model: String

    /// Creates a service.
    package init(model: String, client: ServiceClient) {
        self.model = model
        self.client = client
    }

    /// Orders a picture, which comes with the answer.
    public func submit(_ order: ImageOrder, nonce: String, file: String) async throws -> Submission {
        let answer = try await client.json(
            "POST", "/images/generations", body(order), effect: .creates, timeout: 180,
            mostBytes: 128 << 20)
        guard let item = answer["data"]?.elements.first else {
            throw client.failure(.malformed, "answered without a picture")
        }
        if let text = item["b64_json"]?.filled {
            guard let bytes = Data(base64Encoded: text, options: .ignoreUnknownCharacters) else {
                throw client.failure(.malformed, "answered with a picture that cannot be decoded")
            }
            try client.deposit(bytes, in: file, as: .image)
        } else if let url = item["url"]?.filled {
            do {
                try await client.download(url, to: file, mostBytes: 64 << 20)
            } catch let error as ServiceError where error.code != .cannotWrite {
                // The picture is made, and there is no job that could be asked for it again.
                throw client.failure(.failed, "made a picture that was lost on its way: \(error.description)")
            }
        } else {
            throw client.failure(.malformed, "answered without a picture")
        }
        return .delivered
    }

    /// What is sent for an order.
    public func request(for order: ImageOrder) -> String? { body(order).text }

    /// Nothing: there are no jobs.
    public func status(of job: String) async throws -> JobStatus {
        .failed(client.failure(.lost, "keeps no jobs"))
    }

    /// Nothing: there are no jobs.
    public func find(_ order: ImageOrder, nonce: String, since: Date) async throws -> Finding {
        .unsearchable
    }

    /// Fetches a picture from its address.
    public func fetch(_ result: MediaResult, to file: String) async throws {
        try await client.download(result.address, to: file, mostBytes: 64 << 20)
    }

    private func body(_ order: ImageOrder) -> JSONValue {
        .object(of: [
            "model": .string(model),
            "prompt": .string(order.prompt),
            "negative_prompt": order.negative.isEmpty ? .null : .string(order.negative),
            "width": .number(order.width),
            "height": .number(order.height),
            // The quick model is made for four steps; others take their own number.
            "steps": model.contains("schnell") ? .number(4) : .null,
            "n": .number(1),
            "seed": .number(Int(order.seed & 0x7FFF_FFFF)),
            // The request says base64 what the answer calls b64_json.
            "response_format": .string("base64"),
            "output_format": .string("png"),
        ])
    }
}
