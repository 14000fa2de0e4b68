/// What an answer says of a song, nil and empty for what it does not say.
struct FoundSong: Sendable, Equatable {
    /// Titles and genres, in characters, are cut to this.
    private static let longestName = 120

    var title: String?
    var genre: String?
    var tempo: Double?
    var timeSignature: TimeSignature?
    var key: MusicalKey?
    var lyrics: String?
    var recording: [String] = []
    var vocals: [String] = []
    var notes: [String] = []

    /// Says nothing yet.
    init() {}

    /// Reads an answer: JSON where it holds some, and the template's text for what that does not say.
    init(_ answer: String) {
        let (text, notes) = ModelText.cleaned(answer)
        self.notes = notes
        if let (value, isCut) = LenientJSON.value(in: text, isWanted: Self.isSong) {
            take(value)
            if isCut { self.notes.append("The answer breaks off before its end; what it had was kept.") }
            if lyrics != nil { return }
        }
        var template = SongTemplate()
        template.read(text)
        take(template)
    }

    /// Whether it says something of a field.
    func has(_ field: SongSheet.Field) -> Bool {
        switch field {
        case .title: title != nil
        case .genre: genre != nil
        case .tempo: tempo != nil
        case .timeSignature: timeSignature != nil
        case .key: key != nil
        case .lyrics: lyrics != nil
        case .recording: !recording.isEmpty
        case .vocals: !vocals.isEmpty
        }
    }

    /// This, and what it does not say as the other says it.
    func completed(by other: FoundSong) -> FoundSong {
        var result = self
        result.title = title ?? other.title
        result.genre = genre ?? other.genre
        result.tempo = tempo ?? other.tempo
        result.timeSignature = timeSignature ?? other.timeSignature
        result.key = key ?? other.key
        result.lyrics = lyrics ?? other.lyrics
        if recording.isEmpty { result.recording = other.recording }
        if vocals.isEmpty { result.vocals = other.vocals }
        result.notes += other.notes.filter { !notes.contains($0) }
        return result
    }

    /// Takes what a field's text says, unless the field has its value already.
    mutating func take(_ field: SongSheet.Field, _ lines: [String]) {
        guard !has(field) else { return }
        let lines = field == .lyrics ? lines : lines.filter { !Unfilled.isOwn($0) }
        let line = lines.first { !Unfilled.isUnfilled($0) } ?? ""
        switch field {
        case .title: title = Self.name(line)
        case .genre:
            let names = lines.filter { !Unfilled.isUnfilled($0) }.compactMap(Self.name)
            genre = names.isEmpty ? nil : String(names.joined(separator: ", ").prefix(Self.longestName))
        case .tempo: takeTempo(lines.joined(separator: " "))
        case .timeSignature: timeSignature = TimeSignature(saying: lines.joined(separator: " "))
        case .key: key = MusicalKey(saying: Unfilled.opened(lines.joined(separator: " ")))
        case .lyrics:
            let read = LyricText(lines)
            lyrics = read.text
            guard read.text != nil else { return }
            notes += read.notes
            if !read.hasTags {
                notes.append("The lyrics have no tags such as [Verse 1]; they were kept as they are.")
            }
        case .recording: recording = PhraseList.phrases(in: lines)
        case .vocals: vocals = PhraseList.phrases(in: lines)
        }
    }

    private mutating func takeTempo(_ text: String) {
        guard let phrase = TempoPhrase(Unfilled.opened(text)) else { return }
        tempo = phrase.tempo
        if let word = phrase.word {
            notes.append("The tempo “\(word)” was taken as \(Int(phrase.tempo)) beats a minute.")
        }
    }

    private mutating func take(_ template: SongTemplate) {
        for block in template.blocks { take(block.field, block.lines) }
        if title == nil { title = template.looseTitle.flatMap(Self.name) }
        if lyrics == nil, template.isVerse { take(.lyrics, template.loose) }
    }

    /// A title or genre without quotes, brackets and commas around it; nil where nothing is left.
    private static func name(_ text: String) -> String? {
        var name = Markup.trimmed(Markup.plain(Markup.unlisted(text).text))
        while name.last == "," { name = Markup.trimmed(name.dropLast()) }
        name = Markup.unquoted(name)
        if let first = name.first, "[<{".contains(first), let inside = Markup.bracketed(name) {
            name = Markup.unquoted(inside)
        }
        while let first = name.unicodeScalars.first, first.properties.isEmojiPresentation {
            name = Markup.unquoted(name.dropFirst())
        }
        while let last = name.last?.unicodeScalars.first, last.properties.isEmojiPresentation {
            name = Markup.unquoted(name.dropLast())
        }
        guard !Unfilled.isUnfilled(name) else { return nil }
        let fitted = TextFitting.prefix(of: name, characters: longestName)
        return fitted.isEmpty ? nil : fitted
    }
}
