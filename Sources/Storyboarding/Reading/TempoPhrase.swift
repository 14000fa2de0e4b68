/// A tempo out of a model's words: `Moderate (around 120 BPM)`, `100-110`, `allegro`.
struct TempoPhrase: Equatable {
    /// The tempos that songs may have, in beats a minute.
    static let bounds: ClosedRange<Double> = 30...300

    /// Beats a minute, within the bounds.
    var tempo: Double
    /// The word that it was taken from; nil where there was a number.
    var word: String?

    /// Words with their tempo, the longer before those that they hold.
    private static let words: [(word: String, tempo: Double)] = [
        ("prestissimo", 200), ("presto", 180), ("vivace", 160), ("allegretto", 116), ("allegro", 130),
        ("moderato", 112), ("andantino", 95), ("andante", 90), ("adagio", 70), ("larghetto", 63),
        ("largo", 50),
        ("lento", 55), ("grave", 40), ("very slow", 60), ("very fast", 170), ("moderately slow", 85),
        ("moderately fast", 125), ("medium slow", 90), ("medium fast", 125), ("mid-tempo", 110),
        ("midtempo", 110),
        ("mid tempo", 110), ("moderate", 110), ("medium", 110), ("uptempo", 128), ("up-tempo", 128),
        ("upbeat", 125), ("downtempo", 80), ("slow", 75), ("fast", 140),
    ]

    /// The tempo that a text names; nil where it names none within the bounds.
    init?(_ text: String) {
        let lower = text.lowercased()
        let numbers = Self.numbers(in: lower)
        if let index = Self.chosen(numbers, in: lower) {
            let number = numbers[index]
            if index + 1 < numbers.count,
                Self.isRange(lower[number.range.upperBound..<numbers[index + 1].range.lowerBound]),
                Self.bounds.contains(numbers[index + 1].value)
            {
                tempo = (number.value + numbers[index + 1].value) / 2
            } else {
                tempo = number.value
            }
            return
        }
        guard let found = Self.words.first(where: { lower.contains($0.word) }) else { return nil }
        tempo = found.tempo
        word = found.word
    }

    private struct Number {
        var value: Double
        var range: Range<String.Index>
    }

    /// The number before `bpm` or `beats`, with its partner of a range; behind it; else the first that can be a tempo.
    private static func chosen(_ numbers: [Number], in text: String) -> Int? {
        let fitting = numbers.indices.filter { bounds.contains(numbers[$0].value) }
        let units = ["bpm", "beats", "b.p.m"].compactMap { text.firstRange(of: $0) }
        guard let unit = units.min(by: { $0.lowerBound < $1.lowerBound }) else { return fitting.first }
        guard let near = fitting.last(where: { numbers[$0].range.upperBound <= unit.lowerBound }) else {
            return fitting.first
        }
        if near > 0, fitting.contains(near - 1),
            isRange(text[numbers[near - 1].range.upperBound..<numbers[near].range.lowerBound])
        {
            return near - 1
        }
        return near
    }

    private static func isRange(_ between: Substring) -> Bool {
        let word = between.filter { !$0.isWhitespace }
        return ["-", "–", "—", "~", "to", "and", "bpm-", "bpm–", "bpmto", "or"].contains(word)
    }

    /// The numbers of at most four digits before the point, without those that are part of `4/4`.
    private static func numbers(in text: String) -> [Number] {
        var found: [Number] = []
        var index = text.startIndex
        while index < text.endIndex {
            guard text[index].isASCII, text[index].isNumber else {
                index = text.index(after: index)
                continue
            }
            let start = index
            var end = index
            var points = 0
            while end < text.endIndex,
                (text[end].isASCII && text[end].isNumber) || (text[end] == "." && points == 0)
            {
                if text[end] == "." {
                    let next = text.index(after: end)
                    guard next < text.endIndex, text[next].isASCII, text[next].isNumber else { break }
                    points += 1
                }
                end = text.index(after: end)
            }
            index = end
            let isFraction =
                (end < text.endIndex && text[end] == "/")
                || (start > text.startIndex && text[text.index(before: start)] == "/")
            if !isFraction, text.distance(from: start, to: end) <= 9, let value = Double(text[start..<end]) {
                found.append(Number(value: value, range: start..<end))
            }
        }
        return found
    }
}
