/// Letters of 5 × 7 blocks, for words in pictures where no font is to be had.
enum BlockLetters {
    /// The width of a letter and the gap behind it, in blocks.
    static let advance = 6
    /// The height of a letter, in blocks.
    static let height = 7

    /// The width of a word in blocks.
    static func width(of text: String) -> Int { max(text.count * advance - 1, 0) }

    /// Writes a line into a picture of red, green and blue.
    ///
    /// - Parameters:
    ///   - text: Latin letters, digits and common signs; a full block stands for any other.
    ///   - pixels: The picture.
    ///   - size: Its size in pixels; what lies outside is not drawn.
    ///   - place: The left top corner of the line, in pixels.
    ///   - block: The side of a block in pixels.
    ///   - colour: Red, green and blue.
    static func write(
        _ text: String, into pixels: inout [UInt8], of size: (width: Int, height: Int),
        at place: (x: Int, y: Int),
        block: Int, colour: SIMD3<UInt8>
    ) {
        for (number, letter) in text.uppercased().enumerated() {
            let rows = rows(of: letter)
            for y in 0..<height * block {
                let row = rows[y / block]
                for x in 0..<5 * block where row & (16 >> (x / block)) != 0 {
                    let (column, line) = (place.x + number * advance * block + x, place.y + y)
                    guard (0..<size.width).contains(column), (0..<size.height).contains(line) else {
                        continue
                    }
                    let index = (line * size.width + column) * 3
                    for channel in 0..<3 { pixels[index + channel] = colour[channel] }
                }
            }
        }
    }

    /// Marks a picture as a sketch, in its corner.
    static func mark(_ pixels: inout [UInt8], of size: (width: Int, height: Int)) {
        let text = "sketch"
        let block = max(min(size.width, size.height) / 180, 1)
        let margin = 3 * block
        let plate = (width: width(of: text) * block + 2 * margin, height: height * block + 2 * margin)
        let corner = (x: size.width - plate.width - 2 * block, y: size.height - plate.height - 2 * block)
        for y in max(corner.y, 0)..<max(corner.y + plate.height, 0) {
            for x in max(corner.x, 0)..<max(corner.x + plate.width, 0) {
                let index = (y * size.width + x) * 3
                for channel in index..<index + 3 { pixels[channel] = pixels[channel] / 4 + 12 }
            }
        }
        write(
            text, into: &pixels, of: size, at: (corner.x + margin, corner.y + margin), block: block,
            colour: SIMD3(238, 232, 218))
    }

    private static func rows(of letter: Character) -> [UInt8] {
        letters[letter] ?? [31, 31, 31, 31, 31, 31, 31]
    }

    /// Each letter's rows from the top; the highest of five bits is the left block.
    private static let letters: [Character: [UInt8]] = [
        "A": [14, 17, 17, 31, 17, 17, 17], "B": [30, 17, 17, 30, 17, 17, 30],
        "C": [14, 17, 16, 16, 16, 17, 14],
        "D": [30, 17, 17, 17, 17, 17, 30], "E": [31, 16, 16, 30, 16, 16, 31],
        "F": [31, 16, 16, 30, 16, 16, 16],
        "G": [14, 17, 16, 23, 17, 17, 14], "H": [17, 17, 17, 31, 17, 17, 17], "I": [14, 4, 4, 4, 4, 4, 14],
        "J": [7, 2, 2, 2, 2, 18, 12], "K": [17, 18, 20, 24, 20, 18, 17], "L": [16, 16, 16, 16, 16, 16, 31],
        "M": [17, 27, 21, 21, 17, 17, 17], "N": [17, 25, 21, 19, 17, 17, 17],
        "O": [14, 17, 17, 17, 17, 17, 14],
        "P": [30, 17, 17, 30, 16, 16, 16], "Q": [14, 17, 17, 17, 21, 18, 13],
        "R": [30, 17, 17, 30, 20, 18, 17],
        "S": [15, 16, 16, 14, 1, 1, 30], "T": [31, 4, 4, 4, 4, 4, 4], "U": [17, 17, 17, 17, 17, 17, 14],
        "V": [17, 17, 17, 17, 17, 10, 4], "W": [17, 17, 17, 21, 21, 27, 17],
        "X": [17, 17, 10, 4, 10, 17, 17],
        "Y": [17, 17, 10, 4, 4, 4, 4], "Z": [31, 1, 2, 4, 8, 16, 31], "0": [14, 17, 19, 21, 25, 17, 14],
        "1": [4, 12, 4, 4, 4, 4, 14], "2": [14, 17, 1, 6, 8, 16, 31], "3": [30, 1, 1, 14, 1, 1, 30],
        "4": [2, 6, 10, 18, 31, 2, 2], "5": [31, 16, 30, 1, 1, 17, 14], "6": [14, 16, 16, 30, 17, 17, 14],
        "7": [31, 1, 2, 4, 4, 4, 4], "8": [14, 17, 17, 14, 17, 17, 14], "9": [14, 17, 17, 15, 1, 1, 14],
        " ": [0, 0, 0, 0, 0, 0, 0], ".": [0, 0, 0, 0, 0, 12, 12], ",": [0, 0, 0, 0, 12, 4, 8],
        "!": [4, 4, 4, 4, 4, 0, 4], "?": [14, 17, 1, 6, 4, 0, 4], ":": [0, 12, 12, 0, 12, 12, 0],
        "-": [0, 0, 0, 14, 0, 0, 0], "–": [0, 0, 0, 31, 0, 0, 0], "—": [0, 0, 0, 31, 0, 0, 0],
        "'": [4, 4, 8, 0, 0, 0, 0], "’": [4, 4, 8, 0, 0, 0, 0], "\"": [10, 10, 0, 0, 0, 0, 0],
        "(": [2, 4, 8, 8, 8, 4, 2], ")": [8, 4, 2, 2, 2, 4, 8], "/": [1, 1, 2, 4, 8, 16, 16],
        "&": [12, 18, 20, 8, 21, 18, 13], "+": [0, 4, 4, 31, 4, 4, 0], "_": [0, 0, 0, 0, 0, 0, 31],
        "#": [10, 10, 31, 10, 31, 10, 10], "“": [10, 10, 0, 0, 0, 0, 0], "”": [10, 10, 0, 0, 0, 0, 0],
    ]
}
