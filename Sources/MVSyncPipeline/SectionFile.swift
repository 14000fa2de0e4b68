internal import EditModel
internal import Foundation
package import MusicAnalysis

/// A person's own sections: labels of Audacity or any text with a line each, JSON such as `analyze` prints, or JAMS.
///
/// The form is told by the content, not by the file's name.
package enum SectionFile {
    /// A section as a file has it, and where.
    struct Row {
        var start: Double
        /// nil where the next begins.
        var end: Double?
        var name: String
        /// The line, or the JSON path.
        var place: String
    }

    /// The most sections of a file.
    static let mostSections = 1000

    /// The latest time of a file in seconds.
    static let longest = 4 * 3600.0

    /// Sections that overlap by no more than this, in seconds, meet: what drawing them by hand does.
    private static let slack = 0.05

    /// Reads sections.
    ///
    /// - Parameter path: The file. Sections increase and do not overlap; a gap between them is no error.
    /// - Throws: `PipelineError` or, with the JSON path, `EditError`.
    package static func read(_ path: String) throws -> [StructureGuidance.OwnSection] {
        let text = try TextFile.read(path, kind: "sections")
        let rows = isJSON(text) ? try rows(ofJSON: text, in: path) : try rows(ofText: text, in: path)
        guard rows.contains(where: { !$0.name.isEmpty }) else {
            throw PipelineError(
                .unreadable,
                "\(quoted(path)) names no sections; write a line for each: its start in seconds, its end, its name."
            )
        }
        return try checked(rows, in: path)
    }

    private static func isJSON(_ text: String) -> Bool {
        let start = text.drop(while: \.isWhitespace)
        // "[Verse]" is a tag of lyrics.
        return start.hasPrefix("{")
            || start.hasPrefix("[")
                && start.dropFirst().first { !$0.isWhitespace }.map { "{]".contains($0) } == true
    }

    private static func checked(_ rows: [Row], in path: String) throws -> [StructureGuidance.OwnSection] {
        func refuse(_ row: Row, _ sentence: String) -> PipelineError {
            PipelineError(.unreadable, "\(quoted(path)), \(row.place): \(sentence)")
        }
        guard rows.count <= mostSections else {
            throw PipelineError(.unreadable, "\(quoted(path)) has more than \(mostSections) sections.")
        }
        for row in rows {
            guard let end = row.end, end < row.start else { continue }
            throw refuse(row, "the section ends at \(end) s, before it begins at \(row.start) s.")
        }
        for (before, row) in zip(rows, rows.dropFirst()) {
            guard row.start >= before.start + StructureGuidance.shortestSection else {
                throw refuse(
                    row,
                    "expected a section that begins half a second or more after that of \(before.place), at \(before.start) s; found \(row.start) s."
                )
            }
            if let end = before.end, end > row.start + slack {
                throw refuse(
                    row,
                    "the section begins at \(row.start) s, before that of \(before.place) ends at \(end) s.")
            }
        }
        return rows.map { .init(start: $0.start, end: $0.end, name: $0.name) }
    }
}
