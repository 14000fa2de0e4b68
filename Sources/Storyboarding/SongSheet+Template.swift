extension SongSheet {
    /// The sheet as a language model is asked to write it, which `reading(_:topic:)` reads again.
    package var template: String {
        """
        Title: \(title)
        Genre: \(genre)
        Tempo: \(tempoText)
        Time Signature: \(timeSignature)
        Key: \(key)

        Lyrics:
        \(lyrics)

        Audio Recording: \(recording.joined(separator: ", "))
        Vocal Performance: \(vocals.joined(separator: ", "))

        """
    }

    /// The tempo as it is said: `118 BPM`, `92.5 BPM`.
    package var tempoText: String {
        let tenths = (tempo * 10).rounded() / 10
        return (tenths == tenths.rounded() ? "\(Int(tenths))" : "\(tenths)") + " BPM"
    }
}

extension SongSheet.Field {
    /// The field as a language model is asked to fill it in.
    var template: String {
        switch self {
        case .title: "Title: <the title>"
        case .genre: "Genre: <one genre>"
        case .tempo: "Tempo: <a number> BPM"
        case .timeSignature: "Time Signature: <such as 4/4>"
        case .key: "Key: <such as C Major or A Minor>"
        case .lyrics: "Lyrics:\n[Verse 1]\n<four to eight lines>\n\n[Chorus]\n<four to six lines>\n"
        case .recording: "Audio Recording: <three to six adjectives for the sound, separated by commas>"
        case .vocals: "Vocal Performance: <female or male, then two to four adjectives for the voice>"
        }
    }
}

extension SongSheetReading {
    /// The values of the prompt `repair`, for an answer that lacks fields.
    ///
    /// - Parameter answer: The answer that this is the reading of.
    package func repairValues(answer: String) -> [String: String] {
        [
            "missing": missing.map(\.rawValue).joined(separator: ", "),
            "template": missing.map(\.template).joined(separator: "\n"),
            "answer": TextFitting.prefix(of: ModelText.cleaned(answer).text, characters: 6000),
        ]
    }
}

extension SongSheet {
    /// The values that prompts have for a song: `title`, `genre`, `tempo`, `key`, `timeSignature`, `lyrics`,
    /// `recording` and `vocals`.
    package var promptValues: [String: String] {
        [
            "title": title, "genre": genre, "tempo": tempoText, "key": key.description,
            "timeSignature": timeSignature.description, "lyrics": lyrics,
            "recording": recording.joined(separator: ", "), "vocals": vocals.joined(separator: ", "),
        ]
    }
}
