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
            var caption = Edit.Caption(
                startFrame: start, endFrame: end, text: text, isEstimate: line.isEstimate)
            caption.words = line.words(in: caption, rate: rate)
            captions.append(caption)
        }
        return captions
    }
}

extension LyricLine {
    /// The line that a caption shows; of how sure it is, an edit holds only whether it is an estimate.
    init(_ caption: Edit.Caption, rate: FrameRate) {
        self.init(
            start: rate.seconds(ofFrame: caption.startFrame), end: rate.seconds(ofFrame: caption.endFrame),
            text: caption.text,
            words: caption.words.map {
                LyricWord(
                    text: $0.text, start: rate.seconds(ofFrame: $0.startFrame),
                    end: rate.seconds(ofFrame: $0.endFrame))
            }, confidence: caption.isEstimate ? 0 : 1, isEstimate: caption.isEstimate)
    }

    /// Those of the line's words that a caption of it can hold: they stand in its text, and have a frame of their own in it.
    ///
    /// A word has a frame at least, where its caption has one left.
    fileprivate func words(in caption: Edit.Caption, rate: FrameRate) -> [Edit.Caption.Word] {
        let sung = words.filter { $0.start < $0.end && $0.start < end && $0.end > start }
        let texts = sung.map { Edit.Caption.fitting($0.text) }
        var result: [Edit.Caption.Word] = []
        for (index, place) in Edit.Caption.places(of: texts, in: caption.text).enumerated()
        where place != nil {
            let first = max(
                rate.frame(nearest: max(sung[index].start, start)),
                result.last?.endFrame ?? caption.startFrame)
            let last = min(
                max(rate.frame(nearest: min(sung[index].end, end)), first + 1), caption.endFrame)
            guard first < last else { break }
            result.append(Edit.Caption.Word(startFrame: first, endFrame: last, text: texts[index]))
        }
        return result
    }
}
