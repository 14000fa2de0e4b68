import EditModel
import MVSyncPipeline
import Testing

@Suite("Drawn text")
struct DrawnTextTests {
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
