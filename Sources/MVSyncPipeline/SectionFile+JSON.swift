internal import EditModel

extension SectionFile {
    /// The sections of JSON: a list of `start`, `end` and `label`, an object with it as `sections`, or a JAMS file.
    ///
    /// Keys that say nothing of sections are passed over.
    static func rows(ofJSON text: String, in path: String) throws(EditError) -> [Row] {
        do {
            return try rows(ofJSON: JSONReader(parsing: text))
        } catch {
            throw EditError(error.code, at: error.path, file: path, error.reason)
        }
    }

    private static func rows(ofJSON json: JSONReader) throws(EditError) -> [Row] {
        if json.isList { return try rows(json) }
        if let sections = try json.member("sections") { return try rows(sections) }
        guard let annotations = try json.member("annotations") else {
            throw EditError(
                .invalid, at: "$", "expected \"sections\", or the \"annotations\" of a JAMS file.")
        }
        return try jams(annotations)
    }

    private static func rows(_ list: JSONReader) throws(EditError) -> [Row] {
        var rows: [Row] = []
        for element in try list.elements(limit: mostSections) {
            let start = try element.required("start").decimal(0...longest)
            let end = try element.member("end")?.decimal(0...longest)
            rows.append(
                Row(
                    start: start, end: end == start ? nil : end,
                    name: try element.member("label")?.string() ?? "", place: element.path))
        }
        return rows
    }

    /// Namespaces of JAMS by how well they name sections; others that divide a song come after them.
    private static let namespaces = ["segment_salami_function", "segment_open", "segment_salami_upper"]

    private static func jams(_ annotations: JSONReader) throws(EditError) -> [Row] {
        var best: (rank: Int, data: JSONReader)?
        for annotation in try annotations.elements(limit: mostSections) {
            let namespace = try annotation.required("namespace").string()
            guard namespace.hasPrefix("segment_") else { continue }
            let rank = namespaces.firstIndex(of: namespace) ?? namespaces.count
            if rank < best?.rank ?? .max { best = (rank, try annotation.required("data")) }
        }
        guard let best else {
            throw EditError(.invalid, at: annotations.path, "expected an annotation of segments, found none.")
        }
        var rows: [Row] = []
        for element in try best.data.elements(limit: mostSections) {
            let start = try element.required("time").decimal(0...longest)
            let duration = try element.required("duration").decimal(0...longest)
            rows.append(
                Row(
                    start: start, end: duration > 0 ? start + duration : nil,
                    name: try element.required("value").string(), place: element.path))
        }
        return rows
    }
}
