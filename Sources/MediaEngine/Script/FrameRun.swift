internal import EditModel

/// Consecutive frames of a timeline that one command can make.
struct FrameRun {
    /// The first timeline frame.
    let start: Int
    /// The layer below.
    private(set) var base: LayerRun
    /// The layer above; nil for none.
    private(set) var over: LayerRun?
    /// The weight of the layer above at each frame, 0…255 of 256.
    private(set) var overWeights: [Int]
    /// The colour over both at each frame; nil for none.
    private(set) var tints: [FrameMap.Tint?]

    /// The number of frames.
    var count: Int { tints.count }

    /// The index of the shot that it belongs to: the one that is coming, where two are seen.
    var shot: Int { over?.shot ?? base.shot }

    /// The most bytes of frames that are held to be shown backwards.
    private static let mostBytesBackward = 256 << 20

    /// Divides a timeline into runs, none of which goes across a hard cut.
    ///
    /// - Complexity: O(frames).
    static func runs(of map: FrameMap, _ edit: Edit) -> [FrameRun] {
        let most = map.plates.map { plate in
            let size = plate.size(on: edit.canvas)
            return max(mostBytesBackward / (size.width * size.height * 3 / 2), 16)
        }
        var runs: [FrameRun] = []
        for (frame, (picture, shots)) in zip(map.pictures, shotsSeen(in: edit)).enumerated() {
            if var run = runs.popLast() {
                let isCut = picture.over == nil && edit.shots[shots.base].startFrame == frame
                let hasGoneOn = !isCut && run.append(picture, base: shots.base, over: shots.over)
                runs.append(run)
                if hasGoneOn { continue }
            }
            func layer(_ layer: FrameMap.Layer, _ shot: Int) -> LayerRun {
                LayerRun(
                    layer, shot: shot, offset: frame - edit.shots[shot].startFrame,
                    mostBackward: most[layer.plate])
            }
            runs.append(
                FrameRun(
                    start: frame, base: layer(picture.base, shots.base),
                    over: picture.over.map { layer($0, shots.over) }, overWeights: [picture.overWeight],
                    tints: [picture.tint]))
        }
        return runs
    }

    private mutating func append(_ picture: FrameMap.Picture, base shot: Int, over coming: Int) -> Bool {
        guard let form = base.form(with: picture.base, shot: shot) else { return false }
        if let layer = picture.over {
            guard let form = over?.form(with: layer, shot: coming) else { return false }
            over?.append(layer.frames, as: form)
        } else if over != nil {
            return false
        }
        base.append(picture.base.frames, as: form)
        overWeights.append(picture.overWeight)
        tints.append(picture.tint)
        return true
    }

    /// The shots that the layers of each frame show; `over` counts where there is a layer above.
    private static func shotsSeen(in edit: Edit) -> [(base: Int, over: Int)] {
        var seen = edit.shots.indices.flatMap { index in
            [(base: Int, over: Int)](repeating: (index, index), count: edit.shots[index].frameCount)
        }
        for (index, shot) in edit.shots.enumerated() where index > 0 {
            guard let transition = shot.transition, transition.kind == .dissolve else { continue }
            let first = shot.startFrame - transition.framesBefore
            for frame in max(first, 0)..<min(first + transition.frames, seen.count) {
                seen[frame] = (index - 1, index)
            }
        }
        return seen
    }
}

extension FrameMap.Plate {
    /// The size of its frames, in pixels.
    func size(on canvas: Edit.Canvas) -> (width: Int, height: Int) {
        part.map { ($0.scaledWidth, $0.scaledHeight) } ?? (canvas.width, canvas.height)
    }
}
