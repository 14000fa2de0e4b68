internal import EditModel
internal import Foundation
internal import GenerativeServices
package import MediaEngine

/// A card with a title that stands in for a clip that is not there.
package struct TitleCard: Sendable {
    /// What it says in large letters; any text, of which as much is shown as there is room for.
    package var title: String
    /// What it says below, such as `scene 3: no clip yet`.
    package var note: String
    /// Its size in pixels.
    package var size: MediaMaker.Size

    /// Creates a card.
    package init(title: String, note: String, size: MediaMaker.Size) {
        self.title = title
        self.note = note
        self.size = size
    }

    /// Writes the card as a PNG file; the whole file is there afterwards, or none.
    ///
    /// - Parameters:
    ///   - file: The absolute path.
    ///   - tools: The programs that draw it.
    /// - Returns: A sentence where it had to be drawn in block letters; nil where it is as it should be.
    /// - Throws: `ServiceError`, `CancellationError`.
    @discardableResult
    package func write(to file: String, tools: FFmpegTools) async throws -> String? {
        var remark: String?
        try await SketchFailure.reporting {
            do {
                let drawn = try await VectorPicture(tools: tools).png(of: Data(svg.utf8))
                try NewFile.write(drawn, to: file, overwriting: true)
            } catch let error as MediaError where error.code == .programMissing {
                try await MediaMaker(tools: tools).picture(blocks(), drawn: size, size: size, to: file)
                remark = "This ffmpeg has no librsvg: title cards are drawn in block letters."
            } catch let error as POSIXError {
                throw ServiceError(
                    .cannotWrite, service: "sketch",
                    "The title card “\(visible(file))” cannot be written: \(String(cString: strerror(error.code.rawValue)))."
                )
            }
        }
        return remark
    }

    /// The card as a drawing.
    var svg: String {
        let (width, height) = (Double(size.width), Double(size.height))
        let hue = Self.hue(of: title)
        let short = min(width, height)
        let lines = Self.wrapped(Self.plain(title), limit: width > height ? 24 : 15, most: 4)
        let longest = Double(lines.map { Self.widthInLetters($0) }.max() ?? 1)
        let letter = min(short * 0.13, width * 0.84 / max(longest * 0.58, 1))
        let small = max(short * 0.042, 9)
        let block = Double(lines.count) * letter * 1.18
        let first = height * 0.47 - block / 2 + letter * 0.95
        let style = "text-anchor=\"middle\" font-family=\"DejaVu Sans, Noto Sans, sans-serif\""
        var text = ""
        for (index, line) in lines.enumerated() {
            text += """
                <text x="\(Self.number(width / 2))" y="\(Self.number(first + Double(index) * letter * 1.18))" \
                font-size="\(Self.number(letter))" font-weight="bold" fill="#fff8ea" \(style)>\(Self.escaped(line))</text>

                """
        }
        let noteLines = Self.wrapped(
            Self.plain(note), limit: max(Int(width * 0.84 / (small * 0.58)), 8), most: 3)
        let ruleY = first + (Double(lines.count) - 1) * letter * 1.18 + letter * 0.55
        for (index, line) in noteLines.enumerated() {
            let y = ruleY + small * (2 + 1.35 * Double(index))
            text += """
                <text x="\(Self.number(width / 2))" y="\(Self.number(y))" font-size="\(Self.number(small))" \
                fill="#fff8ea" fill-opacity="0.82" \(style)>\(Self.escaped(line))</text>

                """
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(size.width)" height="\(size.height)" \
            viewBox="0 0 \(size.width) \(size.height)">
            <defs>
            <linearGradient id="sky" x1="0" y1="0" x2="0.35" y2="1">
            <stop offset="0" stop-color="\(Self.colour(hue, 0.55, 0.16))"/>
            <stop offset="0.6" stop-color="\(Self.colour(hue + 28, 0.5, 0.32))"/>
            <stop offset="1" stop-color="\(Self.colour(hue + 62, 0.6, 0.52))"/>
            </linearGradient>
            <radialGradient id="sun" cx="0.78" cy="0.86" r="0.6">
            <stop offset="0" stop-color="\(Self.colour(hue + 80, 0.85, 0.74))" stop-opacity="0.75"/>
            <stop offset="1" stop-color="\(Self.colour(hue + 80, 0.85, 0.74))" stop-opacity="0"/>
            </radialGradient>
            </defs>
            <rect width="100%" height="100%" fill="url(#sky)"/>
            <rect width="100%" height="100%" fill="url(#sun)"/>
            <rect x="\(Self.number(width / 2 - short * 0.08))" y="\(Self.number(ruleY))" width="\(Self.number(short * 0.16))" \
            height="\(Self.number(max(short * 0.006, 1)))" fill="#fff8ea" fill-opacity="0.6"/>
            \(text)</svg>

            """
    }

    /// The card in block letters: red, green and blue from the top left.
    func blocks() -> [UInt8] {
        let (width, height) = (size.width, size.height)
        let hue = Self.hue(of: title)
        let (top, foot) = (Self.channels(hue, 0.5, 0.16), Self.channels(hue + 50, 0.55, 0.42))
        var pixels = [UInt8](repeating: 0, count: size.byteCount)
        for row in 0..<height {
            let t = Double(row) / Double(max(height - 1, 1))
            let colour = (0..<3).map { UInt8(255 * (top[$0] + (foot[$0] - top[$0]) * t)) }
            for column in 0..<width {
                for channel in 0..<3 { pixels[(row * width + column) * 3 + channel] = colour[channel] }
            }
        }
        let lines = Self.wrapped(Self.plain(title), limit: width > height ? 18 : 11, most: 4)
        let longest = max(lines.map { BlockLetters.width(of: $0) }.max() ?? 1, 1)
        let block = max(min(width * 8 / 10 / longest, min(width, height) / 60), 1)
        var y = height * 45 / 100 - lines.count * block * 5
        func write(_ line: String, _ block: Int, _ colour: SIMD3<UInt8>) {
            let x = (width - BlockLetters.width(of: line) * block) / 2
            BlockLetters.write(
                line, into: &pixels, of: (width, height), at: (x, y), block: block, colour: colour)
            y += block * 10
        }
        for line in lines { write(line, block, SIMD3(255, 248, 234)) }
        y += block * 4
        let small = max(block / 3, 1)
        let limit = max(width * 9 / 10 / (small * BlockLetters.advance), 4)
        for line in Self.wrapped(Self.plain(note), limit: limit, most: 3) {
            write(line, small, SIMD3(226, 218, 208))
        }
        BlockLetters.mark(&pixels, of: (width, height))
        return pixels
    }
}
