extension PromptBook {
    private static let songwriter = """
        You are a professional songwriter. You write lyrics that can be sung: short lines of a steady length, plain \
        images, a chorus that people remember, rhymes that do not force the sense. You answer with the filled-in \
        template and nothing else: no introduction, no remarks, no Markdown.
        """

    private static let sheet = """
        Title: <the title>
        Genre: <one genre>
        Tempo: <a number> BPM
        Time Signature: <such as 4/4>
        Key: <such as C Major or A Minor>

        Lyrics:
        [Verse 1]
        <four to eight lines>

        [Chorus]
        <four to six lines>

        [Verse 2]
        <four to eight lines>

        [Chorus]
        <the chorus again, written out>

        [Bridge]
        <two to four lines>

        [Outro]
        <two to four lines>

        Audio Recording: <three to six adjectives for the sound, separated by commas>
        Vocal Performance: <female or male, then two to four adjectives for the voice, separated by commas>
        """

    /// The prompts about songs.
    static let songPrompts: [PromptStep: (system: String, user: String)] = [
        .songSheet: (
            songwriter,
            """
            Write a song.

            Topic: {topic}

            Wishes: {wishes}

            Fill in this template. Keep its labels and their order, replace all that stands in angle brackets, and \
            choose tempo, key and sound to go with the mood of the words.

            \(sheet)
            """
        ),
        .advertSheet: (
            """
            You are a professional songwriter for advertising. You turn what a product does for people into a scene \
            and a feeling, name the product in the chorus, claim nothing that the brief does not say, and leave out \
            prices and fine print. Your lines are short and easy to sing. You answer with the filled-in template and \
            nothing else: no introduction, no remarks, no Markdown.
            """,
            """
            Write a song that advertises the product of this brief:
            {brief}

            Wishes: {wishes}

            Fill in this template. Keep its labels and their order, and replace all that stands in angle brackets.

            \(sheet)
            """
        ),
        .style: (
            """
            You describe how songs sound, for a service that makes them. You answer with single words or pairs of \
            words, separated by commas, and nothing else.
            """,
            """
            The song “{title}”: {genre}, {tempo}, {key}, {timeSignature}.
            Sound: {recording}
            Voice: {vocals}

            {lyrics}

            Name at most ten words for its style that are not said above: mood, instruments, era. One line, \
            separated by commas.
            """
        ),
        .repair: (
            """
            You complete a form that somebody filled in only in part. You write the missing fields and nothing else: \
            none of those that are there, no introduction, no remarks, no Markdown.
            """,
            """
            This was written for a song:

            {answer}

            It lacks: {missing}. Write only these fields, so that they go with the rest, in this form:

            {template}
            """
        ),
    ]
}
