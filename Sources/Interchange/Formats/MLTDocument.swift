internal import EditModel

/// What MLT's own documents and Kdenlive's have in common.
enum MLTDocument {
    /// The picture's size and rate.
    static func profile(of cuts: CutList) -> XML {
        let (width, height) = (cuts.canvas.width, cuts.canvas.height)
        let shape = FrameRate(width, height)
        return XML(
            "profile",
            [
                "description": "\(width)x\(height)", "width": "\(width)", "height": "\(height)",
                "progressive": "1", "sample_aspect_num": "1", "sample_aspect_den": "1",
                "display_aspect_num": "\(shape.numerator)", "display_aspect_den": "\(shape.denominator)",
                "frame_rate_num": "\(cuts.frameRate.numerator)",
                "frame_rate_den": "\(cuts.frameRate.denominator)", "colorspace": "709",
            ])
    }

    /// Something with properties: what is in it comes behind them.
    static func element(
        _ name: String, id: String? = nil, frames: Range<Int>? = nil,
        _ properties: KeyValuePairs<String, String?>,
        _ children: [XML] = []
    ) -> XML {
        XML(
            name,
            [
                "id": id, "in": frames.map { "\($0.lowerBound)" },
                "out": frames.map { "\($0.upperBound - 1)" },
            ],
            properties.compactMap { name, value in
                value.map { XML("property", ["name": name], text: $0) }
            } + children)
    }

    /// A stretch of a producer in a playlist; its end is written as its last frame.
    static func entry(_ producer: String, _ frames: Range<Int>, _ children: [XML] = []) -> XML {
        XML(
            "entry",
            ["producer": producer, "in": "\(frames.lowerBound)", "out": "\(frames.upperBound - 1)"], children)
    }

    /// Frames of nothing in a playlist; none where there are none.
    static func blank(_ frames: Int) -> [XML] {
        frames > 0 ? [XML("blank", ["length": "\(frames)"])] : []
    }

    /// What lies below all.
    static func black(id: String, of cuts: CutList) -> XML {
        element(
            "producer", id: id, frames: 0..<cuts.frameCount,
            [
                "length": "\(cuts.frameCount)", "eof": "continue", "resource": "black",
                "mlt_service": "color", "mlt_image_format": "rgba", "set.test_audio": "0",
            ])
    }

    /// Sound of two tracks that is heard together.
    static func soundMix(of track: Int, id: String? = nil, kdenlive: Bool = false) -> XML {
        element(
            "transition", id: id,
            [
                "a_track": "0", "b_track": "\(track)", "mlt_service": "mix",
                "kdenlive_id": kdenlive ? "mix" : nil, "internal_added": kdenlive ? "237" : nil,
                "always_active": "1", "accepts_blanks": "1", "sum": "1",
            ])
    }

    /// How many frames of the song are heard.
    static func songFrames(of cuts: CutList) -> Int { min(cuts.songFrameCount, cuts.frameCount) }

    /// The frames of their files that parts show.
    static func framesShown(in cuts: CutList) -> FramesShown {
        var frames = [[Int]](repeating: [], count: cuts.parts.count)
        for clip in MLTClip.all(of: cuts) { frames[clip.part] += clip.shown }
        return .known(frames)
    }

    /// Names that a document cannot hold.
    static func losses(of cuts: CutList) -> [Loss] {
        let paths = cuts.media.map(\.path) + [cuts.song.path]
        return paths.filter { !XML.holds($0) }.map { path in
            Loss(
                "The file “\(visible(MediaLink.fileName(of: path)))” is not found: XML has no place for a character in its path."
            )
        }
    }
}
