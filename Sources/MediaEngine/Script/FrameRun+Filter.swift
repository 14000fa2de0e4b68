internal import EditModel

extension FrameRun {
    /// The filter graph that makes its frames; `frames`, `blend`, `mean`, `window` and `tint` are functions of the script.
    ///
    /// - Parameters:
    ///   - plates: The plates of the frame map that the run is of.
    ///   - edit: The edit that the map is of.
    func graph(on plates: [FrameMap.Plate], of edit: Edit) -> FilterGraph {
        var graph = Self.graph(of: base, input: 0, plates, edit)
        if let over {
            graph.end(as: "below")
            graph.begin(Self.graph(of: over, input: 1, plates, edit))
            graph.pipe("$(blend below a \(Self.places(ofWeights: overWeights)))")
        }
        for (frame, tint) in tints.enumerated() {
            guard let tint else { continue }
            graph.pipe("$(tint \(frame) \(tint.isWhite ? 235 : 16) \(tint.weight))")
        }
        return graph
    }

    private static func graph(
        of layer: LayerRun, input: Int, _ plates: [FrameMap.Plate], _ edit: Edit
    ) -> FilterGraph {
        let plate = plates[layer.plate]
        let size = plate.size(on: edit.canvas)
        func label(_ name: String, _ number: Int = 0) -> String { "\(name)\(input)\(number)" }
        var graph = FilterGraph(from: "\(input):v")
        graph.pipe("trim=end_frame=\(layer.hull.count)")
        if layer.isBackward { graph.pipe("reverse") }
        let rows = layer.rows.map { row in
            "\(layer.frames.count) \((row.last ?? 0) + 1) '\(FrameNumbering(showing: row).text)'"
        }
        if layer.isMean {
            graph.pipe("$(frames \(rows[0]) \(layer.slots))")
            graph.pipe("$(mean \(layer.slots) m\(input))")
        } else if rows.count == 2 {
            graph.pipe("split")
            graph.end(as: label("s", 0), label("s", 1))
            graph.begin(with: label("s", 0))
            graph.pipe("$(frames \(rows[0]))")
            graph.end(as: label("r"))
            graph.begin(with: label("s", 1))
            graph.pipe("$(frames \(rows[1]))")
            graph.pipe("$(blend \(label("r")) b\(input) \(places(ofWeights: layer.weights)))")
        } else {
            graph.pipe("$(frames \(rows[0]))")
        }
        if layer.hasWindow, let part = plate.part {
            let shot = edit.shots[layer.shot]
            let course = WindowCourse(
                shot, offset: layer.offset, part: part,
                geometry: WindowGeometry(clip: edit.clips[shot.clip], canvas: edit.canvas),
                canvas: edit.canvas)
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

    /// The frames at which each weight comes, such as `64:1,3 192:0,2`; a weight of 0 is left out.
    private static func places(ofWeights weights: [Int]) -> String {
        var places: [Int: [Int]] = [:]
        for (frame, weight) in weights.enumerated() where weight > 0 {
            places[weight, default: []].append(frame)
        }
        return places.sorted { $0.key < $1.key }
            .map { "\($0.key):\($0.value.map(String.init).joined(separator: ","))" }.joined(separator: " ")
    }
}
