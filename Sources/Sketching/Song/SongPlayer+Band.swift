internal import MusicAnalysis

extension SongPlayer {
    /// Plays what goes under a bar.
    mutating func accompany(_ place: Place, chord step: Int) {
        let chord = key.chord(step)
        let isFull = place.label == .chorus
        pads(chord, place, isFull: isFull)
        if place.label != .bridge || place.number % 2 == 1 { plucks(chord, place, isFull: isFull) }
        if place.label != .intro || place.number >= 2 { bass(chord, place, isFull: isFull) }
        drums(place, isFull: isFull)
    }

    private mutating func pads(_ chord: [Int], _ place: Place, isFull: Bool) {
        let length = NoteStore.rounded(Double(beatsPerBar) * beat * 1.06)
        let level = isFull ? 0.12 : place.label == .bridge ? 0.13 : place.label == .verse ? 0.055 : 0.08
        for (index, note) in chord.enumerated() {
            add(
                .pad(note, length), at: place.time, level: level, pan: Double(index - 1) * 0.6, echo: 0.35,
                ducks: true)
        }
    }

    private mutating func plucks(_ chord: [Int], _ place: Place, isFull: Bool) {
        let level = isFull ? 0.15 : place.label == .verse ? 0.075 : 0.12
        // Sparse parts have the strong half of the pattern only.
        let isSparse = place.label == .verse && place.number < 2 || place.label == .outro
        for eighth in 0..<beatsPerBar * 2 where !isSparse || eighth.isMultiple(of: 2) {
            let index = pattern[eighth % 4]
            let note = index == 3 ? chord[0] + 12 : chord[index]
            let isOn = eighth.isMultiple(of: 2)
            add(
                .pluck(note + 12), at: place.time + Double(eighth) * beat / 2,
                level: level * (isOn ? 1 : 0.7),
                pan: isOn ? -0.4 : 0.45, echo: 0.5)
        }
    }

    private mutating func bass(_ chord: [Int], _ place: Place, isFull: Bool) {
        let root = chord[0] - 24
        var at = 0.0
        // Full parts move in eighths or quarters, the others in half bars.
        let half = beatsPerBar > 3 ? 2.0 : Double(beatsPerBar)
        let steps: [Double] = isFull ? [[1, 0.5, 0.5], [0.5, 0.5], [1, 1]][drive] : [half]
        var index = 0
        while at < Double(beatsPerBar) {
            let length = min(steps[index % steps.count], Double(beatsPerBar) - at)
            let isFifth =
                !isFull && at > 0 || isFull && at + length >= Double(beatsPerBar) && place.number % 2 == 1
            add(
                .bass(root + (isFifth ? 7 : 0), NoteStore.rounded(length * beat * 0.92)),
                at: place.time + at * beat, level: isFull ? 0.36 : 0.28, pan: 0, echo: 0, ducks: true)
            at += length
            index += 1
        }
    }

    private mutating func drums(_ place: Place, isFull: Bool) {
        if isFull, place.number == 0 { add(.crash, at: place.time, level: 0.3, pan: 0.2, echo: 0.3) }
        if place.isEnd, place.isLast { return }
        let isFill = place.isLast && place.label != .intro && place.label != .outro
        for number in 0..<beatsPerBar {
            let time = place.time + Double(number) * beat
            let isSnare = beatsPerBar == 3 ? number > 0 : !number.isMultiple(of: 2)
            let isSparse = place.label == .intro || place.label == .bridge && place.number % 4 < 2
            let isKick = number == 0 || isFull && beatsPerBar != 3 || number == 2 && beatsPerBar != 3
            if isKick, !isSparse || number == 0 {
                add(
                    .kick, at: time, level: isFull ? (number == 0 ? 0.9 : 0.75) : number == 0 ? 0.7 : 0.45,
                    pan: 0, echo: 0)
                mixer.duck(at: time)
            }
            let fills = isFill && number == beatsPerBar - 1
            if isSnare, !isSparse, !fills {
                let level = beatsPerBar == 3 ? 0.22 : isFull ? 0.52 : place.label == .verse ? 0.24 : 0.34
                add(.snare, at: time, level: level, pan: -0.05, echo: 0.25)
            }
            if fills {
                for sixteenth in 0..<4 {
                    let time = time + Double(sixteenth) * beat / 4
                    let level = 0.2 + 0.08 * Double(sixteenth)
                    add(.snare, at: time, level: level, pan: Double(sixteenth - 2) / 4, echo: 0.25)
                }
            }
        }
        for eighth in 0..<beatsPerBar * 2 {
            let isOff = !eighth.isMultiple(of: 2)
            let time = place.time + Double(eighth) * beat / 2
            let level = (isOff ? 0.12 : 0.13) * (place.label == .intro || place.label == .bridge ? 0.6 : 1)
            add(.hat(isFull && isOff ? 0.12 : 0.04), at: time, level: level, pan: 0.3, echo: 0)
        }
    }

    /// Lets the tonic ring at the end.
    mutating func ring(at time: Double) {
        for (index, note) in (key.chord(0) + [key.note(7)]).enumerated() {
            add(.pluck(note), at: time, level: 0.2, pan: Double(index) * 0.3 - 0.45, echo: 0.6)
        }
        add(.bass(key.note(0) - 24, 0.9), at: time, level: 0.3, pan: 0, echo: 0)
        add(.kick, at: time, level: 0.7, pan: 0, echo: 0)
    }
}
