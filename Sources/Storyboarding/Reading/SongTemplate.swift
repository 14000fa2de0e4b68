/// The template of a song sheet as text, divided into its fields.
struct SongTemplate {
    /// A field and the lines that belong to it.
    struct Block {
        var field: SongSheet.Field
        var lines: [String]
    }

    /// The fields in the order of the answer; one that is there twice has two blocks.
    private(set) var blocks: [Block] = []
    /// Lines that belong to no field.
    private(set) var loose: [String] = []
    /// What looks like the title where no label says so: a heading, a bold or quoted line before all fields.
    private(set) var looseTitle: String?

    static let labels: [String: SongSheet.Field] = [
        "title": .title, "songtitle": .title, "titleofthesong": .title, "songname": .title, "name": .title,
        "genre": .genre, "genres": .genre, "musicgenre": .genre, "musicalgenre": .genre, "style": .genre,
        "songgenre": .genre, "musicstyle": .genre, "styleofmusic": .genre, "genrestyle": .genre,
        "tempo": .tempo, "bpm": .tempo, "tempobpm": .tempo, "tempoinbpm": .tempo, "speed": .tempo,
        "timesignature": .timeSignature, "meter": .timeSignature, "metre": .timeSignature,
        "time": .timeSignature,
        "timesig": .timeSignature, "key": .key, "musicalkey": .key, "keysignature": .key, "songkey": .key,
        "mainkey": .key, "keyandscale": .key, "keyscale": .key, "mainchord": .key,
        "lyrics": .lyrics, "lyric": .lyrics, "songlyrics": .lyrics, "fulllyrics": .lyrics,
        "thelyrics": .lyrics,
        "audiorecording": .recording, "recording": .recording, "audio": .recording, "sound": .recording,
        "production": .recording, "audiorecordingstyle": .recording, "audiostyle": .recording,
        "audiorecordingadjectives": .recording, "recordingstyle": .recording, "instrumentation": .recording,
        "audioproduction": .recording,
        "vocalperformance": .vocals, "vocals": .vocals, "vocal": .vocals, "voice": .vocals,
        "vocalstyle": .vocals,
        "vocaldelivery": .vocals, "vocalperformances": .vocals, "vocalperformanceadjectives": .vocals,
    ]

    /// Labels that no line of a song begins with.
    private static let unmistakable: Set<String> = [
        "songtitle", "timesignature", "keysignature", "musicalkey", "audiorecording", "vocalperformance",
        "tempobpm",
        "audiorecordingadjectives", "vocalperformanceadjectives", "audiorecordingstyle", "vocalperformances",
    ]
    /// Labels as they are written within a row.
    private static let names = [
        "song title", "title", "genre", "tempo", "time signature", "key", "lyrics", "audio recording",
        "vocal performance",
    ]
    /// Labels of text: those of JSON, and what is a key around the song there.
    private static let textLabels = labels.merging(["song": .title]) { first, _ in first }
    /// Labels that end lyrics where a colon follows.
    private static let plain: Set<String> = [
        "title", "songtitle", "genre", "tempo", "bpm", "key", "lyrics", "timesignature", "vocals",
        "recording",
    ]

    /// Whether the lines that belong to no field can only be a song: four short ones at least, and hardly a field.
    var isVerse: Bool {
        let lines = loose.filter { !Markup.trimmed($0).isEmpty && !Chatter.isAny($0) }
        return lines.count >= 4 && lines.count(where: { $0.count <= 80 }) * 10 >= lines.count * 9
            && lines.count(where: { $0.hasSuffix(":") }) == 0
    }

    /// Reads an answer.
    mutating func read(_ text: String) {
        for row in text.split(separator: "\n", omittingEmptySubsequences: false) {
            for line in Self.divided(row) { read(line: line) }
        }
    }

    private mutating func read(line: String) {
        let current = blocks.last?.field
        if let labelled = LabelledLine(line, labels: Self.textLabels), isLabel(labelled, within: current) {
            blocks.append(Block(field: labelled.field, lines: labelled.value.isEmpty ? [] : [labelled.value]))
            return
        }
        if current == .lyrics {
            blocks[blocks.count - 1].lines.append(line)
        } else if let (_, rest) = SectionTag.leading(line), rest.isEmpty || current == nil || isTagged(line) {
            blocks.append(Block(field: .lyrics, lines: [line]))
        } else if continues(line) {
            blocks[blocks.count - 1].lines.append(line)
        } else {
            if blocks.isEmpty, looseTitle == nil { looseTitle = Self.title(in: line) }
            if !Markup.isRule(line) { loose.append(line) }
        }
    }

    private func isTagged(_ line: String) -> Bool {
        Markup.trimmed(line).hasPrefix("[")
    }

    /// Whether a line that reads like a label is one: within lyrics, “Time - we had none” is sung.
    private func isLabel(_ line: LabelledLine<SongSheet.Field>, within field: SongSheet.Field?) -> Bool {
        let isStrong = Self.unmistakable.contains(line.label) || Self.plain.contains(line.label)
        // “- Style: playful” below the voice says more of the voice.
        if field == .recording || field == .vocals, !isStrong,
            blocks.contains(where: { $0.field == line.field })
        {
            return false
        }
        guard field == .lyrics else {
            return line.hasColon || !line.value.isEmpty || line.isMarked || Self.plain.contains(line.label)
                || Self.unmistakable.contains(line.label)
        }
        if Self.unmistakable.contains(line.label) { return true }
        guard line.isMarked || (line.hasColon && Self.plain.contains(line.label)) else { return false }
        guard !line.value.isEmpty, !Unfilled.isUnfilled(line.value) else { return true }
        switch line.field {
        case .tempo: return TempoPhrase(Unfilled.opened(line.value)) != nil
        case .timeSignature: return TimeSignature(saying: line.value) != nil
        case .key: return MusicalKey(saying: Unfilled.opened(line.value)) != nil
        default: return true
        }
    }

    /// Whether a line without a label belongs to the field before it.
    private func continues(_ line: String) -> Bool {
        guard let block = blocks.last, !Chatter.isAny(line), !Markup.isRule(line) else { return false }
        if block.lines.isEmpty { return !Markup.trimmed(line).isEmpty }
        guard block.field == .recording || block.field == .vocals || block.field == .genre else {
            return false
        }
        let text = Markup.trimmed(line)
        if text.isEmpty { return false }
        return Markup.unlisted(text).text != text || block.lines.count < 2
    }

    /// The title in a heading, a bold line or a quoted one.
    private static func title(in line: String) -> String? {
        if let named = Chatter.title(in: line) { return named }
        let (text, isHeading) = Markup.unlisted(line)
        let plain = Markup.plain(text)
        guard !plain.isEmpty, plain.count <= 100, !plain.hasSuffix(":"), !Chatter.isAny(line) else {
            return nil
        }
        let isQuoted = Markup.unquoted(plain) != plain
        guard isHeading || Markup.isBold(text) || isQuoted else { return nil }
        let name = Markup.unquoted(plain)
        let words = LabelledLine<SongSheet.Field>.letters(name)
        return ["songsheet", "song", "thesong", "songtemplate", "template", "output"].contains(words)
            ? nil : name
    }

    /// A row that names several fields between bars, `Tempo: 120 BPM | Key: Am`, as one line each.
    private static func divided(_ row: Substring) -> [String] {
        guard row.contains(" | "), Markup.trimmed(row).first != "|" else {
            return LabelledLine<SongSheet.Field>.divided(row, at: names)
        }
        let parts = row.split(separator: " | ").map(String.init)
        let named = parts.count { LabelledLine($0, labels: labels) != nil }
        return named == parts.count ? parts : [String(row)]
    }
}
