/// What is wrong with a text of lyrics.
public struct LyricError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The line of the text at fault, counted from 1; nil where none can be told.
    public let line: Int?

    /// A sentence that can stand behind a file's name and a colon.
    public let reason: String

    /// Creates an error.
    public init(line: Int? = nil, _ reason: String) {
        self.line = line
        self.reason = reason
    }

    /// The whole sentence.
    public var description: String { line.map { "line \($0): \(reason)" } ?? reason }
}
