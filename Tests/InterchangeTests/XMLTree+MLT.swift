/// What MLT's documents say, read as MLT does.
extension XMLTree {
    struct Failure: Error { var what: String }

    /// The values of a property, wherever it is.
    func values(of name: String) -> [String] {
        everything.filter { $0.name == "property" && $0["name"] == name }.map(\.text)
    }

    /// The frames of a playlist that something is in, after making sure that all lies in its producer.
    func frames(ofPlaylist id: String) throws -> Set<Int> {
        var frames: Set<Int> = []
        var frame = 0
        for element in element("playlist", id)?.children ?? [] {
            switch element.name {
            case "blank":
                frame += try attribute("length", of: element)
            case "entry":
                let (start, end) = (try attribute("in", of: element), try attribute("out", of: element) + 1)
                let name = element["producer"] ?? ""
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
        guard let element = element("producer", id) ?? element("tractor", id) else {
            throw Failure(what: "no producer \(id)")
        }
        for name in element.all("track").compactMap({ $0["producer"] }) {
            _ = try frames(ofPlaylist: name)
        }
        return try attribute("out", of: element) + 1
    }

    private func element(_ name: String, _ id: String) -> XMLTree? {
        if self.name == name, self["id"] == id { return self }
        for child in children {
            if let found = child.element(name, id) { return found }
        }
        return nil
    }

    private func attribute(_ name: String, of element: XMLTree) throws -> Int {
        guard let number = element[name].flatMap({ Int($0) }) else { throw Failure(what: "no \(name)") }
        return number
    }
}
