/// What a prompt's words say of its scene.
struct SceneWords: Sendable {
    /// Things that scenes are made of.
    enum Motif: CaseIterable, Sendable {
        case night, dusk, dawn, day, neon, rain, storm, snow, fog
        case sea, lake, road, city, forest, mountains, desert, meadow, stage, space
        case people, couple, group, crowd, dance, sing, walk
        case fire, fireworks, stars, aurora, birds, balloon, lantern, boat, car, lighthouse
        case petals, leaves, fireflies, clouds
    }

    /// What the prompt names.
    private(set) var motifs: Set<Motif> = []

    /// The colours that it names, in their order.
    private(set) var colours: [UInt32] = []

    /// Whether who is in it wears a dress; nil where nothing says so.
    private(set) var wearsDress: Bool?

    /// Reads a prompt, and what it must not show.
    init(_ prompt: String, without negative: String = "") {
        let words = Self.words(prompt)
        for (word, next) in zip(words, words.dropFirst() + [""]) {
            if let colour = Palette.named[word], !Self.notWorn.contains(next) { colours.append(colour) }
            if let motif = Self.motif(of: word) { motifs.insert(motif) }
            if wearsDress == nil { wearsDress = Self.dressed[word] }
        }
        for word in Self.words(negative) {
            if let motif = Self.motif(of: word) { motifs.remove(motif) }
        }
    }

    /// Whether one of several is named.
    func has(_ wanted: Motif...) -> Bool { wanted.contains { motifs.contains($0) } }

    private static func words(_ text: String) -> [String] {
        text.prefix(8_000).lowercased().split { !$0.isLetter }.map(String.init)
    }

    /// The motif that a word names, whatever its ending.
    private static func motif(of word: String) -> Motif? {
        for ending in ["", "s", "es", "y", "n", "d", "ed", "ing", "er", "ers"] where word.hasSuffix(ending) {
            if let motif = stems[String(word.dropLast(ending.count))] { return motif }
        }
        return nil
    }

    /// What has colours of its own that are no coat's.
    private static let notWorn: Set<String> = [
        "hair", "beard", "eyes", "eye", "boots", "shoes", "skin", "sky", "light", "lights", "hat", "scarf",
    ]

    private static let dressed: [String: Bool] = [
        "woman": true, "girl": true, "lady": true, "mother": true, "dress": true, "skirt": true, "man": false,
        "boy": false, "guy": false, "father": false,
    ]

    private static let stems: [String: Motif] = {
        var stems: [String: Motif] = [:]
        for (motif, words) in vocabulary {
            for word in words.split(separator: " ") { stems[String(word)] = motif }
        }
        return stems
    }()

    private static let vocabulary: [(Motif, String)] = [
        (.night, "night midnight nocturnal moon moonlit moonlight lullaby dream sleep nacht"),
        (.dusk, "dusk sunset evening twilight golden-hour autumn abend"),
        (.dawn, "dawn sunrise morning daybreak awake wake spring morgen"),
        (.day, "day daylight noon sunny sun summer blue-sky bright"),
        (.neon, "neon club disco cyber synth electric arcade laser retro hologram robot future futuristic"),
        (.rain, "rain rainy drizzle wet umbrella puddle regen"),
        (.storm, "storm thunder lightning tempest"),
        (.snow, "snow snowy winter ice icy frost frozen christmas blizzard schnee"),
        (.fog, "fog foggy mist misty haze smoke ghost"),
        (
            .sea,
            "sea ocean beach harbor harbour coast shore island surf sail tide meer marine whale"
        ),
        (.lake, "lake river pond stream waterfall canal"),
        (.road, "road highway route drive driving travel journey motorcycle bike truck bus strasse"),
        (
            .city,
            "city street town urban skyline building rooftop downtown apartment alley traffic subway train"
                + " office cafe coffee bar shop stadt market window"
        ),
        (.forest, "forest wood woods tree trees jungle pine grove deer wolf wald"),
        (.mountains, "mountain mountains peak alps hill hills valley cliff summit climb"),
        (.desert, "desert dune dunes sand cactus canyon sahara"),
        (.meadow, "meadow field grass farm garden flower flowers countryside village park picnic horse"),
        (.stage, "stage concert show spotlight theater theatre gig studio arena"),
        (.space, "space planet galaxy cosmos cosmic astronaut orbit universe rocket spaceship nebula mars"),
        (
            .people,
            "man woman girl boy person friend child she"
                + " figure lady guy hero mother father"
        ),
        (.couple, "couple lovers love two together romance kiss embrace"),
        (.group, "people friends children they dancers family band"),
        (.crowd, "crowd audience festival party cheering fans rave"),
        (.dance, "dance dances dancing dancer dancers ballet jump jumping spin"),
        (.sing, "sing sings singing singer microphone karaoke vocalist guitar"),
        (.walk, "walk walks walking stroll wander run running hike step steps"),
        (.fire, "fire fires campfire bonfire flame flames burning ember"),
        (.fireworks, "firework fireworks celebration explosion newyear"),
        (.stars, "star stars starry constellation meteor comet"),
        (.aurora, "aurora northern borealis polar"),
        (.birds, "bird birds gull gulls swallow crow eagle fly flying wings"),
        (.balloon, "balloon balloons airship"),
        (.lantern, "lantern lanterns candle candles lamp"),
        (.boat, "boat ship sailboat canoe sailor"),
        (.car, "car cars taxi cab convertible vehicle automobile"),
        (.lighthouse, "lighthouse beacon"),
        (.petals, "petal petals blossom cherry rose roses confetti"),
        (.leaves, "leaf leaves foliage"),
        (.fireflies, "firefly fireflies magic fairy enchanted sparkle glow"),
        (.clouds, "cloud clouds cloudy sky heaven"),
    ]
}
