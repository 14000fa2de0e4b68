import MusicAnalysis
import Testing

@Suite("Lyrics in parts") struct LyricSheetTests {
    @Test(
        "tags are read as people write them",
        arguments: [
            ("[Intro]", .intro), ("[verse]", .verse), ("[Verse 1]", .verse), ("[VERSE 2]", .verse),
            ("[Pre-Chorus]", .prechorus), ("[Pre Chorus]", .prechorus), ("[prechorus 2]", .prechorus),
            ("[Chorus]", .chorus), ("[Final Chorus]", .chorus), ("[Chorus x2]", .chorus),
            ("(Chorus)", .chorus),
            ("[Bridge - Sonic Ritual]", .bridge), ("[Outro: fade out]", .outro), ("[End]", .outro),
            ("[Instrumental]", .instrumental), ("[Guitar Solo]", .instrumental), ("[Drop]", .instrumental),
            ("**[Verse 1]**", .verse), ("## Chorus", .chorus), ("Verse 2:", .verse), ("Chorus", .chorus),
            ("[Hook]", .chorus), ("[Refrain]", .chorus), ("[Estribillo]", .chorus), ("[Refrão]", .chorus),
            ("[Strophe 1]", .verse), ("[Couplet 2]", .verse), ("[Припев]", .chorus), ("[Куплет 1]", .verse),
            ("[サビ]", .chorus), ("[副歌]", .chorus), ("[1절]", .verse), ("[Brücke]", .bridge), ("【主歌】", .verse),
            ("<Chorus>", .chorus), ("[Final Verse]", .verse), ("[Final]", .outro),
            ("[Opening Verse]", .verse),
            ("[Final Bridge]", .bridge), ("> Chorus", .chorus), ("[[Chorus]]", .chorus),
            ("[Drop, heavy bass]", .instrumental),
        ] as [(String, SectionLabel)])
    func tags(line: String, label: SectionLabel) {
        let sheet = LyricSheet(parsing: "\(line)\nsome words\n")
        #expect(sheet.parts.map(\.label) == [label])
        #expect(sheet.parts.first?.lines == ["some words"])
    }

    @Test(
        "what is sung is no tag",
        arguments: [
            "Hook me up tonight", "(ooh, ooh)", "Break free", "The end of the road", "Bridge over it",
            "verses I wrote",
            "endless", "(at the end)", "(break it down)", "(Hook me up)", "Solo", "End",
        ])
    func lines(line: String) {
        let sheet = LyricSheet(parsing: "[Verse]\n\(line)\n")
        #expect(sheet.parts.map { $0.lines.map(\.text) } == [[line]])
    }

    @Test("stage directions are not sung, and what stands before the first tag is no part")
    func directions() {
        let sheet = LyricSheet(
            parsing: """
                **Title:** Lighthouse
                **Tempo:** 118 BPM

                [Intro - The Curse Begins]
                [[Deep church bells, thunderclaps]]
                "They say the castle… is cursed…"
                [Soft piano]

                [Chorus]
                Dance! Dance!
                (dance in the castle)
                """)
        #expect(sheet.parts.map(\.label) == [.intro, .chorus])
        #expect(sheet.parts.map(\.title) == ["Intro - The Curse Begins", "Chorus"])
        #expect(
            sheet.parts.map(\.lines) == [
                ["\"They say the castle… is cursed…\""], ["Dance! Dance!", "(dance in the castle)"],
            ])
    }

    @Test("how a part is to sound is no part of its own, though it name one")
    func descriptions() {
        let sheet = LyricSheet(
            parsing: """
                [Verse 2]
                [[Subtle breakdown, dark atmospheres]]
                Mirrors don't reflect your skin
                [[Quick bass fill, kick rolls back before the drop]]

                [Chorus]
                [Explosive drop, chopped choir]
                Dance! Dance!

                [Chorus]

                [Guitar solo, fiery]

                [Outro]
                """)
        #expect(sheet.parts.map(\.label) == [.verse, .chorus, .chorus, .instrumental, .outro])
        #expect(
            sheet.parts.map { $0.lines.map(\.text) } == [
                ["Mirrors don't reflect your skin"], ["Dance! Dance!"], [], [], [],
            ])
    }

    @Test("a text without tags, or none, has no parts")
    func untagged() {
        #expect(LyricSheet(parsing: "la la la\n\nla la\n").parts.isEmpty)
        #expect(LyricSheet(parsing: "").parts.isEmpty)
    }

    @Test("more tags than a song has parts do not grow without bound")
    func many() {
        let sheet = LyricSheet(parsing: String(repeating: "[Verse]\nla\n", count: 5_000))
        #expect(sheet.parts.count == 64)
    }
}
