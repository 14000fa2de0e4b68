/// A song in words: a template filled in.
struct SketchedSong: Sendable {
    private let topic: SketchTopic
    private let isAdvert: Bool
    /// Beats a minute.
    let tempo: Int
    /// The key, such as `C Major`.
    let key: String
    private let mood: Mood
    private let verses: [[String]]
    private let lift: [String]
    private let hook: [String]
    private let bridge: [String]

    /// What goes together in the sound of a song.
    private struct Mood {
        var genre: String
        var recording: [String]
        var vocals: [String]
        var isMinor: Bool
    }

    /// Draws a song about a topic.
    init(_ topic: SketchTopic, _ drawn: Chance, isAdvert: Bool) {
        var chance = drawn
        self.topic = topic
        self.isAdvert = isAdvert
        mood = chance.pick(isAdvert ? [Self.moods[0], Self.moods[1], Self.moods[3]] : Self.moods)
        tempo = 96 + Int(chance.next() % 33)
        let tonic = chance.pick(
            mood.isMinor ? ["A", "E", "D", "B", "F#", "C"] : ["C", "G", "D", "F", "A", "Bb"])
        key = "\(tonic) \(mood.isMinor ? "Minor" : "Major")"
        let subject = topic.subject
        func filled(_ lines: [String]) -> [String] { lines.map { Self.fill($0, subject) } }
        let pairs = isAdvert ? Self.advertPairs : Self.versePairs
        let picked = pairs.shuffled(using: &chance)
        verses = [filled(picked[0] + picked[1]), filled(picked[2] + picked[3])]
        lift = filled(chance.pick(Self.lifts))
        hook = filled(chance.pick(isAdvert ? Self.advertHooks : Self.hooks))
        bridge = filled(chance.pick(Self.bridges))
    }

    /// The title.
    var title: String { topic.title }

    /// The words, with their tags.
    var lyrics: String {
        let chorus = ["[Chorus]"] + hook
        let parts: [[String]] = [
            ["[Intro]"], ["[Verse 1]"] + verses[0], ["[Pre-Chorus]"] + lift, chorus,
            ["[Verse 2]"] + verses[1], ["[Bridge]"] + bridge, chorus, ["[Outro]", hook[0]],
        ]
        let short: [[String]] = [["[Intro]"], ["[Verse 1]"] + verses[0], chorus, ["[Outro]", hook[0]]]
        return (isAdvert ? short : parts).map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
    }

    /// The sheet with all its labels.
    var text: String {
        """
        Song Title: \(title)
        Genre: \(mood.genre)
        Tempo: \(tempo) BPM
        Time Signature: 4/4
        Key: \(key)

        Lyrics:
        \(lyrics)

        Audio Recording: \(mood.recording.joined(separator: ", "))
        Vocal Performance: \(mood.vocals.joined(separator: ", "))

        """
    }

    /// The sound in one line.
    var style: String {
        "\(mood.genre), \(tempo) BPM, \(key), 4/4, \((mood.recording + mood.vocals).joined(separator: ", "))"
    }

    /// The sound as tags, those of the voice with that word.
    var tags: String {
        ([mood.genre] + mood.recording + mood.vocals.map { "\($0) vocals" }).joined(separator: ", ")
    }

    /// Puts the topic into a line, which may begin with it.
    private static func fill(_ line: String, _ subject: String) -> String {
        let filled = line.split(separator: "~", omittingEmptySubsequences: false).joined(separator: subject)
        return filled.prefix(1).uppercased() + filled.dropFirst()
    }

    private static let moods = [
        Mood(
            genre: "Electronic pop", recording: ["warm", "wide", "clean drums", "soft pads"],
            vocals: ["bright", "close", "hopeful"], isMinor: false),
        Mood(
            genre: "Indie pop", recording: ["airy", "plucked strings", "steady beat"],
            vocals: ["gentle", "clear", "smiling"], isMinor: false),
        Mood(
            genre: "Synthwave", recording: ["deep bass", "glassy", "night drive"],
            vocals: ["longing", "smooth", "distant"], isMinor: true),
        Mood(
            genre: "Folk rock", recording: ["earthy", "open", "rising"], vocals: ["honest", "full", "warm"],
            isMinor: false),
        Mood(
            genre: "Dream pop", recording: ["hazy", "slow bloom", "shimmering"],
            vocals: ["soft", "layered", "wistful"], isMinor: true),
    ]

    /// Two lines that rhyme; `~` is the topic.
    private static let versePairs = [
        ["I woke up early with the sky still grey", "and thought of ~ on the way"],
        ["The windows hum, the kettle sings", "and ~ is in the little things"],
        ["We drew a map on the back of my hand", "to find ~ in a distant land"],
        ["The radio plays a song we knew", "of ~ and a road in blue"],
        ["There is a light at the end of the street", "I hear ~ in the sound of my feet"],
        ["The evening falls like a paper plane", "and ~ comes back again"],
        ["I kept a photo, the edges worn", "of ~ before the storm"],
        ["The clocks run slow and the shadows long", "so I put ~ in a song"],
    ]
    private static let lifts = [
        ["And the wind begins to turn", "And I feel the morning burn"],
        ["Hold on, hold on, it's coming near", "One more breath and it is here"],
        ["Count to three and close your eyes", "Feel the colours start to rise"],
    ]
    private static let hooks = [
        [
            "Oh, ~, carry me home", "Over the hills where the bright lights roam", "Oh, ~, never let go",
            "You are the only way I know",
        ],
        [
            "Sing it for ~, sing it out loud", "Lift it up over the sleeping crowd",
            "Sing it for ~, sing it tonight", "We are the shadow, we are the light",
        ],
        [
            "~, you and I", "Running along the rim of the sky", "~, hear me call",
            "We will be dancing after the fall",
        ],
    ]
    private static let bridges = [
        [
            "Slow, slow, the river knows", "Slow, slow, the story goes",
            "All that we lose comes round once more", "Waves on the sand and an open door",
        ],
        [
            "If the night is all we have", "Let the night be long", "If a word is all we have",
            "Let it be a song",
        ],
        [
            "Quiet now, the city sleeps", "Quiet now, the promise keeps", "One by one the stars go by",
            "One by one we learn to fly",
        ],
    ]
    private static let advertPairs = [
        ["Monday came in with its coat on wrong", "but ~ was there all along"],
        ["A little bit better, a little bit bright", "with ~ it turns out right"],
        ["You open the door and the day walks in", "with ~ we can begin"],
        ["The world is in a hurry, so let it run", "take ~ into the sun"],
    ]
    private static let advertHooks = [
        ["~, yes, it's easy", "~, light and breezy", "Any day, any weather", "~, it's better together"],
        ["Say hello to ~", "Say hello to more", "Say hello to ~", "It's waiting at your door"],
    ]
}
