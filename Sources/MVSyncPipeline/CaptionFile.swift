package import EditModel
internal import Foundation
package import MusicAnalysis

/// Lines of lyrics with their times, as files of subtitles (SubRip, `.srt`) and of lyrics (`.lrc`).
package enum CaptionFile {
    /// Lines as SubRip subtitles.
    package static func srt(_ lines: [LyricLine]) -> String {
        srt(lines.map { (start: $0.start, end: $0.end, text: Edit.Caption.fitting($0.text)) })
    }

    /// The captions of an edit as SubRip subtitles, at the times of their frames.
    package static func srt(of edit: Edit) -> String {
        srt(
            edit.captions.map {
                (
                    start: edit.frameRate.seconds(ofFrame: $0.startFrame),
                    end: edit.frameRate.seconds(ofFrame: $0.endFrame), text: $0.text
                )
            })
    }

    /// The lyrics of a song in the LRC form, which `LyricSheet` reads again: tags where the lyrics have them, the times of words
    /// where each of a line's is known, and a time without text where a line ends before the next begins.
    package static func lrc(_ song: SongAnalysis) -> String {
        var text = ""
        var sections = song.sections[...]
        func isSung(_ section: Section) -> Bool {
            song.lyrics.contains { $0.part != nil && (section.start..<section.end).contains(middle($0)) }
        }
        for (index, line) in song.lyrics.enumerated() {
            if line.part != nil, index == 0 || song.lyrics[index - 1].part != line.part {
                while let section = sections.first, section.end <= middle(line) {
                    sections.removeFirst()
                    // Music that lies before lines already written was between them, and belongs to none.
                    let isNext = index == 0 || section.start >= song.lyrics[index - 1].start
                    if !isSung(section), isNext {
                        text += "[\(minutes(section.start))][\(section.label.rawValue)]\n"
                    }
                }
                if let section = sections.first { text += "[\(section.label.rawValue)]\n" }
            }
            let words = timedWords(of: line)
            text += "[\(minutes(line.start))]\(words ?? Edit.Caption.fitting(line.text))\n"
            let next = index + 1 < song.lyrics.count ? song.lyrics[index + 1].start : .infinity
            // Where it lasts longer than its last word, the time behind that does not say when it ends.
            let lastsLonger = words != nil && line.words.last.map { $0.end < line.end } == true
            if next - line.end > 0.01 || lastsLonger { text += "[\(minutes(line.end))]\n" }
        }
        return text
    }

    /// The captions of an edit in the LRC form, at the times of their frames.
    package static func lrc(of edit: Edit) -> String {
        let rate = edit.frameRate
        var text = ""
        for (index, caption) in edit.captions.enumerated() {
            text += "[\(minutes(rate.seconds(ofFrame: caption.startFrame)))]\(caption.text)\n"
            let next = index + 1 < edit.captions.count ? edit.captions[index + 1].startFrame : .max
            if next > caption.endFrame { text += "[\(minutes(rate.seconds(ofFrame: caption.endFrame)))]\n" }
        }
        return text
    }

    /// A line with times such as `<00:01.50>` before its words, and behind each that ends before the next begins.
    ///
    /// nil where not all of its text has times: it would be taken for sung between those of its words.
    private static func timedWords(of line: LyricLine) -> String? {
        let text = Array(Edit.Caption.fitting(line.text).utf8)
        let words = line.words.map { Edit.Caption.fitting($0.text) }
        let places = Edit.Caption.places(of: words, in: String(decoding: text, as: UTF8.self))
        var result = ""
        var end = 0
        for (index, place) in places.enumerated() {
            guard let place, text[end..<place.lowerBound].allSatisfy({ $0 == UInt8(ascii: " ") }) else {
                return nil
            }
            let start = minutes(line.words[index].start)
            if index > 0 {
                let before = minutes(line.words[index - 1].end)
                if before != start { result += "<\(before)>" }
                if end < place.lowerBound { result += " " }
            }
            result += "<\(start)>\(words[index])"
            end = place.upperBound
        }
        guard let last = line.words.last, end == text.count else { return nil }
        return result + "<\(minutes(last.end))>"
    }

    /// What is to be said of lines whose times are estimates; nil where none is.
    package static func warning(estimates: Int, of count: Int) -> String? {
        guard estimates > 0 else { return nil }
        return
            "The times of \(estimates == count ? "the" : "\(estimates) of the \(count)") lines of the lyrics are estimates, and may be wrong by many seconds; give the times, as .lrc or .srt, where they matter."
    }

    /// Writes the captions of an edit as SubRip subtitles.
    ///
    /// - Throws: `PipelineError`.
    package static func write(captionsOf edit: Edit, to path: String, overwriting: Bool) throws {
        try OutputName.write(Data(srt(of: edit).utf8), to: path, overwriting: overwriting)
    }

    private static func srt(_ cues: [(start: Double, end: Double, text: String)]) -> String {
        cues.filter { !$0.text.isEmpty }.enumerated().map { index, cue in
            let text = plain(cue.text)
            return "\(index + 1)\n\(clock(cue.start)) --> \(clock(cue.end))\n\(text)\n"
        }.joined(separator: "\n")
    }

    /// A text that players show as it is: an arrow would be taken for that between times, and what looks like a tag would be
    /// left out; a word joiner, which is not seen, keeps it from looking so.
    private static func plain(_ text: String) -> String {
        text.replacing("-->", with: "→")
            .replacing(/<(?=[A-Za-z\/])/, with: "<\u{2060}")
            .replacing("{\\", with: "{\u{2060}\\")
    }

    private static func clock(_ seconds: Double) -> String {
        let milliseconds = Int((seconds * 1000).rounded())
        return String(
            format: "%02d:%02d:%02d,%03d", milliseconds / 3_600_000, milliseconds / 60_000 % 60,
            milliseconds / 1000 % 60, milliseconds % 1000)
    }

    private static func minutes(_ seconds: Double) -> String {
        let hundredths = Int((seconds * 100).rounded())
        return String(format: "%02d:%02d.%02d", hundredths / 6000, hundredths / 100 % 60, hundredths % 100)
    }

    private static func middle(_ line: LyricLine) -> Double { (line.start + line.end) / 2 }
}
