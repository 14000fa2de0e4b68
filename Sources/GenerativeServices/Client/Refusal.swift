internal import EditModel
internal import Foundation

/// An answer that says no, in whatever form a service says it.
struct Refusal {
    /// The status of HTTP.
    let status: Int

    /// The service's own sentence, short and on one line; empty where it gives none.
    let message: String

    /// Its words for the kind of failure, in lower case: `type`, `code`, `status` and `error_type`.
    let words: [String]

    /// Seconds after which it wants to be asked again; nil where it does not say.
    let retryAfter: Double?

    /// Reads an answer.
    init(_ answer: HTTPAnswer, now: Date, redaction: Redaction) {
        let json = try? JSONValue(parsing: answer.body)
        self.init(answer, json, status: answer.head.status, now: now, redaction: redaction)
    }

    /// Reads an answer that has the status of a success, and says no in its body; nil for any other.
    ///
    /// Such a body has a failure's code in it and no data, or nothing but what is said of failures.
    init?(inSuccess answer: HTTPAnswer, now: Date, redaction: Redaction) {
        guard answer.body.count <= Self.longestHiddenRefusal,
            let first = answer.body.first(where: { ![9, 10, 13, 32].contains($0) }),
            first == UInt8(ascii: "{"), let json = try? JSONValue(parsing: answer.body)
        else { return nil }
        let failures = 400.0..<600.0
        let code = [json["code"]?.number, json["status"]?.number].compactMap(\.self).first(
            where: failures.contains)
        let saysWhy = ["error", "detail", "errors"].contains { json[$0].map(Self.isFilled) ?? false }
        let isOfFailure = json.members.allSatisfy {
            $0.value == .null || Self.wordsOfFailure.contains($0.key)
        }
        guard json["data"] == nil,
            json["code"]?.number.map(failures.contains) == true || saysWhy && isOfFailure
        else { return nil }
        self.init(
            answer, json, status: code.map { Int($0) } ?? answer.head.status, now: now, redaction: redaction)
    }

    private init(
        _ answer: HTTPAnswer, _ json: JSONValue?, status: Int, now: Date, redaction: Redaction
    ) {
        self.status = status
        let text = String(decoding: answer.body.prefix(2000), as: UTF8.self)
        let found = json.flatMap(Self.message) ?? (Self.isPage(text) || json != nil ? "" : text)
        let line = redaction(found).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        message = visible(String(line.prefix(300)))
        words = (json.map(Self.words) ?? []).map { $0.lowercased() }
        let isOfRate = status == 429 || status == 503
        retryAfter = Self.wait(answer.head, now: now) ?? (isOfRate ? Self.wait(in: message) : nil)
    }

    /// Longer answers with the status of a success are what was asked for.
    private static let longestHiddenRefusal = 1 << 16

    /// The keys of answers that say nothing but what went wrong.
    private static let wordsOfFailure: Set = [
        "error", "errors", "detail", "message", "msg", "code", "status", "type", "title", "instance",
        "error_type", "timestamp", "extra", "success", "request_id", "path",
    ]

    private static func isFilled(_ value: JSONValue) -> Bool {
        switch value {
        case .null, .bool(false): false
        case .string(let text): !text.isEmpty
        case .array(let elements): !elements.isEmpty
        case .object(let members): !members.isEmpty
        case .bool, .number: true
        }
    }

    /// Whether the sentence or the words hold one of these, in lower case.
    func mentions(_ parts: String...) -> Bool {
        let all = ([message.lowercased()] + words).joined(separator: " ")
        return parts.contains { all.contains($0) }
    }

    private static func isPage(_ text: String) -> Bool {
        text.drop(while: \.isWhitespace).hasPrefix("<")
    }

    private static func message(_ json: JSONValue) -> String? {
        if let text = json.string { return text }
        for key in ["error", "detail", "errors", "message", "msg", "long_message", "title"] {
            guard let value = json[key] else { continue }
            if case .array(let elements) = value {
                let parts = elements.compactMap { Self.message($0) }
                if !parts.isEmpty { return parts.joined(separator: "; ") }
            } else if let found = Self.message(value) {
                return found
            }
        }
        return nil
    }

    private static func words(_ json: JSONValue) -> [String] {
        let places = [json, json["error"], json["detail"]].compactMap(\.self)
        return places.flatMap { place in
            ["type", "code", "status", "error_type"].compactMap { place[$0]?.string }
        }
    }

    private static func wait(_ head: HTTPHead, now: Date) -> Double? {
        if let milliseconds = head["retry-after-ms"].flatMap(Double.init), milliseconds >= 0 {
            return checked(milliseconds / 1000)
        }
        if let text = head["retry-after"] {
            if let seconds = Double(text), seconds >= 0 { return checked(seconds) }
            let format = DateFormatter()
            format.locale = Locale(identifier: "en_US_POSIX")
            format.timeZone = TimeZone(identifier: "GMT")
            format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
            if let date = format.date(from: text) { return checked(max(date.timeIntervalSince(now), 0)) }
        }
        guard let reset = head["x-ratelimit-reset"].flatMap(Double.init) else { return nil }
        // Some servers say how long to wait, others until when, in seconds since 1970.
        return checked(reset > 1e9 ? max(reset - now.timeIntervalSince1970, 0) : reset)
    }

    /// Seconds that a sentence names, such as “resets in ~30s”.
    private static func wait(in sentence: String) -> Double? {
        guard let match = sentence.firstMatch(of: /in ~?(\d{1,6}(?:\.\d+)?) ?s(?:ec|\b)/) else { return nil }
        return Double(match.1).flatMap(checked)
    }

    private static func checked(_ seconds: Double) -> Double? {
        seconds.isFinite && seconds >= 0 ? min(seconds, 30 * 86_400) : nil
    }
}
