package import EditModel

/// What is on screen at each frame of an edit: a clip, and the index of one of its frames.
///
/// Pure data.
package struct FrameMap: Sendable, Equatable {
    /// One frame of one clip.
    package struct Source: Sendable, Hashable {
        /// The index of the clip in the edit.
        package var clip: Int
        /// The index of the frame in the clip, in display order.
        package var frame: Int
    }

    /// The source of each timeline frame.
    package let sources: [Source]

    private let used: [Int: [Int]]

    /// Compiles an edit.
    ///
    /// The source frame of a timeline frame is the one on screen at the centre of it.
    ///
    /// - Parameters:
    ///   - edit: A valid edit.
    ///   - times: The frame times of the clips that the edit uses.
    /// - Complexity: O(frames · log(frames of a clip) + pieces).
    package init(_ edit: Edit, times: [Int: FrameTimes]) {
        var sources: [Source] = []
        sources.reserveCapacity(edit.frameCount)
        for shot in edit.shots {
            guard let clipTimes = times[shot.clip] else { preconditionFailure("a used clip has frame times") }
            for time in shot.timeMap.sourceTimes {
                sources.append(Source(clip: shot.clip, frame: clipTimes.index(at: time)))
            }
        }
        self.sources = sources
        used = Dictionary(grouping: sources, by: \.clip).mapValues { Set($0.map(\.frame)).sorted() }
    }

    /// The frames of a clip that are ever on screen, increasing.
    package func usedFrames(ofClip clip: Int) -> [Int] {
        used[clip] ?? []
    }
}
