internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// A value as the text of an answer.
struct JSONText {
    let data: Data

    /// Writes a value, its keys sorted.
    ///
    /// Values of this project hold nothing that JSON has no form for.
    init(_ value: some Encodable) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            data = try encoder.encode(value)
        } catch {
            preconditionFailure("the values of answers can be encoded: \(error)")
        }
    }
}

extension Response {
    /// An answer of JSON.
    init(_ text: JSONText, status: HTTPResponse.Status = .ok) {
        self.init(
            status: status,
            headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: text.data)))
    }

    /// An answer of text that a browser shows.
    init(html: String, policy: String) {
        self.init(
            status: .ok,
            headers: [
                .contentType: "text/html; charset=utf-8", .cacheControl: "no-store",
                .contentSecurityPolicy: policy,
            ], body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }
}
