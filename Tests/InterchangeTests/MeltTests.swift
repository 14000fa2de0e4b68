import EditModel
import Foundation
import Interchange
import TestSupport
import Testing

@Suite(
    "MLT and Kdenlive, as melt renders them",
    .enabled(if: Melt.isHere, "install the packages melt and xvfb to opt in"), .serialized)
struct MeltTests {
    static let formats: [any TimelineFormat.Type] = [MLTProject.self, KdenliveProject.self]

    @Test(
        "each frame at the clip's own speed, slowed to half, backwards or standing is the planned one; others are the one next to it",
        arguments: formats.indices)
    func allKinds(format: Int) throws {
        let footage = try BarcodeFootage()
        var edit = MadeEdit.ofAllKinds
        (edit.clips, edit.song.path) = (try [0, 1].map { try footage.clip($0) }, try footage.song())
        let cuts = footage.cuts(edit)
        let found = try Melt.codes(of: footage.write(Self.formats[format], cuts), in: footage.folder)
        let planned = PlannedFrames.codes(of: cuts)
        #expect(found.count == planned.count)
        for part in cuts.parts {
            for frame in part.startFrame..<min(part.endFrame, found.count) {
                guard let code = planned[frame] else { continue }
                let isExact = part.isFrozen || [1, -1, 0.5].contains(part.speed)
                #expect(found[frame].id == code.id, "frame \(frame)")
                #expect(abs(found[frame].frame - code.frame) <= (isExact ? 0 : 1), "frame \(frame)")
            }
        }
    }
}
