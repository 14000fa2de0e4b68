import EditModel
import Foundation
import MVSyncPipeline
import TestSupport
import Testing

@Suite("Text in pictures")
struct DrawnTextTests {
    private func lines(_ captions: [Edit.Caption], _ rate: FrameRate = FrameRate(24)) -> [String] {
        let edit = Edit(
            song: .init(path: "/s.wav", contentHash: String(repeating: "a", count: 64), duration: 4, bpm: 0),
            frameRate: rate, canvas: .init(width: 320, height: 180), seed: 1, frameCount: 96, clips: [],
            beats: [], sections: [], shots: [], captions: captions, warnings: [])
        return DrawnText.captions(of: edit).split(separator: "\n").filter { $0.hasPrefix("Dialogue") }
            .map(String.init)
    }

    private func word(_ start: Int, _ end: Int, _ text: String) -> Edit.Caption.Word {
        Edit.Caption.Word(startFrame: start, endFrame: end, text: text)
    }

    @Test("a caption without words is drawn as a whole")
    func plain() {
        #expect(
            lines([.init(startFrame: 24, endFrame: 48, text: "{\\k9}la")]) == [
                "Dialogue: 0,0:00:00.98,0:00:01.98,caption,,0,0,0,,\\{\\\u{2060}k9}la"
            ])
    }

    @Test(
        "each word lasts as long as it is sung, with rests before it, and syllables and the text between kept"
    )
    func words() {
        let caption = Edit.Caption(
            startFrame: 24, endFrame: 96, text: "\"ka{ra} on, \\N sea / Meer",
            words: [
                word(30, 36, "\"ka"), word(36, 42, "{ra}"), word(48, 54, "on,"), word(54, 60, "\\N"),
                word(60, 72, "sea"),
            ])
        #expect(
            lines([caption]) == [
                "Dialogue: 0,0:00:00.98,0:00:03.98,sung,,0,0,0,,{\\k25}{\\kf25}\"ka{\\kf25}\\{ra}{\\k25} {\\kf25}on, "
                    + "{\\kf25}\\\u{2060}N {\\kf50}sea{\\k100} / Meer"
            ])
    }

    @Test(
        "what is rounded away does not add up",
        arguments: [FrameRate(24000, 1001), FrameRate(24), FrameRate(60), FrameRate(240)])
    func rounding(rate: FrameRate) throws {
        let words = (0..<90).map { word($0 + 3, $0 + 4, "\($0)") }
        let text = words.map(\.text).joined(separator: " ")
        let line = lines([.init(startFrame: 2, endFrame: 96, text: text, words: words)], rate)[0]
        func hundredths(_ frame: Int) -> Int {
            Int((100 * (Double(frame) - 0.5) * Double(rate.denominator) / Double(rate.numerator)).rounded())
        }
        let total = line.matches(of: /\\kf?([0-9]+)/).reduce(0) { $0 + (Int($1.1) ?? 0) }
        #expect(total == hundredths(93) - hundredths(2))
        #expect(line.replacing(/\{[^}]*\}/, with: "").hasSuffix(",,0,0,0,," + text))
    }

    @Test("words that do not stand in their caption are not drawn, and the caption is, as a whole")
    func foreign() {
        let caption = Edit.Caption(startFrame: 24, endFrame: 48, text: "la", words: [word(24, 30, "di")])
        #expect(lines([caption]) == ["Dialogue: 0,0:00:00.98,0:00:01.98,caption,,0,0,0,,la"])
    }

    private func script(_ text: String, rate: FrameRate = FrameRate(24)) -> [Substring] {
        let edit = Edit(
            song: .init(path: "/s.wav", contentHash: "", duration: 4, bpm: 0), frameRate: rate,
            canvas: .init(width: 640, height: 360), seed: 1, frameCount: 96, clips: [], beats: [],
            sections: [], shots: [], captions: [.init(startFrame: 24, endFrame: 48, text: text)],
            warnings: [])
        return DrawnText.captions(of: edit).split(separator: "\n")
    }

    @Test("a line begins and ends half a frame early, on a canvas of the edit's size")
    func times() {
        #expect(script("la").last == "Dialogue: 0,0:00:00.98,0:00:01.98,caption,,0,0,0,,la")
        #expect(script("la").contains("PlayResX: 640"))
        #expect(script("la").contains("PlayResY: 360"))
    }

    @Test("braces, backslashes and line breaks in a text command nothing")
    func escapes() {
        let line = script("{\\b1}a\\Nb\nDialogue: c").last
        #expect(line?.hasSuffix(",,\\{\\\u{2060}b1}a\\\u{2060}Nb Dialogue: c") == true)
    }
}
