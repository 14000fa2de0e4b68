internal import EditModel

/// An element of an XML document.
package struct XML: Sendable, Equatable {
    private var name: String
    private var attributes: [(name: String, value: String)]
    private var text: String?
    private var children: [XML]

    /// Creates an element with further elements in it.
    ///
    /// - Parameter attributes: In the order in which they are written; those without a value are left out.
    package init(
        _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], _ children: [XML] = []
    ) {
        self.name = name
        self.attributes = attributes.compactMap { name, value in value.map { (name, $0) } }
        self.children = children
    }

    /// Creates an element with text in it.
    package init(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:], text: String) {
        self.init(name, attributes)
        self.text = text
    }

    package static func == (a: XML, b: XML) -> Bool { a.lines == b.lines }

    /// The document: declaration, an optional document type, and this element as its root.
    package func document(type: String? = nil) -> String {
        let head = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"] + (type.map { ["<!DOCTYPE \($0)>"] } ?? [])
        return (head + lines).joined(separator: "\n") + "\n"
    }

    private var lines: [String] {
        let open = "<" + name + attributes.map { " \($0.name)=\"\(Self.escaped($0.value))\"" }.joined()
        if let text { return ["\(open)>\(Self.escaped(text))</\(name)>"] }
        guard !children.isEmpty else { return [open + "/>"] }
        return [open + ">"] + children.flatMap(\.lines).map { "  " + $0 } + ["</\(name)>"]
    }

    /// Whether a text is read again as it is.
    package static func holds(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { !isUnspeakable($0) }
    }

    /// Text that XML can hold, and that is read again as the same: what XML has no place for becomes U+FFFD.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\t", "\n", "\r": result += "&#\(scalar.value);"
            case _ where isUnspeakable(scalar): result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Whether XML has no place for a character.
    private static func isUnspeakable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\t", "\n", "\r": false
        default: scalar.value < 32 || scalar.value & 0xFFFE == 0xFFFE
        }
    }
}
