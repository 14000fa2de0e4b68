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
        var plan = PlatePlan(edit, times: times)
        let choices = Dictionary(
            uniqueKeysWithValues: times.map { clip, times in
                (clip, FrameChoice(edit, clip: clip, times: times))
            })
        let courses = edit.shots.map { ShotCourse($0.timeMap) }
        let views = edit.shots.map { plan.view(of: $0) }
        func layer(_ index: Int, _ frame: Int) -> Layer {
            let (shot, view, moment) = (
                edit.shots[index], views[index], courses[index].moment(atFrame: frame)
            )
            guard let choice = choices[shot.clip] else { preconditionFailure("a used clip has frame times") }
            return Layer(
                plate: view.plate,
                frames: view.madeRate.map { choice.made(at: moment.time, rate: $0) }
                    ?? choice.frames(at: moment),
                area: view.area(of: shot, atFrame: frame), isMirrored: shot.isMirrored)
        }
        var pictures: [Picture] = []
        pictures.reserveCapacity(edit.frameCount)
        for (index, shot) in edit.shots.enumerated() {
            for frame in 0..<shot.frameCount { pictures.append(Picture(layer(index, frame))) }
        }
        for (index, shot) in edit.shots.enumerated() {
            guard let transition = shot.transition else { continue }
            let first = shot.startFrame - transition.framesBefore
            for frame in max(first, 0)..<min(first + transition.frames, pictures.count) {
                switch transition.kind {
                case .dissolve:
                    guard index > 0 else { continue }
                    let offset = frame - shot.startFrame
                    pictures[frame].base = layer(index - 1, edit.shots[index - 1].frameCount + offset)
                    pictures[frame].over = layer(index, offset)
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
        self.init(plates: plan.plates, pictures: pictures)
    }
}
