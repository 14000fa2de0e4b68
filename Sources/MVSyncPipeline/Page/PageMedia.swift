/// What a page shows of an edit's song and clips, as far as they are at hand.
package struct PageMedia: Sendable {
    /// The least and the greatest sample of equal stretches of the song; empty where it is not at hand.
    package var waveform: [ClosedRange<Float>]

    /// Pictures of the clips; none of those that are not at hand.
    package var pictures: ClipPictures

    /// What is missing and why, as full sentences.
    package var remarks: [String]

    /// Creates what a page shows of media; nothing where nothing else is said.
    package init(
        waveform: [ClosedRange<Float>] = [], pictures: ClipPictures = ClipPictures([]), remarks: [String] = []
    ) {
        self.waveform = waveform
        self.pictures = pictures
        self.remarks = remarks
    }
}
