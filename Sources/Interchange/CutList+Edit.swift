package import EditModel

extension CutList {
    /// What is known of a file beside what an edit says.
    package struct FileFacts: Sendable, Equatable {
        /// Frames a second.
        package var frameRate: FrameRate
        /// The place of its first frame on its own clock, in its own frames.
        package var startTimecode: Int

        /// Creates facts.
        package init(frameRate: FrameRate, startTimecode: Int = 0) {
            self.frameRate = frameRate
            self.startTimecode = startTimecode
        }
    }

    /// A shot that was rendered to a file of its own, at the timeline's rate and size.
    package struct BakedShot: Sendable, Equatable {
        /// The file's absolute path.
        package var path: String
        /// The frames in it before the shot's first.
        package var lead: Int
        /// The frames in it behind the shot's last.
        package var tail: Int
        /// Whether the transition into the shot is in its pictures.
        package var hasTransition: Bool

        /// Creates a baked shot.
        package init(path: String, lead: Int, tail: Int, hasTransition: Bool) {
            self.path = path
            self.lead = lead
            self.tail = tail
            self.hasTransition = hasTransition
        }
    }

    /// Turns an edit into parts of constant speed.
    ///
    /// - Parameters:
    ///   - edit: A valid edit with absolute paths.
    ///   - name: The timeline's name.
    ///   - facts: What is known of the clips that the edit shows, by their index.
    ///   - song: The song's file.
    ///   - baked: The shots that were rendered, by their index.
    ///   - finest: The finest markers that are wanted; nil for none.
    ///   - link: How the files are named.
    /// - Complexity: O(frames).
    package init(
        _ edit: Edit, name: String, facts: [Int: FileFacts], song: Sound, baked: [Int: BakedShot] = [:],
        markers finest: Marker.Kind? = .beat, link: MediaLink
    ) {
        self.name = name
        frameRate = edit.frameRate
        frameCount = edit.frameCount
        canvas = edit.canvas
        self.song = song
        self.link = link
        self.edit = edit
        (media, parts) = ([], [])
        markers = finest.map { Self.markers(of: edit, upTo: $0) } ?? []
        var clipMedia: [Int: Int] = [:]
        for (index, shot) in edit.shots.enumerated() {
            if let file = baked[index] {
                parts.append(part(of: edit, shot: index, from: file))
                continue
            }
            let number = clipMedia[shot.clip] ?? media.count
            if clipMedia[shot.clip] == nil {
                clipMedia[shot.clip] = number
                media.append(Media(edit.clips[shot.clip], facts: facts[shot.clip], at: edit.frameRate))
            }
            append(shot, of: edit, as: index, media: number)
        }
        fitTransitions()
    }

    /// The parts of an edit alone, as they are without rendered shots.
    init(partsOf edit: Edit) {
        self.init(
            edit, name: "", facts: [:],
            song: Sound(
                path: edit.song.path, duration: edit.song.duration, sampleRate: 1, channelCount: 1),
            markers: nil, link: MediaLink(relativeTo: nil))
    }

    /// The single part of a shot that was rendered.
    private mutating func part(of edit: Edit, shot index: Int, from file: BakedShot) -> Part {
        let shot = edit.shots[index]
        media.append(
            Media(
                path: file.path, frameCount: file.lead + shot.frameCount + file.tail,
                frameRate: edit.frameRate, startTimecode: 0, width: edit.canvas.width,
                height: edit.canvas.height, isStill: false, bakedShot: index,
                hasTransition: file.hasTransition))
        return Part(
            startFrame: shot.startFrame, frameCount: shot.frameCount, media: media.count - 1,
            sourceStart: file.lead, sourceEnd: file.lead + shot.frameCount, shot: index, index: 0, count: 1,
            transition: file.hasTransition ? nil : shot.transition, windows: [], isMirrored: false,
            position: Self.position(ofFrame: shot.startFrame, in: edit),
            section: edit.section(atFrame: shot.startFrame)?.name ?? "", reason: shot.reason)
    }

    /// Appends the parts of a shot that is taken from its clip.
    private mutating func append(_ shot: Shot, of edit: Edit, as index: Int, media number: Int) {
        let file = media[number]
        let runs =
            file.isStill
            ? [Run(frameCount: shot.frameCount, sourceStart: 0, sourceEnd: shot.frameCount)]
            : Self.runs(of: shot.timeMap, at: frameRate, length: file.frameCount)
        var frame = shot.startFrame
        for (place, run) in runs.enumerated() {
            let offset = frame - shot.startFrame
            parts.append(
                Part(
                    startFrame: frame, frameCount: run.frameCount, media: number,
                    sourceStart: run.sourceStart, sourceEnd: run.sourceEnd, shot: index, index: place,
                    count: runs.count, transition: place == 0 ? shot.transition : nil,
                    windows: shot.windows.map {
                        Shot.WindowKey(frame: $0.frame - offset, window: $0.window)
                    },
                    isMirrored: shot.isMirrored, position: Self.position(ofFrame: frame, in: edit),
                    section: edit.section(atFrame: shot.startFrame)?.name ?? "",
                    reason: shot.reason))
            frame += run.frameCount
        }
    }

    private static func position(ofFrame frame: Int, in edit: Edit) -> String {
        edit.position(ofFrame: frame).map { "\($0.bar).\($0.beat)" } ?? ""
    }

    /// Shortens dissolves for which the part or the file on either side has too few frames; without two the cut is hard.
    private mutating func fitTransitions() {
        for index in parts.indices.dropFirst() {
            guard let transition = parts[index].dissolve else { continue }
            let (last, next) = (parts[index - 1], parts[index])
            let taken = last.dissolve?.framesAfter ?? 0
            let before = min(last.frameCount - taken - 1, framesBefore(next))
            let after = min(next.frameCount - 1, framesLeft(in: last))
            let frames = min(transition.frames, 2 * before + 1, 2 * after)
            parts[index].transition = frames < 2 ? nil : Shot.Transition(kind: .dissolve, frames: frames)
        }
    }

    /// How many more timeline frames a part could last.
    private func framesLeft(in part: Part) -> Int {
        guard !part.isFrozen, !media[part.media].isStill else { return .max / 4 }
        let left = part.isBackward ? part.sourceEnd : media[part.media].frameCount - part.sourceEnd
        return Int(Double(left) / abs(part.speed))
    }

    /// How many timeline frames earlier a part could begin.
    private func framesBefore(_ part: Part) -> Int {
        guard !part.isFrozen, !media[part.media].isStill else { return .max / 4 }
        let left = part.isBackward ? media[part.media].frameCount - part.sourceStart : part.sourceStart
        return Int(Double(left) / abs(part.speed))
    }
}

extension CutList.Media {
    /// A clip as a file.
    init(_ clip: Footage, facts: CutList.FileFacts?, at rate: FrameRate) {
        self.init(
            path: clip.path, frameCount: max(Int(clip.duration * rate.framesPerSecond + 1e-3), 1),
            frameRate: facts?.frameRate ?? FrameRate(nearest: clip.framesPerSecond),
            startTimecode: facts?.startTimecode ?? 0, width: clip.displayWidth, height: clip.displayHeight,
            isStill: clip.isStill, bakedShot: nil, hasTransition: false)
    }
}

extension FrameRate {
    /// The usual rate next to a measured one: within a thousandth of it, or else the measured one in thousandths.
    ///
    /// Rates such as 2999/100, which files of phones and screens have, are refused by editors.
    package init(nearest framesPerSecond: Double) {
        let usual =
            [(24000, 1001), (24, 1), (25, 1), (30000, 1001), (30, 1), (48, 1), (50, 1)]
            + [(60000, 1001), (60, 1), (120000, 1001), (120, 1)]
        let rates = usual.map { FrameRate($0.0, $0.1) }
        let near = rates.min {
            abs($0.framesPerSecond - framesPerSecond) < abs($1.framesPerSecond - framesPerSecond)
        }
        if let near, abs(near.framesPerSecond / framesPerSecond - 1) < 4e-4 {
            self = near
        } else {
            self.init(max(Int((framesPerSecond * 1000).rounded()), 1), 1000)
        }
    }
}
