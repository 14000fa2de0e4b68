/// What somebody else says of a song that they wrote, each text nil where they do not say.
package struct ToldSong: Sendable, Equatable {
    /// The title.
    package var title: String?
    /// The words, with their tags.
    package var lyrics: String?
    /// The style as tags between commas, which may name tempo, key and metre, too.
    package var style: String?
    /// The tempo.
    package var tempo: String?
    /// The key.
    package var key: String?
    /// The metre.
    package var timeSignature: String?

    /// Takes in what is said of a song.
    package init(
        title: String?, lyrics: String?, style: String?, tempo: String? = nil, key: String? = nil,
        timeSignature: String? = nil
    ) {
        self.title = title
        self.lyrics = lyrics
        self.style = style
        self.tempo = tempo
        self.key = key
        self.timeSignature = timeSignature
    }

    /// What tells a tag of a voice.
    private static let voices = ["voc", "voice", "male", "sing", "rap", "choir", "duet", "falsetto"]

    /// The song's sheet, without lyrics where they are not told, and a full sentence for each default that was used.
    ///
    /// - Parameter topic: What the song is about; where no title is named, a short topic is the title.
    package func sheet(topic: String) -> (sheet: SongSheet, notes: [String]) {
        var found = FoundSong()
        found.take(.title, [ModelText.oneLine(title ?? "")])
        let lines = ModelText.printable(lyrics ?? "").split(separator: "\n", omittingEmptySubsequences: false)
        found.take(.lyrics, lines.map(String.init))
        found.take(.tempo, [tempo ?? ""])
        found.take(.key, [key ?? ""])
        found.take(.timeSignature, [timeSignature ?? ""])
        take(style: ModelText.oneLine(style ?? ""), into: &found)
        let lyrics = found.lyrics
        found.lyrics = lyrics ?? ""
        let reading = SongSheetReading(found, topic: topic, isSung: true)
        guard let sheet = reading.sheet else { preconditionFailure("a song with lyrics has a sheet") }
        return (sheet, reading.notes)
    }

    /// Takes the first tag that is nothing else as the genre, those of voices as such, and all others for the sound.
    private func take(style: String, into found: inout FoundSong) {
        var (sounds, voices): ([String], [String]) = ([], [])
        for tag in style.split(separator: ",").map({ Markup.trimmed($0) }) where !tag.isEmpty {
            let lower = tag.lowercased()
            if lower.contains("bpm") {
                found.take(.tempo, [tag])
            } else if lower.hasSuffix("major") || lower.hasSuffix("minor"), MusicalKey(saying: tag) != nil {
                found.take(.key, [tag])
            } else if TimeSignature(exactly: tag) != nil {
                found.take(.timeSignature, [tag])
            } else if Self.voices.contains(where: lower.contains) {
                voices.append(tag)
            } else {
                sounds.append(tag)
            }
        }
        found.take(.genre, Array(sounds.prefix(1)))
        found.take(.recording, Array(sounds.dropFirst()))
        found.take(.vocals, voices)
    }
}

extension ToldSong {
    /// A description of what a song is to be about, for services that write its words: on one line, cut at a word where it is too
    /// long.
    ///
    /// - Returns: The description, and whether it was cut.
    package static func description(_ text: String, characters limit: Int) -> (text: String, isCut: Bool) {
        let line = ModelText.oneLine(text)
        guard line.count > limit else { return (line, false) }
        let cut = TextFitting.prefix(of: line, characters: limit)
        return (cut.isEmpty ? String(line.prefix(limit)) : cut, true)
    }
}
