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
