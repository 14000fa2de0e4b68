package import EditModel

extension FrameMap {
    /// Compiles an edit.
    ///
    /// Of a clip that runs at its own speed or faster, the frame that is on screen at the centre of the timeline frame
    /// is shown; see `FrameChoice` for the rest. Weights of transitions are linear:
    ///
    /// ```
    /// dissolve   from 0 to 1 over all its frames, ½ at the cut
    /// dip        black: from 0 to 1 up to the cut, back to 0 after it
    /// flash      white: 1 on the first frame, to 0 after the last
    /// ```
    ///
    /// - Parameters:
    ///   - edit: A valid edit.
    ///   - times: The frame times of the clips that the edit uses.
    /// - Complexity: O(frames · log(frames of a clip) + pieces).
    package init(_ edit: Edit, times: [Int: FrameTimes]) {
        let layers = LayerMaker(edit, times: times)
        var pictures: [Picture] = []
        pictures.reserveCapacity(edit.frameCount)
        for (index, shot) in edit.shots.enumerated() {
            for frame in 0..<shot.frameCount { pictures.append(Picture(layers.layer(index, frame))) }
        }
        for index in edit.shots.indices {
            Self.draw(transitionInto: index, of: edit, from: layers, on: &pictures)
        }
        self.init(plates: layers.plates, pictures: pictures)
    }

    /// Compiles some shots of an edit, each with more of its clip before and behind it, one after another.
    ///
    /// - Parameters:
    ///   - ranges: The shots.
    ///   - edit: A valid edit.
    ///   - times: The frame times of the clips that the edit uses.
    package init(_ ranges: [ShotRange], of edit: Edit, times: [Int: FrameTimes]) {
        let whole = FrameMap(edit, times: times)
        let layers = LayerMaker(edit, times: times)
        var pictures: [Picture] = []
        for range in ranges {
            let shot = edit.shots[range.shot]
            func further(_ frames: Range<Int>) -> [Picture] {
                frames.map { Picture(layers.layer(range.shot, $0)) }
            }
            pictures += further(-range.lead..<0)
            pictures += whole.pictures[shot.startFrame..<shot.endFrame]
            pictures += further(shot.frameCount..<shot.frameCount + range.tail)
        }
        self.init(plates: whole.plates, pictures: pictures)
    }

    /// Draws the transition into a shot.
    private static func draw(
        transitionInto index: Int, of edit: Edit, from layers: LayerMaker, on pictures: inout [Picture]
    ) {
        let shot = edit.shots[index]
        guard let transition = shot.transition else { return }
        let first = shot.startFrame - transition.framesBefore
        for frame in max(first, 0)..<min(first + transition.frames, pictures.count) {
            switch transition.kind {
            case .dissolve:
                guard index > 0 else { continue }
                let offset = frame - shot.startFrame
                pictures[frame].base = layers.layer(index - 1, edit.shots[index - 1].frameCount + offset)
                pictures[frame].over = layers.layer(index, offset)
                pictures[frame].overWeight = (256 * (2 * (frame - first) + 1)) / (2 * transition.frames)
            case .dip:
                let fromCut = Double(frame - shot.startFrame) + 0.5
                let side = Double(fromCut < 0 ? transition.framesBefore : transition.framesAfter)
                let weight = 256 * (1 - abs(fromCut) / side)
                pictures[frame].tint = Tint(isWhite: false, weight: Int(weight.rounded()))
            case .flash:
                let weight = 256 * (transition.frames - (frame - first)) / transition.frames
                pictures[frame].tint = Tint(isWhite: true, weight: weight)
            }
        }
    }
}

/// Makes the layer that a shot gives to a picture.
private struct LayerMaker {
    let plates: [FrameMap.Plate]
    private let edit: Edit
    private let choices: [Int: FrameChoice]
    private let courses: [ShotCourse]
    private let views: [PlatePlan.View]

    init(_ edit: Edit, times: [Int: FrameTimes]) {
        var plan = PlatePlan(edit, times: times)
        self.edit = edit
        choices = Dictionary(
            uniqueKeysWithValues: times.map { clip, times in
                (clip, FrameChoice(edit, clip: clip, times: times))
            })
        courses = edit.shots.map { ShotCourse($0.timeMap) }
        views = edit.shots.map { plan.view(of: $0) }
        plates = plan.plates
    }

    /// The layer of a shot at a frame counted from its first, which may lie outside it.
    func layer(_ index: Int, _ frame: Int) -> FrameMap.Layer {
        let (shot, view, moment) = (edit.shots[index], views[index], courses[index].moment(atFrame: frame))
        guard let choice = choices[shot.clip] else { preconditionFailure("a used clip has frame times") }
        return FrameMap.Layer(
            plate: view.plate,
            frames: view.madeRate.map { choice.made(at: moment.time, rate: $0) } ?? choice.frames(at: moment),
            area: view.area(of: shot, atFrame: frame), isMirrored: shot.isMirrored)
    }
}
