internal import Foundation

/// Which files are the clips: files as named, folders searched one level deep.
package enum ClipSelection {
    /// The file names' endings that count as a video clip when a folder is searched.
    static let extensions: Set<String> = [
        "mp4", "m4v", "mov", "mkv", "webm", "avi", "mpg", "mpeg", "ts", "mts", "gif", "flv",
    ]

    /// The file names' endings that count as a still picture when a folder is searched.
    static let stillExtensions: Set<String> = ["jpg", "jpeg", "png", "webp"]

    /// The names, without their endings, of pictures that players keep beside songs and videos: no clips, unless a person
    /// names the very file.
    static let artwork: Set<String> = ["cover", "folder", "thumbnail", "poster"]

    /// More clips than this are refused.
    static let mostClips = 1000

    /// The clips' absolute paths, without repeats, in the order given and by name inside a folder.
    ///
    /// - Parameter paths: Files and folders. Hidden files in folders are passed over, and pictures with the names of artwork.
    /// - Throws: `PipelineError` if a path does not exist, no clip is found, or there are too many.
    package static func clips(at paths: [String]) throws -> [String] {
        var found: [String] = []
        for path in paths {
            var isFolder: ObjCBool = false
            let absolute = absolutePath(path)
            guard FileManager.default.fileExists(atPath: absolute, isDirectory: &isFolder) else {
                throw PipelineError(.inputMissing, "\(quoted(path)) does not exist.")
            }
            guard isFolder.boolValue else {
                found.append(absolute)
                continue
            }
            let names: [String]
            do {
                names = try FileManager.default.contentsOfDirectory(atPath: absolute).sorted()
            } catch {
                throw PipelineError(
                    .unreadable, "The folder \(quoted(path)) cannot be listed; check its permissions.")
            }
            for name in names where !name.hasPrefix(".") && isClip(name) {
                var isInnerFolder: ObjCBool = false
                let clip = absolute + "/" + name
                let isThere = FileManager.default.fileExists(atPath: clip, isDirectory: &isInnerFolder)
                // What is named like a clip and leads nowhere is not passed over in silence.
                if !isThere || !isInnerFolder.boolValue { found.append(clip) }
            }
        }
        // By bytes: file systems tell names apart that are the same text to Unicode.
        var seen: Set<[UInt8]> = []
        found = found.filter { seen.insert(Array($0.utf8)).inserted }
        guard !found.isEmpty else {
            let places = paths.map(quoted).joined(separator: ", ")
            throw PipelineError(
                .noClips,
                "There is no video clip and no picture in \(places). Clips end in .mp4, .mov, .mkv, .webm and the like, still pictures in .jpg, .png, .webp."
            )
        }
        guard found.count <= mostClips else {
            throw PipelineError(
                .noClips, "\(found.count) clips are more than the \(mostClips) that mvsync takes at once.")
        }
        return found
    }

    /// Whether a file found in a folder is a clip, by its name.
    private static func isClip(_ name: String) -> Bool {
        guard let dot = name.lastIndex(of: ".") else { return false }
        let ending = name[name.index(after: dot)...].lowercased()
        return extensions.contains(ending)
            || stillExtensions.contains(ending) && !artwork.contains(name[..<dot].lowercased())
    }
}

/// A path made absolute against the current folder, with `.` and `..` resolved; symbolic links stay.
package func absolutePath(_ path: String) -> String {
    let joined = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    var parts: [Substring] = []
    for part in joined.split(separator: "/") where part != "." {
        if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
}
