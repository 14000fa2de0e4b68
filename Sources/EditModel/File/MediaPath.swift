/// Paths of media in edit files: relative to the file's folder, so that a project can be moved as a whole.
package enum MediaPath {
    /// A path seen from a folder; both absolute.
    ///
    /// A path that is relative already is left as it is.
    package static func relative(_ path: String, to folder: String) -> String {
        guard path.hasPrefix("/"), folder.hasPrefix("/") else { return path }
        let target = parts(path)
        let base = parts(folder)
        var common = 0
        while common < min(target.count - 1, base.count), target[common] == base[common] { common += 1 }
        let up = [Substring](repeating: "..", count: base.count - common)
        return (up + target[common...]).joined(separator: "/")
    }

    /// The absolute path of what is named relative to a folder.
    static func absolute(_ path: String, from folder: String) -> String {
        "/" + parts(path.hasPrefix("/") ? path : folder + "/" + path).joined(separator: "/")
    }

    private static func parts(_ path: String) -> [Substring] {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts
    }
}
