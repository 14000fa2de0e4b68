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
    init(_ answer: HTTPAnswer, now: Date) {
        status = answer.head.status
        let json = try? JSONValue(parsing: answer.body)
        let text = String(decoding: answer.body.prefix(2000), as: UTF8.self)
        let found = json.flatMap(Self.message) ?? (Self.isPage(text) || json != nil ? "" : text)
        message = visible(
            String(found.split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(300)))
        words = (json.map(Self.words) ?? []).map { $0.lowercased() }
        retryAfter = Self.wait(answer.head, now: now) ?? Self.wait(in: message)
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
            ["type", "code", "status", "error_type", "failure_code"].compactMap { place[$0]?.string }
        }
    }

    private static func wait(_ head: HTTPHead, now: Date) -> Double? {
        if let text = head["retry-after-ms"], let milliseconds = Double(text) {
            return checked(milliseconds / 1000)
        }
        if let text = head["retry-after"] {
            if let seconds = Double(text) { return checked(seconds) }
            let format = DateFormatter()
            format.locale = Locale(identifier: "en_US_POSIX")
            format.timeZone = TimeZone(identifier: "GMT")
            format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
            if let date = format.date(from: text) { return checked(max(date.timeIntervalSince(now), 0)) }
        }
        return head["x-ratelimit-reset"].flatMap(Double.init).flatMap(checked)
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
