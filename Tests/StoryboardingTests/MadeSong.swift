import Storyboarding
import TestSupport

/// Song sheets and storyboards that chance makes.
enum MadeSong {
    private static let words = [
        "rain", "light", "über", "señor", "море", "朝", "don't", "run", "away", "blue", "night", "é", "heart",
        "7",
        "electric", "slow", "we", "you", "hold", "on",
    ]
    private static let adjectives = [
        "warm", "wide", "punchy", "soft", "lo-fi", "bright", "airy", "dark", "drum and bass", "vintage tape",
        "raw",
    ]
    private static let tags = [
        "[Intro]", "[Verse 1]", "[Verse 2]", "[Pre-Chorus]", "[Chorus]", "[Bridge]", "[Outro]",
        "[Guitar Solo]",
        "[Final Chorus]",
    ]

    static func line(_ random: inout MadeRandom, words count: ClosedRange<Int>) -> String {
        (0..<Int.random(in: count, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }
            .joined(separator: " ")
    }

    static func sheet(_ random: inout MadeRandom) -> SongSheet {
        var sections: [String] = []
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            let lines = (0..<Int.random(in: 1...5, using: &random)).map { _ in line(&random, words: 2...8) }
            sections.append(([tags.randomElement(using: &random) ?? ""] + lines).joined(separator: "\n"))
        }
        let tonic = ["C", "D", "E", "F", "G", "A", "B"].randomElement(using: &random) ?? "C"
        return SongSheet(
            title: line(&random, words: 1...4) + " song", genre: line(&random, words: 1...2) + " pop",
            tempo: Double(Int.random(in: 300...3000, using: &random)) / 10,
            timeSignature: TimeSignature(
                beats: Int.random(in: 1...16, using: &random),
                unit: [1, 2, 4, 8, 16].randomElement(using: &random) ?? 4),
            key: MusicalKey(
                tonic: tonic + (["", "#", "b"].randomElement(using: &random) ?? ""),
                isMinor: Bool.random(using: &random)),
            lyrics: sections.joined(separator: "\n\n"),
            recording: Array(
                adjectives.shuffled(using: &random).prefix(Int.random(in: 1...5, using: &random))),
            vocals: Array(adjectives.shuffled(using: &random).prefix(Int.random(in: 1...5, using: &random))))
    }

    static func storyboard(_ random: inout MadeRandom) -> Storyboard {
        let cast = ["Mara", "Old Tom", "朝子"].map {
            Keyframe.Character(name: $0, description: line(&random, words: 4...9) + ", in a red coat")
        }
        return Storyboard(
            scenes: (1...Int.random(in: 1...8, using: &random)).map { number in
                Keyframe(
                    number: number, title: line(&random, words: 1...3) + " \(number)",
                    scenario: line(&random, words: 3...12) + ", wide shot.",
                    characters: Array(
                        cast.shuffled(using: &random).prefix(Int.random(in: 0...3, using: &random))),
                    actions: line(&random, words: 2...9) + ".", plot: line(&random, words: 2...9) + ".",
                    negative: Bool.random(using: &random) ? "text, logos" : "",
                    section: ["", "chorus", "verse 1"].randomElement(using: &random) ?? "")
            })
    }
}
