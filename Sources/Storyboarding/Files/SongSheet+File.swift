package import EditModel

extension SongSheet {
    /// What the files of song sheets say of their form.
    package static let schema = "mvsync.song-sheet/1"

    /// Titles and genres have at most this many characters.
    private static let longestName = 200
    /// Recordings and voices have at most this many phrases.
    private static let mostPhrases = 50
    /// Lyrics have at most this many lines.
    private static let mostLines = 2000

    /// The sheet as JSON, as docs/formats/storyboard.md has it.
    package var json: JSONValue {
        .object(of: [
            "schema": .string(Self.schema), "title": .string(title), "genre": .string(genre),
            "tempo": .number(tempo), "timeSignature": .string(timeSignature.description),
            "key": .string(key.description),
            "lyrics": .array(
                lyrics.split(separator: "\n", omittingEmptySubsequences: false).map { .string(String($0)) }),
            "audioRecording": .array(recording.map { .string($0) }),
            "vocalPerformance": .array(vocals.map { .string($0) }),
        ])
    }

    /// Reads the text of a file, strictly.
    ///
    /// - Throws: `StoryboardError` with the path of the value at fault and what was expected there.
    package init(file text: String) throws(StoryboardError) {
        do {
            try self.init(JSONReader(parsing: text))
        } catch {
            throw StoryboardError(error)
        }
    }

    private init(_ reader: JSONReader) throws(EditError) {
        let members = try reader.members([
            "schema", "title", "genre", "tempo", "timeSignature", "key", "lyrics", "audioRecording",
            "vocalPerformance",
        ])
        try members["schema"].constant(Self.schema)
        var lines: [String] = []
        for element in try members["lyrics"].elements(limit: Self.mostLines) {
            lines.append(try element.text())
        }
        guard let metre = TimeSignature(exactly: try members["timeSignature"].string()) else {
            throw members["timeSignature"].mismatch(
                "a metre such as \"4/4\", 1 to 16 beats of 1, 2, 4, 8 or 16")
        }
        guard let key = MusicalKey(exactly: try members["key"].string()) else {
            throw members["key"].mismatch("a key such as \"C Major\", \"F# Minor\" or \"Bb Major\"")
        }
        self.init(
            title: try members["title"].text(1...Self.longestName),
            genre: try members["genre"].text(0...Self.longestName),
            tempo: try members["tempo"].decimal(TempoPhrase.bounds), timeSignature: metre, key: key,
            lyrics: lines.joined(separator: "\n"),
            recording: try members["audioRecording"].phrases(limit: Self.mostPhrases),
            vocals: try members["vocalPerformance"].phrases(limit: Self.mostPhrases))
    }
}
