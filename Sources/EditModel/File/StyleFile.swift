public import Foundation

/// The file form of a style: a JSON object whose keys are all optional, described in `docs/formats/style.md`.
public enum StyleFile {
    /// Files larger than this many bytes are refused.
    private static let largestSize = 1 << 16

    /// The text of a style's file, with every key.
    public static func encode(_ style: Edit.Style) -> Data {
        Data(EditDocument.json(style).text.utf8)
    }

    /// Reads a style; what it does not say is as in the natural one.
    ///
    /// - Parameter data: JSON in UTF-8; unknown keys are refused.
    /// - Throws: `EditError`, with the JSON path of what is wrong.
    public static func decode(_ data: Data) throws(EditError) -> Edit.Style {
        guard data.count <= largestSize else {
            throw EditError(.malformed, "This is no style: it has \(data.count) bytes.")
        }
        return try EditDocument.style(JSONReader(value: JSONParser.parse([UInt8](data)), path: "$"))
    }
}
