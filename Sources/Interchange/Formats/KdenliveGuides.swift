internal import EditModel
internal import Foundation

/// Markers as Kdenlive's guides: one at a frame, each of a category with a colour.
struct KdenliveGuides {
    /// The guides.
    let guides: String
    /// The categories.
    let categories: String

    /// The guides of markers; those at the same frame are one, of the coarsest kind.
    init(_ markers: [CutList.Marker]) {
        var categories: [Category] = []
        var guides: [Guide] = []
        for marker in markers {
            let name = visible(marker.name)
            if guides.last?.pos == marker.frame {
                guides[guides.count - 1].comment += " · \(name)"
                continue
            }
            let colour = marker.colour.code
            let known = categories.firstIndex { $0.color == colour }
            if known == nil {
                categories.append(
                    Category(color: colour, comment: Self.group(of: name), index: categories.count))
            }
            guides.append(Guide(comment: name, pos: marker.frame, type: known ?? categories.count - 1))
        }
        if categories.isEmpty { categories = [Category(color: "#9b59b6", comment: "guide", index: 0)] }
        self.categories = Self.json(categories)
        self.guides = Self.json(guides)
    }

    /// A name without its number.
    private static func group(of name: String) -> String {
        let words = name.split(separator: " ")
        let plain =
            words.last?.allSatisfy { $0.isNumber || $0 == "." } == true ? words.dropLast() : words[...]
        return plain.isEmpty ? name : plain.joined(separator: " ")
    }

    private static func json(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
    }

    private struct Category: Encodable {
        var color: String
        var comment: String
        var index: Int
    }

    private struct Guide: Encodable {
        var comment: String
        var pos: Int
        var type: Int
    }
}
