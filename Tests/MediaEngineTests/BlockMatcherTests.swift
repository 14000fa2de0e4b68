import MediaEngine
import TestSupport
import Testing

@Suite("Block matcher")
struct BlockMatcherTests {
    private func blocks(_ before: [UInt8], _ after: [UInt8]) -> [BlockMatcher.Block] {
        var (previous, frame) = (GreyFrame(), GreyFrame())
        before.withUnsafeBytes { previous.fill($0, brighterBy: 0) }
        after.withUnsafeBytes { frame.fill($0, brighterBy: 0) }
        var matcher = BlockMatcher()
        matcher.match(frame, after: previous)
        return matcher.blocks
    }

    @Test(
        "blocks inside the picture are found where they were, to less than a third of a pixel",
        arguments: [0, 0.5, 1, 3.25, -2.75, 7, -11, 11.5])
    func displacement(shift: Double) {
        let panorama = Panorama(seed: 3)
        var random = MadeRandom(seed: 1)
        let found = blocks(
            panorama.window(at: 100, random: &random), panorama.window(at: 100 + shift, random: &random))
        for (index, block) in found.enumerated() where block.isTextured {
            // At the sides something comes in that was not there.
            guard (1...8).contains(index % BlockMatcher.columns) else { continue }
            #expect(abs(Double(block.x) + shift) < 0.3)
            #expect(abs(block.y) < 0.3)
            #expect(!block.isNew)
        }
        #expect(found.count { $0.isTextured } > 40)
    }

    @Test("noise moves nothing and is no texture")
    func noise() {
        var random = MadeRandom(seed: 1)
        func frame() -> [UInt8] { (0..<GreyFrame.size).map { _ in UInt8(100 + 3 * random.normal()) } }
        let found = blocks(frame(), frame())
        #expect(found.allSatisfy { !$0.isTextured && !$0.isNew })
    }

    @Test("of another picture most blocks are new")
    func another() {
        var random = MadeRandom(seed: 1)
        let found = blocks(
            Panorama(seed: 3).window(at: 0, random: &random), Panorama(seed: 4).window(at: 0, random: &random)
        )
        #expect(found.count { $0.isNew } > BlockMatcher.count / 2)
    }
}
