import EditModel
import Testing

@Suite struct TimecodeTests {
    static let rates = [
        FrameRate(24000, 1001), FrameRate(24), FrameRate(25), FrameRate(30000, 1001), FrameRate(30),
        FrameRate(50),
        FrameRate(60000, 1001), FrameRate(60),
    ]

    @Test(
        "a day of frames and their numbers belong to each other one to one, at every rate", arguments: rates)
    func oneToOne(rate: FrameRate) {
        let day = Int(86_400 * rate.framesPerSecond)
        for drops in Timecode.canDrop(at: rate) ? [false, true] : [false] {
            var before = ""
            // A prime step meets all seconds and frames; whole minutes are where numbers are dropped.
            for frame in stride(from: 0, to: day, by: 1009) {
                let text = Timecode(frame: frame, at: rate, dropsFrames: drops).description
                #expect(text > before)
                before = text
                let read = Timecode(text, at: rate)
                #expect(read?.frame == frame && read?.dropsFrames == drops)
            }
        }
    }

    @Test("drop-frame numbers leave out what SMPTE ST 12-1 leaves out")
    func dropFrame() {
        let (slow, fast) = (FrameRate(30000, 1001), FrameRate(60000, 1001))
        let known = [
            (slow, 1799, "00:00:59;29"), (slow, 1800, "00:01:00;02"), (slow, 17981, "00:09:59;29"),
            (slow, 17982, "00:10:00;00"), (slow, 107_892, "01:00:00;00"), (fast, 3599, "00:00:59;59"),
            (fast, 3600, "00:01:00;04"), (fast, 215_784, "01:00:00;00"),
        ]
        for (rate, frame, text) in known {
            #expect(Timecode(frame: frame, at: rate, dropsFrames: true).description == text)
        }
    }

    @Test(
        "what is no timecode is refused",
        arguments: [
            "00:01:00;00", "00:01:00;01", "00:00;00:00", "00:00:60:00", "00:00:00:30", "1:2:3:4", "00:00:00",
            "",
            "00:00:00;-1",
        ])
    func refused(text: String) {
        #expect(Timecode(text, at: FrameRate(30000, 1001)) == nil)
    }

    @Test("there is no drop-frame timecode at other rates")
    func noDrop() {
        #expect(Timecode("00:02:00;10", at: FrameRate(25)) == nil)
        #expect(!Timecode.canDrop(at: FrameRate(24000, 1001)))
    }
}
