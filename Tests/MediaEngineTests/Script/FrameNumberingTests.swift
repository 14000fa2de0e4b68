import MediaEngine
import TestSupport
import Testing

@Suite("Frame numbering")
struct FrameNumberingTests {
    /// What is on screen at each place, by the formula: the last frame that has come.
    private func shown(_ numbering: FrameNumbering, frames: Int, places: Int) -> [Int] {
        let comes = (0..<frames).map(numbering.place(of:))
        return (0..<places).map { place in comes.lastIndex { $0 <= place } ?? -1 }
    }

    @Test(
        "even speeds are one line of whole numbers",
        arguments: [
            ([0, 1, 2, 3], "N"), ([0, 0, 1, 1, 2, 2], "2*N"), ([0, 1, 1, 1, 1], "N"), ([0, 0, 0], "0"),
            ([0, 2, 4, 6], "ceil((N)/2)"), ([0, 1, 2, 3, 5, 6, 7, 8, 10, 11], "ceil((4*N)/5)"),
        ])
    func lines(frames: [Int], text: String) {
        #expect(FrameNumbering(showing: frames).text == text)
    }

    @Test("where no line fits, several do, each from a frame on")
    func severalLines() {
        let frames = (0..<12).map { $0 } + (0..<12).map { 12 + 3 * $0 }
        let numbering = FrameNumbering(showing: frames)
        #expect(numbering.text == "between(N,0,14)*(ceil((13*N)/14))+gte(N,15)*(ceil((N+24)/3))")
        #expect(shown(numbering, frames: 46, places: 24) == frames)
    }

    @Test("any row that does not go back is shown as it is")
    func property() {
        var random = MadeRandom(seed: 3)
        for _ in 0..<300 {
            var frames: [Int] = []
            var frame = 0
            let most = UInt64.random(in: 1...4, using: &random)
            for _ in 0..<Int.random(in: 1...90, using: &random) {
                frames.append(frame)
                frame += Int(random.next() % (most + 1))
            }
            let numbering = FrameNumbering(showing: frames)
            #expect(shown(numbering, frames: frames.last! + 1, places: frames.count) == frames)
        }
    }
}
