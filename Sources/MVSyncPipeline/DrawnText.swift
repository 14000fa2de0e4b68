package import EditModel

/// Texts that are drawn into pictures, as scripts of the form ASS (https://github.com/libass/libass/wiki/ASS-File-Format-Guide).
///
/// Sizes are shares of the canvas's, so that they can be read on any: lines break by themselves, and are outlined.
package enum DrawnText {
    /// The captions of an edit, in the middle at the bottom; where the times of words are known, each takes another colour from
    /// its left to its right while it is sung, and keeps it.
    package static func captions(of edit: Edit) -> String {
        script(
            on: edit.canvas,
            edit.captions.map { caption in
                let sung = sung(caption, edit.frameRate)
                return line(
                    caption.startFrame, caption.endFrame, sung == nil ? "caption" : "sung",
                    sung ?? escaped(caption.text), edit.frameRate)
            })
    }

    /// What tells a person where in an edit they are: bar and beat, section, shot and clip.
    package static func marks(of edit: Edit) -> String {
        let rate = edit.frameRate
        var lines: [String] = []
        for (index, beat) in edit.beats.enumerated() {
            let end = index + 1 < edit.beats.count ? edit.beats[index + 1].frame : edit.frameCount
            guard beat.frame < end else { continue }
            lines.append(line(beat.frame, end, "beat", escaped("\(beat.bar).\(beat.position)"), rate))
        }
        for section in edit.sections {
            lines.append(
                line(section.startFrame, section.endFrame, "section", escaped(section.name), rate))
        }
        for (index, shot) in edit.shots.enumerated() {
            let name = escaped("\(index + 1)  \(edit.clips[shot.clip].name)")
            lines.append(line(shot.startFrame, shot.endFrame, "shot", name, rate))
        }
        return script(on: edit.canvas, lines)
    }

    private static func script(on canvas: Edit.Canvas, _ lines: [String]) -> String {
        let size = max(min(canvas.height * 11 / 200, canvas.width / 18), 8)
        let white = "&H00FFFFFF"
        func style(_ name: String, _ size: Int, place: Int, colour: String = white) -> String {
            let margin = max(canvas.height / 20, 2)
            let edge = max(size / 10, 1)
            return
                "Style: \(name),Sans,\(size),\(colour),\(white),&H00000000,&H80000000,0,0,0,0,100,100,0,0,1,\(edge),0,\(place),\(margin),\(margin),\(margin),1"
        }
        return """
            [Script Info]
            ScriptType: v4.00+
            PlayResX: \(canvas.width)
            PlayResY: \(canvas.height)
            WrapStyle: 0
            ScaledBorderAndShadow: yes

            [V4+ Styles]
            Format: Name,Fontname,Fontsize,PrimaryColour,SecondaryColour,OutlineColour,BackColour,Bold,Italic,Underline,StrikeOut,ScaleX,ScaleY,Spacing,Angle,BorderStyle,Outline,Shadow,Alignment,MarginL,MarginR,MarginV,Encoding
            \(style("caption", size, place: 2))
            \(style("sung", size, place: 2, colour: "&H0000C8FF"))
            \(style("beat", size * 3 / 2, place: 7))
            \(style("section", size, place: 9))
            \(style("shot", size, place: 1))

            [Events]
            Format: Layer,Start,End,Style,Name,MarginL,MarginR,MarginV,Effect,Text

            """ + lines.map { $0 + "\n" }.joined()
    }

    private static func line(
        _ start: Int, _ end: Int, _ style: String, _ text: String, _ rate: FrameRate
    ) -> String {
        "Dialogue: 0,\(clock(start, rate)),\(clock(end, rate)),\(style),,0,0,0,,\(text)"
    }

    /// A caption's text, with commands of how long, in hundredths of a second, each word lasts and each rest between them.
    ///
    /// Text without a time of its own takes the colour as soon as the word before it has ended. nil for a caption without words.
    private static func sung(_ caption: Edit.Caption, _ rate: FrameRate) -> String? {
        let (words, rest) = caption.pieces
        guard !words.isEmpty else { return nil }
        var time = hundredths(caption.startFrame, rate)
        // From times and not from lengths, so that what is rounded away does not add up.
        func command(_ name: String, until frame: Int) -> String {
            let length = hundredths(frame, rate) - time
            time += length
            return length > 0 ? "{\\\(name)\(length)}" : ""
        }
        var text = ""
        for (before, word) in words {
            text += command("k", until: word.startFrame) + escaped(before)
            text += command("kf", until: word.endFrame) + escaped(word.text)
        }
        if !rest.isEmpty { text += command("k", until: caption.endFrame) }
        return text + escaped(rest)
    }

    /// Half a frame before a frame, in hundredths of a second: what is rounded away moves nothing by a frame.
    private static func hundredths(_ frame: Int, _ rate: FrameRate) -> Int {
        let middle = (Double(frame) - 0.5) * Double(rate.denominator) / Double(rate.numerator)
        return max(Int((middle * 100).rounded()), 0)
    }

    /// A frame's time as ASS writes it.
    private static func clock(_ frame: Int, _ rate: FrameRate) -> String {
        let hundredths = hundredths(frame, rate)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return
            "\(hundredths / 360_000):\(two(hundredths / 6000 % 60)):\(two(hundredths / 100 % 60)).\(two(hundredths % 100))"
    }

    /// A text that says nothing but itself: no commands, no further lines.
    static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            // A word joiner, which is not seen, keeps a backslash from meaning anything with what follows.
            case "\\": result.append(contentsOf: "\\\u{2060}".unicodeScalars)
            case "{": result.append(contentsOf: "\\{".unicodeScalars)
            default:
                let steers = [.control, .lineSeparator, .paragraphSeparator].contains(
                    scalar.properties.generalCategory)
                result.append(steers ? " " : scalar)
            }
        }
        return String(result)
    }
}
