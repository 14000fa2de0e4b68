package import EditModel
internal import EditPlanning
internal import Foundation

/// Styles by name or from files.
package enum StyleSource {
    /// The style of a name, or of a file: what has a slash or a dot in it, or any file that is no built-in style's name.
    ///
    /// - Throws: `PipelineError` where there is neither, `EditError` for a file that holds no style.
    package static func style(named name: String) throws -> Edit.Style {
        if let style = Edit.Style.builtIn.first(where: { $0.key == name })?.value { return style }
        guard name.contains("/") || name.contains(".") || FileManager.default.fileExists(atPath: name) else {
            let names = Edit.Style.builtIn.map(\.key).joined(separator: ", ")
            throw PipelineError(
                .inputMissing, "There is no style \(quoted(name)); there are \(names), and files of your own."
            )
        }
        let text = try TextFile.read(name, kind: "a style")
        do {
            return try StyleFile.decode(Data(text.utf8))
        } catch var error {
            error.file = name
            throw error
        }
    }
}
