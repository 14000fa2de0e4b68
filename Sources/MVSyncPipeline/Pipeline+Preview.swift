public import EditModel
internal import Foundation
public import MediaEngine
internal import SignalProcessing

extension Pipeline {
    /// The longest side of a preview, in pixels.
    private static let longestSide = 640.0

    /// Renders an edit quickly and small, with what helps to judge it: bar and beat, section, shot and clip drawn into the
    /// picture, and a flash and a click on each cut.
    ///
    /// - Parameters:
    ///   - edit: A valid edit, whose media are found where it says.
    ///   - output: The file; it gets its name only as a verified whole.
    ///   - overwriting: Whether a file of that name may be replaced; the song and the clips never are.
    ///   - settings: The memory and disk to use; quality is that of a preview.
    /// - Returns: What was measured in the finished file.
    /// - Throws: As `render`.
    public func preview(
        _ edit: Edit, to output: String, overwriting: Bool, settings: RenderSettings = RenderSettings()
    ) async throws -> DeliveryReport {
        try edit.validate()
        var small = edit
        let scale = min(Self.longestSide / Double(max(edit.canvas.width, edit.canvas.height)), 1)
        func even(_ side: Int) -> Int { max(Int((Double(side) * scale / 2).rounded()) * 2, 16) }
        small.canvas = Edit.Canvas(width: even(edit.canvas.width), height: even(edit.canvas.height))
        var settings = settings
        settings.preset = "ultrafast"
        settings.crf = 28
        let cuts = edit.shots.map(\.startFrame)
        let folder = try WorkFolder()
        let clicks = folder.file("clicks.wav")
        let rate = edit.frameRate
        try await onThreadOfItsOwn { stop in
            try Self.writeClicks(
                at: cuts.map { rate.seconds(ofFrame: $0) }, lasting: rate.seconds(ofFrame: edit.frameCount),
                to: clicks, stop)
        }
        defer { withExtendedLifetime(folder) {} }
        return try await render(
            small, to: output, overwriting: overwriting, settings: settings,
            adding: RenderAdditions(drawing: DrawnText.marks(of: small), sound: clicks, flashes: Set(cuts)))
    }

    private static func writeClicks(
        at times: [Double], lasting seconds: Double, to path: String, _ flag: CancellationFlag
    ) throws {
        let rate = 48_000.0
        let writer = try AudioFileWriter(path: path, sampleRate: rate)
        var clicks = ClickTrack(times: times, sampleRate: rate)
        var left = Int((seconds * rate).rounded())
        while left > 0 {
            try flag.check()
            var block = [Float](repeating: 0, count: min(left, 1 << 16))
            clicks.mix(into: &block)
            try writer.write(block)
            left -= block.count
        }
    }
}
