/// A story and its scenes: templates filled in.
struct SketchedStory: Sendable {
    private let topic: SketchTopic
    private let hero: Hero
    private let places: [Place]

    /// Who is in each scene, in the same words.
    private struct Hero {
        var name: String
        var look: String
        var they: String
        var their: String
    }

    /// Where a scene is, and what happens there.
    private struct Place {
        var title: String
        var scenario: String
        var actions: String
        var plot: String
    }

    /// Draws a story about a topic.
    init(_ topic: SketchTopic, _ drawn: Chance) {
        var chance = drawn
        self.topic = topic
        hero = chance.pick(Self.heroes)
        places = Self.places.shuffled(using: &chance)
    }

    /// More than 200 words in four paragraphs.
    var story: String {
        let (name, they, their) = (hero.name, hero.they, hero.their)
        let begins = they.prefix(1).uppercased() + they.dropFirst()
        return """
            This is a story about \(topic.text). It begins with \(name): \(hero.look). \(begins) lives at the edge of a town \
            where the days are much alike, and \(they) has been waiting for something without knowing its name. One evening \
            the light changes. \(name) stops, looks up, and for the first time thinks of \(topic.subject) as something that \
            could be reached on foot.

            So \(they) leaves. At first the way is easy: \(places[0].scenario.lowercasedFirst). Here \(they) \(places[0].actions). \
            Later it is \(places[1].scenario.lowercasedFirst), and \(they) \(places[1].actions). With each place \(their) \
            steps grow lighter, as if a song were playing that only \(name) can hear, and strangers along the way begin to \
            move with it.

            Then comes the hour when everything seems lost. \(places[2].scenario). Nothing answers. \(name) sits down, closes \
            \(their) eyes and listens to \(their) own heart, which keeps time all the same. When \(they) opens them again the \
            dark has grown softer, and what looked like the end turns out to be a door.

            In the last picture \(name) stands in the open, and \(topic.subject) is there, not as it was promised but better, \
            because the way has changed the one who walked it. \(begins) laughs, lifts both arms, and the music carries the \
            camera up and away until the town, the road and the sea are one small, shining thing.

            """
    }

    /// Scenes with all their labels; those behind the first so many.
    func keyframes(_ count: Int, after first: Int = 0) -> String {
        (first..<first + count).map { index in
            let place = places[index % places.count]
            let round = index / places.count
            let title = round == 0 ? place.title : "\(place.title), \(round + 1)"
            return """
                Scene \(index - first + 1): \(title)
                Section: \(Self.sections[index % Self.sections.count])
                Scenario: \(place.scenario). \(topic.subject.prefix(1).uppercased() + topic.subject.dropFirst()) is near.
                Characters: \(hero.name): \(hero.look)
                Characters actions: \(hero.name) \(place.actions)
                Plot: \(place.plot.split(separator: "~", omittingEmptySubsequences: false).joined(separator: topic.subject))
                Negative prompt: text, watermark, blurry, extra limbs

                """
        }.joined(separator: "\n")
    }

    /// Where scenes belong in the song, in their order.
    private static let sections = ["verse 1", "chorus", "verse 2", "pre-chorus", "bridge", "outro"]

    private static let heroes = [
        Hero(
            name: "Mara", look: "a young woman with short dark hair, a red coat and worn brown boots",
            they: "she",
            their: "her"),
        Hero(
            name: "Jonas", look: "a tall man with a grey beard, a blue jacket and a yellow scarf", they: "he",
            their: "his"),
        Hero(
            name: "Ines", look: "a woman with long curly hair, a green dress and white shoes", they: "she",
            their: "her"),
        Hero(
            name: "Theo", look: "a boy with freckles, an orange jacket and a paper crown", they: "he",
            their: "his"),
    ]

    private static let places = [
        Place(
            title: "First Light",
            scenario: "A wide meadow at dawn, with mist over the grass and birds in the sky",
            actions: "walks slowly towards the rising sun", plot: "The day begins, and with it the way to ~."),
        Place(
            title: "City in the Rain",
            scenario: "A city street at night in the rain, with neon signs on the wet ground",
            actions: "walks past lit windows and looks up", plot: "Among many people nobody knows of ~."),
        Place(
            title: "The Long Road", scenario: "An empty road at sunset that runs straight to the hills",
            actions: "runs along the road with open arms", plot: "The way to ~ is longer than it looked."),
        Place(
            title: "By the Sea", scenario: "A sea with rolling waves at dusk, and a lighthouse on a rock",
            actions: "stands on the shore and watches the light go round",
            plot: "The sea gives an answer about ~."),
        Place(
            title: "Among the Trees",
            scenario: "A dark forest at night with fireflies between the trees and a campfire",
            actions: "dances around the fire", plot: "Fear turns into joy, and ~ seems close."),
        Place(
            title: "The Stage", scenario: "A concert stage with swinging lights and a crowd with raised arms",
            actions: "sings into a microphone", plot: "Everyone hears of ~ at last."),
        Place(
            title: "Above the Clouds", scenario: "Hot-air balloons over snowy mountains in the morning sky",
            actions: "looks down and waves", plot: "From up here ~ makes sense."),
        Place(
            title: "Night of Lights", scenario: "Fireworks over a city by the sea at midnight",
            actions: "raises both arms and laughs", plot: "All ends well: ~ is here."),
    ]
}

extension String {
    /// The same with a small first letter.
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
