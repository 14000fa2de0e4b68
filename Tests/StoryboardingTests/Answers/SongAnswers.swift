import Storyboarding
import Testing

/// Answers in the manner of language models, with the song that is in each.
struct SongAnswer: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    var sheet: SongSheet
    var missing: [SongSheet.Field] = []
    var testDescription: String { name }

    static let all = [
        plain, markdown, emoji, json, jsonInText, jsonSections, tiny, truncated, spanish, japanese, table,
    ]

    static let plain = SongAnswer(
        name: "the template as it was asked for",
        text: """
            Title: First Light
            Genre: Electronic rock
            Tempo: 118 BPM
            Time Signature: 4/4
            Key: C Major

            Lyrics:
            [Verse 1]
            Grey sea, slow light
            The lamp goes out

            [Chorus]
            Hold on, hold on
            The morning knows your name

            Audio Recording: warm, punchy, wide
            Vocal Performance: female, soft
            """,
        sheet: SongSheet(
            title: "First Light", genre: "Electronic rock", tempo: 118, lyrics: firstLight,
            recording: ["warm", "punchy", "wide"], vocals: ["female", "soft"]))

    static let firstLight = """
        [Verse 1]
        Grey sea, slow light
        The lamp goes out

        [Chorus]
        Hold on, hold on
        The morning knows your name
        """

    static let markdown = SongAnswer(
        name: "bold labels, curly quotes, bullets and remarks",
        text: """
            Sure! Here's a song about a lighthouse at dawn:

            **Song Title:** “First Light”
            **Genre:** Electronic rock
            **Tempo:** Moderate (around 120 BPM)
            **Time Signature:** 4/4 (common time)
            **Key:** E♭ Major

            **Lyrics:**

            **Verse 1:**
            Grey sea, slow light
            The lamp goes out

            **Chorus:**
            Hold on, hold on
            The morning knows your name

            **Audio Recording:**
            * Warm
            * Punchy
            * Warm
            * Wide stereo image

            **Vocal Performance:**
            - Female
            - Soft and breathy

            I hope you like this song! Let me know if you'd like any changes.
            """,
        sheet: SongSheet(
            title: "First Light", genre: "Electronic rock", tempo: 120, key: MusicalKey(tonic: "Eb"),
            lyrics: firstLight, recording: ["Warm", "Punchy", "Wide stereo image"],
            vocals: ["Female", "Soft and breathy"]))

    static let emoji = SongAnswer(
        name: "headings, numbers and pictures",
        text: """
            # 🎵 **First Light**

            1. **Genre**: Electronic rock
            2. **Tempo** – 100–110 bpm
            3. **Time Signature** – 6/8 time
            4. **Key** – F sharp minor

            ## 🎤 Lyrics

            ### Verse 1
            Grey sea, slow light  
            The lamp goes out  

            ### Chorus
            *Hold on, hold on*  
            The morning knows your name

            ---

            ## 🎧 Audio Recording
            warm; punchy; wide.

            ## Vocal Performance
            Female, soft.

            Would you like me to adjust the lyrics?
            """,
        sheet: SongSheet(
            title: "First Light", genre: "Electronic rock", tempo: 105,
            timeSignature: TimeSignature(beats: 6, unit: 8), key: MusicalKey(tonic: "F#", isMinor: true),
            lyrics: firstLight, recording: ["warm", "punchy", "wide"], vocals: ["Female", "soft"]))

    static let json = SongAnswer(
        name: "JSON in a fence with a comma too many",
        text: """
            Here is the song you asked for:

            ```json
            {
              "title": "First Light",
              "genre": "Electronic rock",
              "tempo": 118,
              "timeSignature": "4/4",
              "key": "C Major",
              "lyrics": "[Verse 1]\\nGrey sea, slow light\\nThe lamp goes out\\n\\n[Chorus]\\nHold on, hold on\\nThe morning knows your name\\n",
              "audioRecording": ["warm", "punchy", "wide",],
              "vocalPerformance": ["female", "soft"],
            }
            ```

            Let me know if you need anything else in this song.
            """,
        sheet: plain.sheet)

    static let jsonInText = SongAnswer(
        name: "an object inside a sentence, with other names for its keys",
        text: """
            <think>The user wants {a song}. Title: Wrong. Lyrics: wrong</think>
            My answer is {"song": {"Song Title": "\\"First Light\\"", "Genre": "Electronic rock", "BPM": "118",
            "time_signature": "4/4", "Key": "C major scale", "lyrics": ["[Verse 1]", "Grey sea, slow light", "The lamp goes out", "(Chorus)", "Hold on, hold on", "The morning knows your name"], "audio_recording": "warm, punchy, wide", "vocals": "female, soft"}} as asked.
            """,
        sheet: plain.sheet)

    static let jsonSections = SongAnswer(
        name: "JSON with a section a key, cut off at its end",
        text: """
            {"title": "First Light", "genre": "Electronic rock", "key": "C Major", "timeSignature": "4/4", "tempo": {"bpm": 118},
             "audioRecording": ["warm", "punchy", "wide"], "vocalPerformance": ["female", "soft"],
             "lyrics": {"Verse 1": "Grey sea, slow light\\nThe lamp goes out", "Chorus": ["Hold on, hold on", "The morning knows your name"
            """,
        sheet: plain.sheet)

    /// As a model of 135 million parameters answers: blanks of the template left, labels repeated, no recording.
    static let tiny = SongAnswer(
        name: "a broken template that is there twice",
        text: """
            **Title:** **[Song Title]**

            **Genre:** **Pop**

            **Tempo:** **X BPM**

            **Time Signature:** **[Time Signature]**

            **Key:** **Lady Gaga [Main Chord] **

            **Lyrics:**

            **[Verse 1]**
            I stand upon the shore, the light is low
            The waves are calling me to go

            **[Chorus]**
            Oh, lighthouse, oh, lighthouse

            **Title:** **[Song Title]**

            **Genre:** **Pop**

            **Tempo:** **X BPM**

            **Lyrics:**

            **[Verse 1]**
            I stand upon the shore, the light is low
            The waves are calling me to go
            """,
        sheet: SongSheet(
            title: "a lighthouse at dawn", genre: "Pop",
            lyrics: """
                [Verse 1]
                I stand upon the shore, the light is low
                The waves are calling me to go

                [Chorus]
                Oh, lighthouse, oh, lighthouse
                """),
        missing: [.title, .tempo, .timeSignature, .key, .recording, .vocals])

    static let truncated = SongAnswer(
        name: "an answer that breaks off within the lyrics",
        text: """
            Title - First Light
            Genre - Synthwave
            Tempo - [110 BPM]
            Time Signature - [3/4]
            Key - [A] [Minor]

            Lyrics

            Verse 1:
            Grey sea, slow light
            The lamp goes
            """,
        sheet: SongSheet(
            title: "First Light", genre: "Synthwave", tempo: 110,
            timeSignature: TimeSignature(beats: 3, unit: 4),
            key: MusicalKey(tonic: "A", isMinor: true),
            lyrics: "[Verse 1]\nGrey sea, slow light\nThe lamp goes"),
        missing: [.recording, .vocals])

    static let spanish = SongAnswer(
        name: "lyrics in Spanish",
        text: """
            Title: "Luz de Mañana"
            Genre: Pop latino
            Tempo: 96
            Time Signature: 4/4
            Key: Am

            Lyrics:

            [Verse 1]
            El mar está gris, ¿quién me espera?
            La niña canta: «ya llegó la primavera»

            (Chorus)
            ¡Aguanta, corazón!

            Audio Recording: cálido, íntimo
            Vocal Performance: female, dulce
            """,
        sheet: SongSheet(
            title: "Luz de Mañana", genre: "Pop latino", tempo: 96,
            key: MusicalKey(tonic: "A", isMinor: true),
            lyrics: """
                [Verse 1]
                El mar está gris, ¿quién me espera?
                La niña canta: «ya llegó la primavera»

                [Chorus]
                ¡Aguanta, corazón!
                """, recording: ["cálido", "íntimo"], vocals: ["female", "dulce"]))

    static let japanese = SongAnswer(
        name: "lyrics in Japanese, with wide colons",
        text: """
            Title：「朝の光」
            Genre：J-Pop
            Tempo：128 BPM
            Time Signature：4/4
            Key：D Major
            Lyrics：
            [Verse 1]
            灰色の海　静かな光
            灯台は眠る

            [Chorus]
            朝が君を呼ぶ 👩‍🚀
            Audio Recording：明るい、温かい
            Vocal Performance：女性、柔らかい
            """,
        sheet: SongSheet(
            title: "朝の光", genre: "J-Pop", tempo: 128, key: MusicalKey(tonic: "D"),
            lyrics: "[Verse 1]\n灰色の海 静かな光\n灯台は眠る\n\n[Chorus]\n朝が君を呼ぶ 👩‍🚀",
            recording: ["明るい", "温かい"], vocals: ["女性", "柔らかい"]))

    static let table = SongAnswer(
        name: "a table before the lyrics",
        text: """
            | Field | Value |
            |---|---|
            | **Title** | First Light |
            | **Genre** | Electronic rock |
            | **Tempo** | ♩ = 118 |
            | **Time Signature** | 4/4 |
            | **Key** | C Major |
            | **Audio Recording** | warm, punchy, wide |
            | **Vocal Performance** | female, soft |

            [Verse 1]
            Grey sea, slow light
            The lamp goes out

            [Chorus]
            Hold on, hold on
            The morning knows your name

            Note: the chorus may be repeated.
            """,
        sheet: plain.sheet)
}
