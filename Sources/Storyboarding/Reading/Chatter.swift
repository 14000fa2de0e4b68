/// What models say around the thing that was asked for.
enum Chatter {
    private static let openings = [
        "sure", "certainly", "of course", "absolutely", "okay", "ok,", "here is", "here's", "here’s",
        "here are",
        "great", "below is", "below are", "i've", "i’ve", "i have created", "i have written", "as requested",
        "based on", "thank you for", "thanks for", "the following", "this is a song", "this is the",
    ]
    private static let endings = [
        "notes:", "i hope", "hope you", "hope this", "let me know", "feel free", "please let", "please feel",
        "note:",
        "note that", "please note", "would you like", "do you want me", "if you'd like", "if you’d like",
        "if you want me", "if you need", "if you have any", "this song", "these lyrics", "the song ",
        "enjoy!",
        "is there anything", "remember,", "remember to", "disclaimer", "this template", "(note", "i tried",
        "i aimed",
        "happy to", "good luck", "copyright",
    ]
    private static let remarks = ["i hope you like", "i hope you enjoy", "let me know if"]
    private static let subjects = [
        "song", "lyric", "template", "like it", "enjoy", "help", "change", "adjust", "request", "version",
        "revis",
        "tweak", "feedback", "assist", "question", "modif", "prompt", "scene", "keyframe", "video",
        "you asked",
        "below", "need", "requirement",
    ]

    /// Whether a line introduces what follows: `Sure! Here is your song:`.
    static func isOpening(_ line: String) -> Bool {
        let lower = Markup.plain(line).lowercased()
        guard openings.contains(where: { lower.hasPrefix($0) }) else { return false }
        return lower.hasSuffix(":") || lower.hasSuffix("!") || subjects.contains { lower.contains($0) }
    }

    /// Whether a line talks about what came before, such as `I hope you like it!`.
    static func isEnding(_ line: String) -> Bool {
        let lower = Markup.plain(Markup.unlisted(line).text).lowercased()
        if lower.hasPrefix("note:") || lower.hasPrefix("notes:") { return true }
        guard
            endings.contains(where: { lower.hasPrefix($0) })
                || remarks.contains(where: { lower.contains($0) })
        else { return false }
        return subjects.contains { lower.contains($0) }
    }

    /// Whether a line is either.
    static func isAny(_ line: String) -> Bool { isOpening(line) || isEnding(line) }

    /// Whether a line right below sung ones talks about the song: it must name what no song does.
    static func isCertainEnding(_ line: String) -> Bool {
        let lower = line.lowercased()
        return isEnding(line)
            && ["song", "lyric", "template", "adjust", "changes", "request", "version", "feedback", "revis"]
                .contains {
                    lower.contains($0)
                }
    }

    /// The title that an introduction names: `Here is a song called “First Light”:`.
    static func title(in line: String) -> String? {
        guard isOpening(line) else { return nil }
        let plain = Markup.plain(line)
        for (open, close) in [("“", "”"), ("\"", "\"")] {
            guard let start = plain.firstRange(of: open),
                let end = plain[start.upperBound...].firstRange(of: close)
            else { continue }
            let before = plain[..<start.lowerBound].lowercased()
            guard
                ["called ", "titled ", "entitled ", "named ", "title "].contains(where: {
                    before.hasSuffix($0)
                })
            else { continue }
            return Markup.trimmed(plain[start.upperBound..<end.lowerBound])
        }
        return nil
    }
}
