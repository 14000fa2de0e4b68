internal import EditModel

/// Text for XML and HTML.
enum Markup {
    /// Text as both can hold it, within elements and within quoted attributes.
    ///
    /// Characters that steer, break the line or turn the direction of writing are shown as their code, those that are
    /// none are replaced.
    static func escaped(_ text: String) -> String {
        var result = ""
        // By scalars: to Swift a "<" and what joins it on either side are one character, to a browser they are not.
        for scalar in visible(text).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case _ where scalar.value & 0xFFFE == 0xFFFE: result.unicodeScalars.append("\u{FFFD}")
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
