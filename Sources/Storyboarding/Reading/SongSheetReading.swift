/// What a language model's answer says of a song.
package struct SongSheetReading: Sendable, Equatable {
    /// The song; nil where there are no lyrics.
    package var sheet: SongSheet?
    /// What the answer does not say, in the order of the template.
    package var missing: [SongSheet.Field]
    /// A full sentence for each default that was used and each thing that was repaired.
    package var notes: [String]

    /// What was found, for a second answer to complete.
    let found: FoundSong
    /// What the song is about, for its title.
    let topic: String

    /// - Parameter isSung: Whether the song is there already, so that nothing is asked for any more.
    init(_ found: FoundSong, topic: String, isSung: Bool = false) {
        self.found = found
        self.topic = topic
        missing = SongSheet.Field.allCases.filter { !found.has($0) }
        notes = found.notes
        guard let lyrics = found.lyrics else {
            notes.append("The answer has no lyrics; ask for them again.")
            return
        }
        var sheet = SongSheet(title: "", lyrics: lyrics)
        sheet.title = found.title ?? Self.title(topic: topic, lyrics: lyrics)
        if found.title == nil { notes.append("The answer names no title; “\(sheet.title)” is used.") }
        sheet.genre = found.genre ?? ""
        if found.genre == nil, !isSung { notes.append("The answer names no genre; none is asked for.") }
        if let tempo = found.tempo { sheet.tempo = tempo } else { missed("tempo", "118 beats a minute are") }
        if let metre = found.timeSignature {
            sheet.timeSignature = metre
        } else {
            missed("time signature", "4/4 is")
        }
        if let key = found.key { sheet.key = key } else { missed("key", "C Major is") }
        sheet.recording = found.recording
        sheet.vocals = found.vocals
        if found.recording.isEmpty, !isSung {
            notes.append("The answer does not describe the recording; nothing is asked for.")
        }
        if found.vocals.isEmpty, !isSung {
            notes.append("The answer does not describe the voice; nothing is asked for.")
        }
        self.sheet = sheet
    }

    private mutating func missed(_ field: String, _ value: String) {
        notes.append("The answer names no \(field) that can be used; \(value) used.")
    }

    /// The reading with what was missing taken from the answer to a second question.
    package func completed(by answer: String) -> SongSheetReading {
        SongSheetReading(found.completed(by: FoundSong(answer)), topic: topic)
    }

    /// A title for a song without one: a short topic, else the first line that is sung.
    private static func title(topic: String, lyrics: String) -> String {
        let topic = ModelText.oneLine(topic)
        if !topic.isEmpty, topic.split(separator: " ").count <= 6, topic.count <= 60 { return topic }
        let line = lyrics.split(separator: "\n").first { Markup.bracketed($0) == nil } ?? ""
        var title = TextFitting.prefix(of: Markup.unquoted(line), characters: 60)
        while let last = title.last, ",.;:!…-–—".contains(last) { title.removeLast() }
        return title.isEmpty ? "Untitled" : title
    }
}

extension SongSheet {
    /// A field of the template.
    package enum Field: String, Sendable, CaseIterable {
        case title = "Title"
        case genre = "Genre"
        case tempo = "Tempo"
        case timeSignature = "Time Signature"
        case key = "Key"
        case lyrics = "Lyrics"
        case recording = "Audio Recording"
        case vocals = "Vocal Performance"
    }

    /// Reads a language model's answer, whatever form it has.
    ///
    /// - Parameters:
    ///   - answer: JSON or the template filled in, with anything around it; of more than 200 kB the beginning is read.
    ///   - topic: What the song is about; where no title is named, a short topic is the title.
    package static func reading(_ answer: String, topic: String = "") -> SongSheetReading {
        SongSheetReading(FoundSong(answer), topic: topic)
    }
}
