import Foundation
import FoundationXML

/// An element of an XML document, read by the system's own parser.
final class XMLTree {
    let name: String
    let attributes: [String: String]
    private(set) var children: [XMLTree] = []
    private(set) var text = ""

    private init(_ name: String, _ attributes: [String: String]) {
        (self.name, self.attributes) = (name, attributes)
    }

    /// The root of a document; nil where it is not well-formed.
    static func root(of document: String) -> XMLTree? {
        let reader = Reader()
        let parser = XMLParser(data: Data(document.utf8))
        parser.delegate = reader
        return parser.parse() ? reader.top.children.first : nil
    }

    subscript(_ name: String) -> String? { attributes[name] }

    /// The children of a name.
    func all(_ name: String) -> [XMLTree] { children.filter { $0.name == name } }

    /// The element at a path of names, the first of each.
    func at(_ path: String...) -> XMLTree? {
        path.reduce(self as XMLTree?) { element, name in element?.children.first { $0.name == name } }
    }

    /// The whole number that a child holds.
    func number(_ name: String) -> Int? { at(name).flatMap { Int($0.text) } }

    /// This element and all below it.
    var everything: [XMLTree] { [self] + children.flatMap(\.everything) }

    private final class Reader: NSObject, XMLParserDelegate {
        let top = XMLTree("", [:])
        private lazy var path = [top]

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
            qualifiedName: String?, attributes: [String: String]
        ) {
            let element = XMLTree(name, attributes)
            path[path.count - 1].children.append(element)
            path.append(element)
        }

        func parser(
            _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
        ) { path.removeLast() }

        func parser(_ parser: XMLParser, foundCharacters string: String) {
            path[path.count - 1].text += string
        }
    }
}
