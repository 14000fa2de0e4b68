internal import Foundation

extension SectionFile {
    /// The sections of a text with a line each: start, perhaps the end, and the name.
    ///
    /// Empty lines and those that begin with `#` are passed over, and so is what Audacity and `analyze` write beside
    /// sections: ranges of frequency (`\`), and beats, which are points named `bar.beat`.
    static func rows(ofText text: String, in path: String) throws -> [Row] {
        var rows: [Row] = []
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .enumerated()
        {
            let plain = line.drop(while: \.isWhitespace)
            guard let first = plain.first, first != "#", first != "\\" else { continue }
            guard let row = row(of: plain, place: "line \(index + 1)") else {
                throw PipelineError(
                    .unreadable,
                    "\(quoted(path)), line \(index + 1): expected the start of a section in seconds, its end, and its name."
                )
            }
            if row.end == nil, isBeat(row.name) { continue }
            rows.append(row)
        }
        return rows
    }

    private static func row(of line: Substring, place: String) -> Row? {
        let fields =
            line.contains("\t")
            ? line.split(separator: "\t", omittingEmptySubsequences: false)
            : line.split(separator: " ", omittingEmptySubsequences: true)
        guard let start = seconds(fields[0]) else { return nil }
        let end = fields.count > 1 ? seconds(fields[1]) : nil
        let name = fields.dropFirst(end == nil ? 1 : 2).joined(separator: " ")
        return Row(
            start: start, end: end == start ? nil : end, name: name.trimmingCharacters(in: .whitespaces),
            place: place)
    }

    /// A time as people write it, `62.5` or `1:02.5`; nil for what is none.
    private static func seconds(_ field: Substring) -> Double? {
        let parts = field.trimmingCharacters(in: .whitespaces)
            .split(separator: ":", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count) else { return nil }
        var sum = 0.0
        for part in parts {
            guard part.first?.isNumber == true, let number = Double(part) else { return nil }
            sum = sum * 60 + number
        }
        return sum <= longest ? sum : nil
    }

    private static func isBeat(_ name: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { Int($0).map { $0 >= 0 } == true }
    }
}
