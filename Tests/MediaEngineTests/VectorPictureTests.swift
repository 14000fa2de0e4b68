import Foundation
import MediaEngine
import TestSupport
import Testing

@Suite struct VectorPictureTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func drawing(_ content: String) -> Data {
        Data("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"320\" height=\"180\">\(content)</svg>".utf8)
    }

    @Test("a drawing becomes a PNG of the size that it states", arguments: [1, 20_000])
    func size(lines: Int) async throws {
        let many = String(repeating: "<path d=\"M1 2h30v4h-30z\" fill=\"#123456\"/>", count: lines)
        let png = try await VectorPicture(tools: Media.tools()).png(of: drawing(many))
        // The header's width and height, as in ISO/IEC 15948.
        #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
        #expect(Array(png[16..<24]) == [0, 0, 1, 64, 0, 0, 0, 180])
    }

    @Test("where ffmpeg cannot draw, it is said what works instead")
    func unable() async throws {
        let tools = try await StandIn(in: folder).tools(ffmpeg: "echo Unknown decoder >&2; exit 1")
        let error = await #expect(throws: MediaError.self) {
            try await VectorPicture(tools: tools).png(of: drawing(""))
        }
        #expect(error?.code == .programMissing)
        #expect(error?.description.contains(".svg") == true)
    }
}
