internal import Foundation

/// The fields of a body of `multipart/form-data`.
struct MultipartForm {
    /// The fields in their order.
    let fields: [Field]

    /// A field.
    struct Field {
        /// Its name.
        var name: String
        /// The name of the file that it is; nil for a field that is none.
        var filename: String?
        /// Its bytes.
        var data: Data

        /// The bytes as a text.
        var text: String { String(decoding: data, as: UTF8.self) }
    }

    /// Reads the body of a request; nil for a body of another kind, and for one that does not end as it must.
    init?(_ request: SeenRequest) {
        guard let type = request.headers["content-type"], type.hasPrefix("multipart/form-data"),
            let start = type.range(of: "boundary=")
        else { return nil }
        let name = type[start.upperBound...].prefix { $0 != ";" }.filter { $0 != "\"" }
        let line = Data("--\(name)".utf8)
        let end = Data("\r\n\r\n".utf8)
        guard !name.isEmpty, request.body.starts(with: line) else { return nil }
        var fields: [Field] = []
        var position = line.count
        let body = Data(request.body)
        while true {
            let rest = body[position...]
            if rest.starts(with: Data("--".utf8)) { break }
            guard let head = body.range(of: end, in: position..<body.count),
                let next = body.range(of: Data("\r\n".utf8) + line, in: head.upperBound..<body.count)
            else { return nil }
            let lines = String(decoding: body[position..<head.lowerBound], as: UTF8.self)
            guard let field = Self.parameter("name", of: lines) else { return nil }
            fields.append(
                Field(
                    name: field, filename: Self.parameter("filename", of: lines),
                    data: Data(body[head.upperBound..<next.lowerBound])))
            position = next.upperBound
        }
        self.fields = fields
    }

    /// The first field of a name.
    subscript(name: String) -> Field? { fields.first { $0.name == name } }

    private static func parameter(_ name: String, of lines: String) -> String? {
        guard
            let line = lines.components(separatedBy: "\r\n").first(where: {
                $0.lowercased().hasPrefix("content-disposition:")
            }), let start = line.range(of: "; \(name)=\"")
        else { return nil }
        return String(line[start.upperBound...].prefix { $0 != "\"" })
    }
}
