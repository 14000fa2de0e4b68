internal import EditModel
internal import Foundation
internal import GenerativeServices
internal import MediaEngine

/// The making of a clip or a still for an order.
struct DrawnClip: Sendable {
    private let tools: FFmpegTools

    /// How many pictures are drawn while as many are encoded.
    private static let batch = 12

    /// Finds the programs that it works with.
    init(environment: [String: String]) async throws {
        tools = try await FFmpegTools.locate(environment: environment)
    }

    /// Draws a clip and encodes it; the whole file is there afterwards, or none.
    func make(_ order: ClipOrder, to file: String) async throws {
        let size = try Self.size(of: order)
        let frameCount = Self.frameCount(of: order.seconds)
        switch order.image {
        case .url:
            throw ServiceError(
                .refused, service: "sketch",
                "The built-in sketch works without a network and cannot fetch a picture; give it as a file.")
        case .file(let image):
            let pixels = try await MediaMaker(tools: tools).pixels(of: image, filling: size)
            let push = PushIn(pixels: pixels, size: size, frameCount: frameCount)
            try await encode(frameCount, drawn: size, size: size, to: file) {
                try push.pictures($0, flag: $1)
            }
        case nil:
            let scene = SketchScene(prompt: order.prompt, negative: order.negative, seed: order.seed)
            let film = SketchFilm(scene, shownIn: size)
            try await encode(frameCount, drawn: film.drawn, size: size, to: file) {
                try film.pictures($0, flag: $1)
            }
        }
    }

    /// Draws a still and encodes it; the whole file is there afterwards, or none.
    func make(_ order: ImageOrder, to file: String) async throws {
        guard (16...8192).contains(order.width), (16...8192).contains(order.height) else {
            throw ServiceError(
                .refused, service: "sketch",
                "A picture of \(order.width) × \(order.height) cannot be drawn; 16 to 8192 pixels each way can."
            )
        }
        let size = MediaMaker.Size(width: order.width, height: order.height)
        let scene = SketchScene(prompt: order.prompt, negative: order.negative, seed: order.seed)
        let film = SketchFilm(scene, shownIn: size)
        // A second into the film, where all that moves has begun to.
        let frame = SketchFilm.framesPerSecond
        let pixels = try await onThreadOfItsOwn { try film.pictures(frame..<frame + 1, flag: $0) }
        try await MediaMaker(tools: tools).picture(pixels, drawn: film.drawn, size: size, to: file)
    }

    private func encode(
        _ frameCount: Int, drawn: MediaMaker.Size, size: MediaMaker.Size, to file: String,
        drawing: @escaping @Sendable (Range<Int>, CancellationFlag) throws -> [UInt8]
    ) async throws {
        var done = 0
        var coming: Task<[UInt8], any Error>?
        func draw() -> Task<[UInt8], any Error>? {
            guard done < frameCount else { return nil }
            let frames = done..<min(done + Self.batch, frameCount)
            done = frames.upperBound
            return Task { try await onThreadOfItsOwn { try drawing(frames, $0) } }
        }
        coming = draw()
        defer { coming?.cancel() }
        try await MediaMaker(tools: tools).film(
            drawn: drawn, size: size, framesPerSecond: SketchFilm.framesPerSecond, frameCount: frameCount,
            to: file
        ) {
            try Task.checkCancellation()
            guard let current = coming else { return nil }
            let pictures = try await withTaskCancellationHandler {
                try await current.value
            } onCancel: {
                current.cancel()
            }
            // The next ones are drawn while these are encoded.
            coming = draw()
            return pictures
        }
    }

    /// How many pictures a clip of a length has: at least one, and a minute's at most.
    static func frameCount(of seconds: Double) -> Int {
        let most = 60.0
        let length = seconds.isFinite ? min(max(seconds, 0), most) : most
        return max(Int((length * Double(SketchFilm.framesPerSecond)).rounded()), 1)
    }

    /// The size of a clip, in even numbers.
    ///
    /// - Throws: `ServiceError` where the order names none.
    static func size(of order: ClipOrder) throws -> MediaMaker.Size {
        let (width, height) = order.aspect
        guard width > 0, height > 0, width <= height * 8, height <= width * 8,
            (16...4320).contains(order.lines)
        else {
            throw ServiceError(
                .refused, service: "sketch",
                "A clip of the shape \(width):\(height) with \(order.lines) lines cannot be drawn.")
        }
        let short = Double(order.lines)
        let scale = short / Double(min(width, height))
        func even(_ side: Int) -> Int { Int((Double(side) * scale / 2).rounded()) * 2 }
        return MediaMaker.Size(width: even(width), height: even(height))
    }
}
