internal import Foundation

/// Paths of Windows, as editors there write them for media.
enum WindowsPath {
    /// A path of Windows with `/` between its parts, relative; nil for what is none.
    ///
    /// ```
    /// C:\Users\me\a.mov        file:///C:/Users/me/a.mov        C:/Users/me/a.mov
    /// \\server\share\a.mov
    /// ```
    static func path(of url: String) -> String? {
        var text = url
        if let scheme = url.range(of: "://"), url[..<scheme.lowerBound].lowercased() == "file" {
            let rest = String(url[scheme.upperBound...])
            text = rest.removingPercentEncoding ?? rest
            if text.hasPrefix("localhost/") { text.removeFirst("localhost".count) }
            text = String(text.drop { $0 == "/" })
            return isDrive(text[...]) ? parts(text) : nil
        }
        return isDrive(text[...]) || text.hasPrefix("\\\\") ? parts(text) : nil
    }

    /// Whether a path begins with a drive's letter.
    private static func isDrive(_ path: Substring) -> Bool {
        var rest = path
        guard let letter = rest.popFirst(), letter.isASCII, letter.isLetter else { return false }
        guard let colon = rest.popFirst(), colon == ":" || colon == "|" else { return false }
        return rest.first == "\\" || rest.first == "/"
    }

    private static func parts(_ path: String) -> String? {
        let parts = path.split { $0 == "/" || $0 == "\\" }
        return parts.isEmpty ? nil : parts.joined(separator: "/")
    }
}
