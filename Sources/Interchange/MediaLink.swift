internal import EditModel
internal import Foundation

/// How an exported timeline names its media.
package struct MediaLink: Sendable, Equatable {
    /// The folder that names are relative to; nil for absolute names.
    package var folder: String?

    /// Creates a link from a folder's absolute path, or nil for absolute names.
    package init(relativeTo folder: String?) { self.folder = folder }

    /// A file's path as it is written.
    package func path(_ absolute: String) -> String {
        folder.map { MediaPath.relative(absolute, to: $0) } ?? absolute
    }

    /// A file's URL: `file:///…`, or relative to the timeline's own file; everything but letters, digits and `-._~/`
    /// is percent-encoded.
    ///
    /// - Parameter host: What stands before the path of an absolute URL; some programs want `localhost`.
    package func url(_ absolute: String, host: String = "") -> String {
        let path = path(absolute).addingPercentEncoding(withAllowedCharacters: Self.unreserved) ?? ""
        return folder == nil ? "file://\(host)\(path)" : path
    }

    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")

    /// The last part of a path.
    package static func fileName(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}
