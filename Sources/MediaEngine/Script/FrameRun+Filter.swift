internal import EditModel

extension FrameRun {
    /// The filter graph that makes its frames; `frames`, `window`, `weights`, `mean` and `tint` are functions of the script.
    ///
    /// - Parameters:
    ///   - map: The map that the run is of.
    ///   - edit: The edit that the map is of.
    func graph(of map: FrameMap, _ edit: Edit) -> FilterGraph {
        var graph = Self.graph(of: base, input: 0, map, edit)
        if let over {
            let (width, height) = (edit.canvas.width, edit.canvas.height)
            graph.end(as: "below")
            graph.end(Self.graph(of: over, input: 1, map, edit), as: "above")
            graph.begin()
            graph.pipe("$(weights \(width)x\(height) '\(Self.table(of: overWeights))')")
            graph.end(as: "weights")
            graph.begin(with: "below", "above", "weights")
            graph.pipe("maskedmerge")
        }
        for (frame, tint) in tints.enumerated() {
            guard let tint else { continue }
            graph.pipe("$(tint \(frame) \(tint.isWhite ? 235 : 16) \(tint.weight))")
        }
        return graph
    }

    private static func graph(
        of layer: LayerRun, input: Int, _ map: FrameMap, _ edit: Edit
    ) -> FilterGraph {
        let plate = map.plates[layer.plate]
        let size = plate.size(on: edit.canvas)
        let form = "\(size.width)x\(size.height)"
        func label(_ name: String, _ number: Int = 0) -> String { "\(name)\(input)\(number)" }
        var graph = FilterGraph(from: "\(input):v")
        let count = layer.hull.count
        graph.pipe("trim=end_frame=\(count)")
        if layer.isBackward { graph.pipe("reverse") }
        let rows = layer.rows.map { FrameNumbering(showing: $0).text }
        if layer.isMean {
            graph.pipe("$(frames \(count) '\(rows[0])' \(layer.slots))")
            graph.pipe("$(mean \(layer.slots) \(form) m\(input))")
        } else if rows.count == 2 {
            graph.pipe("split")
            graph.end(as: label("s", 0), label("s", 1))
            for (number, row) in rows.enumerated() {
                graph.begin(with: label("s", number))
                graph.pipe("$(frames \(count) '\(row)')")
                graph.end(as: label("r", number))
            }
            graph.begin()
            graph.pipe("$(weights \(form) '\(table(of: layer.weights))')")
            graph.end(as: label("w"))
            graph.begin(with: label("r", 0), label("r", 1), label("w"))
            graph.pipe("maskedmerge")
        } else {
            graph.pipe("$(frames \(count) '\(rows[0])')")
        }
        if layer.hasWindow, let part = plate.part {
            let shot = edit.shots[layer.shot]
            let course = WindowCourse(
                shot, offset: layer.offset, part: part,
                geometry: WindowGeometry(clip: edit.clips[shot.clip], canvas: edit.canvas), canvas: edit.canvas)
            let (width, height) = (max(size.width, edit.canvas.width), max(size.height, edit.canvas.height))
            if (width, height) != size {
                let (right, bottom) = (width - size.width, height - size.height)
                graph.pipe("pad=\(width):\(height),fillborders=right=\(right):bottom=\(bottom):mode=smear")
            }
            graph.pipe(
                "$(window p\(input) '\(course.left)' '\(course.top)' '\(course.across)' '\(course.down)')")
            if (width, height) != (edit.canvas.width, edit.canvas.height) {
                graph.pipe("crop=\(edit.canvas.width):\(edit.canvas.height):0:0")
            }
        }
        if layer.isMirrored { graph.pipe("hflip") }
        return graph
    }

    /// Numbers by frame, as a formula of a frame's number `N`; those that come again and again are said once.
    static func table(of values: [Int]) -> String {
        let period =
            (1...max(values.count, 1)).first { period in
                values.indices.dropFirst(period).allSatisfy { values[$0] == values[$0 - period] }
            } ?? 1
        guard period > 1 else { return "\(values.first ?? 0)" }
        let number = period < values.count ? "mod(N,\(period))" : "N"
        let terms = values.prefix(period).enumerated().filter { $0.element != 0 }
        return terms.map { "\($0.element)*eq(\(number),\($0.offset))" }.joined(separator: "+")
    }
}
