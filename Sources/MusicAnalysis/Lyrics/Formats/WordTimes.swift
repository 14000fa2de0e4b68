import Foundation

/// The times of words or of segments as JSON: a list, or an object that holds one.
///
/// Words, as song generators align them: `{"word": "[Verse 1]\nGrey ", "start_s": 12.4, "end_s": 12.8, "success": true}`, whose
/// line feeds end lines. Segments, as speech recognisers give them: `{"text": "Grey sea", "start": 12.4, "end": 14}`, a line each,
/// with its words under `words` or without.
enum WordTimes {
    /// Reads lines with their times, and tags among them.
    ///
    /// A line none of whose words was found, or that would begin before the line before it, has no time.
    static func lines(of text: String) throws(LyricError) -> [LyricSheet.Line] {
        let document: Document
        do {
            document = try JSONDecoder().decode(Document.self, from: Data(text.utf8))
        } catch let DecodingError.dataCorrupted(context) where context.codingPath.isEmpty {
            throw LyricError("this is no valid JSON: \(cause(of: context))")
        } catch let DecodingError.dataCorrupted(context) {
            throw LyricError("\(entry(context.codingPath)) \(context.debugDescription)")
        } catch {
            throw LyricError(
                "expected a list of words, or one under alignedWords, aligned_words, words or segments.")
        }
        let entries = document.entries
        let lines = document.areSegments ? segments(entries) : sentences(entries)
        var last = -1.0
        return lines.map { line in
            guard let time = line.time else { return line }
            guard time.lowerBound >= last else { return LyricSheet.Line(line.text) }
            last = time.lowerBound
            return line
        }
    }

    private static func cause(of context: DecodingError.Context) -> String {
        let detail = (context.underlyingError as NSError?)?.userInfo[NSDebugDescriptionErrorKey] as? String
        let words = detail ?? context.debugDescription
        return words.hasSuffix(".") ? words : words + "."
    }

    private static func entry(_ path: [any CodingKey]) -> String {
        path.compactMap(\.intValue).first.map { "entry \($0 + 1)" } ?? "it"
    }

    // MARK: Lines

    private static func segments(_ entries: [Entry]) -> [LyricSheet.Line] {
        entries.flatMap { entry in
            let lines = entry.text.split(whereSeparator: \.isNewline)
            guard lines.count == 1, let time = entry.time else {
                return lines.map { LyricSheet.Line(String($0)) }
            }
            return [LyricSheet.Line(String(lines[0]), time: time, words: entry.words.compactMap(\.word))]
        }
    }

    /// Words joined to lines.
    private static func sentences(_ words: [Entry]) -> [LyricSheet.Line] {
        let hasBreaks = words.contains { $0.text.contains(where: \.isNewline) }
        let hasSpaces = words.contains { $0.text.contains(" ") }
        var lines: [LyricSheet.Line] = []
        var current = LyricSheet.Line("")
        func finish() {
            if current.text.contains(where: { !$0.isWhitespace }) { lines.append(current) }
            current = LyricSheet.Line("")
        }
        for word in words {
            // Without line feeds, a line ends at a pause, and where it is as long as lines are.
            if !hasBreaks, let time = word.time, let sung = current.time,
                time.lowerBound - sung.upperBound > longestPause || current.text.count > longestLine
            {
                finish()
            }
            let fragments = word.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            // A tag before or behind the word is not sung at its time.
            let sung = fragments.lastIndex { fragment in
                let text = LyricSheet.plain(fragment)
                return !text.isEmpty && LyricSheet.tag(text, hasBrackets: true) == nil
            }
            for (index, fragment) in fragments.enumerated() {
                if index > 0 { finish() }
                if !hasSpaces, !current.text.isEmpty { current.text += " " }
                current.text += fragment
                guard index == sung, let time = word.time else { continue }
                current.words.append(LyricWord(fragment, time))
                current.time =
                    current.time.map {
                        min($0.lowerBound, time.lowerBound)..<max($0.upperBound, time.upperBound)
                    } ?? time
            }
        }
        finish()
        return lines
    }

    private static let longestPause = 0.7
    private static let longestLine = 60

    // MARK: The file

    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    private struct Document: Decodable {
        var entries: [Entry]
        var areSegments: Bool

        init(from decoder: any Decoder) throws {
            if let object = try? decoder.container(keyedBy: Key.self) {
                for name in ["segments", "alignedWords", "aligned_words", "words"] {
                    let key = Key(stringValue: name)
                    guard object.contains(key) else { continue }
                    self.init(try object.decode([Entry].self, forKey: key))
                    return
                }
                // Some services wrap their answer once more.
                self = try object.decode(Document.self, forKey: Key(stringValue: "data"))
            } else {
                self.init(try decoder.singleValueContainer().decode([Entry].self))
            }
        }

        private init(_ entries: [Entry]) {
            self.entries = entries
            areSegments = !entries.contains(where: \.isWord)
        }
    }

    private struct Entry: Decodable {
        var text: String
        /// Whether it calls itself a word.
        var isWord: Bool
        /// When it is sung; nil where that was not found.
        var time: Range<Double>?
        /// The words of a segment, where they are given.
        var words: [Entry] = []

        /// It as a word; nil where its time was not found.
        var word: LyricWord? {
            time.map { LyricWord(text, $0) }
        }

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: Key.self)
            func fault(_ reason: String) -> DecodingError {
                .dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: reason))
            }
            func number(_ names: [String]) throws -> Double? {
                guard let name = names.first(where: { values.contains(Key(stringValue: $0)) }) else {
                    return nil
                }
                guard let number = try? values.decode(Double?.self, forKey: Key(stringValue: name)) else {
                    throw fault("has a time that is no number.")
                }
                return number
            }
            isWord = values.contains(Key(stringValue: "word"))
            let key = Key(stringValue: isWord ? "word" : "text")
            guard let text = try? values.decode(String.self, forKey: key) else {
                throw fault("has no word, and no text.")
            }
            self.text = text
            if !isWord {
                words = try values.decodeIfPresent([Entry].self, forKey: Key(stringValue: "words")) ?? []
            }
            let success = try? values.decode(Bool.self, forKey: Key(stringValue: "success"))
            guard let start = try number(["start_s", "startS", "start"]),
                let end = try number(["end_s", "endS", "end"]), success != false
            else { return }
            guard end >= start, end <= ClockTime.latest else {
                throw fault("must end after it begins, within four hours.")
            }
            if end > 0 { time = max(0, start)..<end }
        }
    }
}

extension LyricWord {
    /// A word without white space around it.
    fileprivate init(_ text: some StringProtocol, _ time: Range<Double>) {
        self.init(
            text: text.trimmingCharacters(in: .whitespacesAndNewlines), start: time.lowerBound,
            end: time.upperBound)
    }
}
