/// The part of a file that a request asks for (RFC 9110, section 14).
enum ByteRange: Equatable {
    /// All of it: nothing else was asked for, or in a way that need not be understood.
    case whole
    /// Half-open.
    case part(Range<Int>)
    /// A part that lies behind the file's end.
    case beyond

    /// Reads the value of a `Range` header: one range of bytes; several at once are answered with the whole.
    ///
    /// - Parameters:
    ///   - header: The value; nil where there is none.
    ///   - size: The file's length.
    init(_ header: String?, of size: Int) {
        guard let match = header?.wholeMatch(of: /(?i:bytes)=[ \t]*([0-9]*)-([0-9]*)[ \t]*/) else {
            self = .whole
            return
        }
        // Numbers that are too large for an integer lie behind the end of any file.
        let (first, last) = (match.1, match.2)
        switch (first.isEmpty, last.isEmpty) {
        case (true, true): self = .whole
        case (true, false):
            let count = min(Int(last) ?? .max, size)
            self = count > 0 ? .part((size - count)..<size) : .beyond
        case (false, _):
            let start = Int(first) ?? .max
            let end = last.isEmpty ? .max : Int(last) ?? .max
            if end < start {
                self = .whole
            } else {
                self = start < size ? .part(start..<min(end, size - 1) + 1) : .beyond
            }
        }
    }
}
