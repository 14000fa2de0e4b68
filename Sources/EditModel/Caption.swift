extension Edit {
    /// A line of the lyrics on the timeline.
    public struct Caption: Sendable, Hashable, Codable {
        /// Its first frame.
        public var startFrame: Int

        /// The first frame after it.
        public var endFrame: Int

        /// What is sung: a single line without control characters.
        public var text: String

        /// Those of its words whose times are known, in their order; empty where none is.
        public var words: [Word]

        /// Whether its time is an estimate.
        public var isEstimate: Bool

        /// A word of a caption, or a part of one, with the frames that it is sung in.
        public struct Word: Sendable, Hashable, Codable {
            /// Its first frame.
            public var startFrame: Int

            /// The first frame after it.
            public var endFrame: Int

            /// The word as it stands in the caption.
            public var text: String

            /// Creates a word.
            public init(startFrame: Int, endFrame: Int, text: String) {
                self.startFrame = startFrame
                self.endFrame = endFrame
                self.text = text
            }
        }

        /// Creates a caption.
        public init(
            startFrame: Int, endFrame: Int, text: String, words: [Word] = [], isEstimate: Bool = false
        ) {
            self.startFrame = startFrame
            self.endFrame = endFrame
            self.text = text
            self.words = words
            self.isEstimate = isEstimate
        }
    }
}

extension Edit.Caption {
    /// The longest text, in UTF-8 bytes.
    package static let longestText = 1000

    /// Whether a text may be that of a caption.
    static func isFit(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= longestText && !text.unicodeScalars.contains(where: breaksLines)
    }

    /// What is left of a text that may be that of a caption: spaces for what is no character of a line, and no more than fits.
    package static func fitting(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { scalars.append(breaksLines(scalar) ? " " : scalar) }
        var fitting = ""
        for word in String(scalars).split(separator: " ") {
            let longer = fitting.isEmpty ? String(word) : fitting + " " + word
            guard longer.utf8.count <= longestText else {
                // A word longer than a caption, as lines in scripts without spaces are, is cut within.
                if fitting.isEmpty {
                    for character in word where fitting.utf8.count + character.utf8.count <= longestText {
                        fitting.append(character)
                    }
                }
                break
            }
            fitting = longer
        }
        return fitting
    }

    private static func breaksLines(_ scalar: Unicode.Scalar) -> Bool {
        [.control, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
    }
}
