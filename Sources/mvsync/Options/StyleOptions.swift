import ArgumentParser
import EditModel
import EditPlanning
import MVSyncPipeline

/// The look of an edit: picture, pace, what is done to clips, and the seed of its choices.
struct StyleOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help:
            "Frames per second, 1 to 240: 24, 25, 30, 29.97, 30000/1001 … (default: what most clips have, at least 24)"
    )
    var fps: FrameRate?

    @Option(
        parsing: .unconditional,
        help:
            "Picture size, even sides from 16 to 8192: 1920x1080, 1080p, 720p, vertical, square … (default: what suits most clips)"
    )
    var size: Edit.Canvas?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Picture shape: 16:9, 9:16, 1:1, 4:5 …; wide clips on a narrow picture are cropped to what the eye follows.",
            valueName: "w:h"))
    var aspect: EditStyle.Aspect?

    @Option(
        help: ArgumentHelp(
            "How it is cut: \(Edit.Style.builtIn.map(\.key).joined(separator: ", ")), or a file of your own; see mvsync styles.",
            valueName: "name or file"))
    var style: String?

    @Option(help: "How often to cut; that of the style where nothing else is said.")
    var pace: Edit.Style.Pace?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Cut on every 1st, 2nd, 4th, 8th or 16th beat.", valueName: "beats"))
    var every: Int?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The shortest shot, in seconds or beats: 0.5, 2b.", valueName: "length"))
    var minShot: Edit.Style.Length?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The longest shot, in seconds or beats: 6, 8b.", valueName: "length"))
    var maxShot: Edit.Style.Length?

    @Option(
        help: "The order of clips: auto (by sections and names), story (as their names count), shuffle.")
    var order: Edit.Style.Order?

    @Option(
        name: .customLong("pin"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "A clip that you want in a section: clip@section, such as sunset@\"chorus 2\" or end.mp4@outro; can be repeated.",
            valueName: "clip@section"))
    var pins: [EditStyle.Pin] = []

    @Option(
        parsing: .unconditional,
        help: "What chance is drawn from; the same seed gives the same edit; 1 where nothing else is said.")
    var seed: UInt64?

    func validate() throws {
        if let every, ![1, 2, 4, 8, 16].contains(every) {
            throw ValidationError("--every takes 1, 2, 4, 8 or 16 beats, not \(every).")
        }
    }

    /// The style that these options ask for; what they leave open is as it was.
    ///
    /// - Throws: `PipelineError`, `EditError` for a style that is neither known nor a file that holds one.
    func style(over style: EditStyle = EditStyle()) throws -> EditStyle {
        var style = style
        if let name = self.style { style.look = try StyleSource.style(named: name) }
        style.frameRate = fps ?? style.frameRate
        style.canvas = size ?? style.canvas
        style.aspect = aspect ?? style.aspect
        style.look.pace = pace ?? style.look.pace
        style.look.every = every ?? style.look.every
        style.look.minShot = minShot ?? style.look.minShot
        style.look.maxShot = maxShot ?? style.look.maxShot
        style.look.order = order ?? style.look.order
        style.pins = pins
        return style
    }
}
