import MusicAnalysis

/// What is heard in a song, as people read it: length, tempo, beats and sections.
func songSummary(_ song: SongAnalysis) -> String {
    var lines = ["length    \(clock(song.duration))"]
    if song.tempo.bpm > 0 {
        lines += tempoText(song.tempo)
        let downbeats = song.beats.count { $0.position == 1 }
        lines.append("beats     \(song.beats.count) in \(downbeats) bars of \(song.beatsPerBar)")
        let passages = unsurePassages(song.beats).map { "\(clock($0.start))–\(clock($0.end))" }
        if !passages.isEmpty { lines.append("unsure    beats at " + passages.joined(separator: ", ")) }
    } else {
        lines.append("tempo     no beat was found")
    }
    lines.append("onsets    \(song.onsets.count)")
    if let integrated = song.loudness.integrated {
        let range = number(song.loudness.range, 1)
        lines.append("loudness  \(signed(integrated, 1, plus: "")) LUFS, range \(range) LU")
    }
    lines += song.dynamics.map(dynamicsText)
    if !song.lyrics.isEmpty {
        let given = song.lyrics.count { !$0.isEstimate }
        let times =
            given == 0
            ? "estimated" : given == song.lyrics.count ? "given" : "given for \(given), estimated for others"
        lines.append(
            "lyrics    \(song.lyrics.count) line\(song.lyrics.count == 1 ? "" : "s"), their times \(times)")
    }
    lines.append("")
    var table = TextTable(header: ["section", "from", "to", "bars", "energy", "intensity", "sure"])
    for section in song.sections {
        let bars = song.beats.count {
            $0.position == 1 && $0.time >= section.start - 0.001 && $0.time < section.end - 0.001
        }
        table.append([
            "\(section.label.rawValue) (\(groupLetter(section.group)))", clock(section.start),
            clock(section.end), String(bars), gauge(section.energy), percent(section.intensity),
            percent(section.confidence),
        ])
    }
    return lines.joined(separator: "\n") + "\n" + table.text
}

/// The tempo, its other readings, and how it runs over the song.
private func tempoText(_ tempo: Tempo) -> [String] {
    let others = tempo.alternatives.prefix(2).map { other in
        let ratio = other.bpm / tempo.bpm
        let flag = abs(ratio - 2) < 0.1 ? "--double: " : abs(ratio - 0.5) < 0.03 ? "--half: " : ""
        return "\(flag)\(number(other.bpm, 1)) (score \(number(other.score, 2)))"
    }
    var lines = [
        "tempo     \(number(tempo.bpm, 1)) BPM, confidence \(percent(tempo.confidence))"
            + (others.isEmpty ? "" : "; or " + others.joined(separator: ", "))
    ]
    let drift = Int((1000 * tempo.drift).rounded())
    let tempi = tempo.curve.map(\.bpm)
    if let least = tempi.min(), let greatest = tempi.max() {
        lines.append(
            greatest / least < 1.01
                ? "drift     steady: no beat is more than \(drift) ms from an even one"
                : "drift     \(sparkline(tempi, columns: 32)) \(number(least, 1)) to \(number(greatest, 1)) BPM;"
                    + " beats stray up to \(drift) ms from even ones")
    }
    return lines
}

/// What happens to the intensity, and when.
private func dynamicsText(_ event: DynamicEvent) -> String {
    let change = signed(event.change, 1, plus: "+") + " LU"
    let place = event.kind == .drop ? clock(event.start) : "\(clock(event.start))–\(clock(event.end))"
    let name = event.kind.rawValue
    return name + String(repeating: " ", count: 10 - name.count) + "\(place), \(change)"
}

/// Where four beats or more in a row are more likely wrong than right.
private func unsurePassages(_ beats: [Beat]) -> [(start: Double, end: Double)] {
    var passages: [(start: Double, end: Double)] = []
    var index = 0
    while index < beats.count {
        var end = index
        while end < beats.count, beats[end].confidence < 0.5 { end += 1 }
        if end - index >= 4 { passages.append((beats[index].time, beats[end - 1].time)) }
        index = max(end, index + 1)
    }
    return passages
}

private func groupLetter(_ group: Int) -> String {
    group < 26 ? String(UnicodeScalar(UInt8(65 + group))) : "#\(group)"
}
