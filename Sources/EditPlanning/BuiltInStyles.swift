public import EditModel

extension Edit.Style {
    /// The styles that come with the program, by name; the first is what is meant where nothing is said.
    public static let builtIn: KeyValuePairs<String, Edit.Style> = [
        "natural": Edit.Style(),
        "calm": Edit.Style(pace: .calm, reverse: false, moves: 0.7, transitions: [.dissolve, .dip]),
        "story": Edit.Style(order: .story, reverse: false, transitions: [.dip]),
        "punchy": Edit.Style(pace: .fast, moves: 1, transitions: [.flash], shutterBlur: true),
        "frantic": Edit.Style(
            pace: .hyper, order: .shuffle, fastest: 3, mirror: true, moves: 1, transitions: [.flash],
            shutterBlur: true),
    ]
}
