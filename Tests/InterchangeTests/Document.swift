import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// An MLT document that is read by another XML parser.
struct Document {
    struct Failure: Error { var what: String }

    private let root: XMLElement

    init(_ text: String) throws {
        guard let root = try XMLDocument(data: Data(text.utf8)).rootElement() else {
            throw Failure(what: "no root")
        }
        self.root = root
    }

    /// The values of a property, wherever it is.
    func values(of name: String) throws -> [String] {
        try root.nodes(forXPath: "//property[@name='\(name)']").map { $0.stringValue ?? "" }
    }

    /// The frames of a playlist that something is in, after making sure that all lies in its producer.
    func frames(ofPlaylist id: String) throws -> Set<Int> {
        var frames: Set<Int> = []
        var frame = 0
        for case let element as XMLElement in try root.nodes(forXPath: "//playlist[@id='\(id)']/*") {
            switch element.name {
            case "blank":
                frame += try number("length", of: element)
            case "entry":
                let (start, end) = (try number("in", of: element), try number("out", of: element) + 1)
                let name = element.attribute(forName: "producer")?.stringValue ?? ""
                let length = try length(ofProducer: name)
                guard 0 <= start, start < end, end <= length else {
                    throw Failure(what: "\(start)..<\(end) of \(name) with \(length)")
                }
                frames.formUnion(frame..<frame + end - start)
                frame += end - start
            default: break
            }
        }
        return frames
    }

    /// The length of a playlist without gaps.
    func length(ofPlaylist id: String) throws -> Int {
        let frames = try frames(ofPlaylist: id)
        return frames == Set(0..<frames.count) ? frames.count : -1
    }

    private func length(ofProducer id: String) throws -> Int {
        guard
            let element = try root.nodes(forXPath: "//producer[@id='\(id)'] | //tractor[@id='\(id)']").first
                as? XMLElement
        else { throw Failure(what: "no producer \(id)") }
        for name in try element.nodes(forXPath: "track/@producer").compactMap(\.stringValue) {
            _ = try frames(ofPlaylist: name)
        }
        return try number("out", of: element) + 1
    }

    private func number(_ name: String, of element: XMLElement) throws -> Int {
        guard let number = element.attribute(forName: name)?.stringValue.flatMap({ Int($0) }) else {
            throw Failure(what: "no \(name)")
        }
        return number
    }
}
