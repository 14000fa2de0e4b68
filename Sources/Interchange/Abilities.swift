/// What a format can say.
package struct Abilities: OptionSet, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    /// Which part of which file comes when.
    ///
    /// What has none of that is no timeline, and nothing of the pictures is missed in it.
    package static let cuts = Abilities(rawValue: 512)
    /// Speeds above 0 other than the file's own, each constant.
    package static let speed = Abilities(rawValue: 1)
    /// Running backwards.
    package static let reverse = Abilities(rawValue: 2)
    /// A frame that stands.
    package static let freeze = Abilities(rawValue: 4)
    /// Dissolves.
    package static let dissolve = Abilities(rawValue: 8)
    /// Filling the picture with a clip of another shape, by cropping it.
    package static let fill = Abilities(rawValue: 16)
    /// Left and right exchanged.
    package static let mirror = Abilities(rawValue: 32)
    /// A part of the picture that stands still.
    package static let window = Abilities(rawValue: 64)
    /// A part of the picture that moves.
    package static let movement = Abilities(rawValue: 1024)
    /// Markers.
    package static let markers = Abilities(rawValue: 128)
    /// The song.
    package static let song = Abilities(rawValue: 256)
}
