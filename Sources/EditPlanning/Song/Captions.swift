internal import EditModel
internal import MusicAnalysis

extension SongAnalysis {
    /// The lines of lyrics that have a frame on a timeline, none before the end of the one before.
    func captions(rate: FrameRate, frameCount: Int) -> [Edit.Caption] {
        var captions: [Edit.Caption] = []
        for line in lyrics {
            let start = max(rate.frame(nearest: line.start), captions.last?.endFrame ?? 0)
            let end = min(rate.frame(nearest: line.end), frameCount)
            let text = Edit.Caption.fitting(line.text)
            guard start < end, !text.isEmpty else { continue }
            captions.append(
                Edit.Caption(
                    startFrame: start, endFrame: end, text: text,
                    isEstimate: line.isEstimate))
        }
        return captions
    }
}

extension LyricLine {
    /// The line that a caption shows; of how sure it is, an edit holds only whether it is an estimate.
    init(_ caption: Edit.Caption, rate: FrameRate) {
        self.init(
            start: rate.seconds(ofFrame: caption.startFrame), end: rate.seconds(ofFrame: caption.endFrame),
            text: caption.text, confidence: caption.isEstimate ? 0 : 1, isEstimate: caption.isEstimate)
    }
}
