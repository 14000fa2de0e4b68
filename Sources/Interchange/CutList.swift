package import EditModel

/// An edit as editors know one: parts of media, one after another, each at a speed that does not change, over the song.
///
/// ```
/// shot      [      0      ][          1          ][  2  ]     time maps, with curves
/// part      [      0      ][    1    ][2 ][   3   ][  4  ]     constant speeds; exactly as many frames
/// ```
///
/// All places and lengths, in media too, are whole frames at the timeline's rate: what editors count in.
package struct CutList: Sendable, Equatable {
    /// The timeline's name.
    package var name: String
    /// The timeline's frame rate.
    package var frameRate: FrameRate
    /// The timeline's length.
    package var frameCount: Int
    /// The picture's size.
    package var canvas: Edit.Canvas
    /// The files that parts are taken from; those that no part uses are not among them.
    package var media: [Media]
    /// The song.
    package var song: Sound
    /// The parts, tiling `0 ..< frameCount` in order.
    package var parts: [Part]
    /// What there is in the music, in order of frames.
    package var markers: [Marker]
    /// How the files are named.
    package var link: MediaLink
    /// The edit that it says.
    package var edit: Edit

    /// A file with pictures.
    package struct Media: Sendable, Equatable {
        /// The absolute path.
        package var path: String
        /// Its length in timeline frames, as far as they lie within it; at least 1.
        package var frameCount: Int
        /// Its own frame rate, one of the usual ones where it is near one.
        package var frameRate: FrameRate
        /// The place of its first frame on its own clock, in its own frames.
        package var startTimecode: Int
        /// Pixels across as displayed.
        package var width: Int
        /// Pixels down as displayed.
        package var height: Int
        /// Whether it is a still picture.
        package var isStill: Bool
        /// The shot that was rendered to it; nil for a clip.
        package var bakedShot: Int?
        /// Whether the transition into the shot is in its pictures.
        package var hasTransition: Bool

        /// The file's name with its ending.
        package var fileName: String { MediaLink.fileName(of: path) }
    }

    /// The song's file.
    package struct Sound: Sendable, Equatable {
        /// The absolute path.
        package var path: String
        /// Its length in seconds.
        package var duration: Double
        /// Samples a second.
        package var sampleRate: Int
        /// The number of channels.
        package var channelCount: Int

        /// Creates a reference to a song.
        package init(path: String, duration: Double, sampleRate: Int, channelCount: Int) {
            self.path = path
            self.duration = duration
            self.sampleRate = sampleRate
            self.channelCount = channelCount
        }

        /// The file's name with its ending.
        package var fileName: String { MediaLink.fileName(of: path) }
    }

    /// A part of a file at a constant speed.
    package struct Part: Sendable, Equatable {
        /// The first timeline frame.
        package var startFrame: Int
        /// How many timeline frames it covers; at least 1.
        package var frameCount: Int
        /// The index of its file in `media`.
        package var media: Int
        /// Where in the file it begins, in timeline frames from the file's first; of a part that runs backwards, the frame
        /// behind the first one shown; of one that stands, the one shown.
        package var sourceStart: Int
        /// Where in the file it ends; less than `sourceStart` where it runs backwards, the same where it stands.
        package var sourceEnd: Int
        /// The index of its shot in the edit.
        package var shot: Int
        /// Which part of its shot it is, from 0.
        package var index: Int
        /// How many parts its shot has.
        package var count: Int
        /// How it takes over from the part before; nil for a hard cut, and for all but the first part of a shot.
        package var transition: Shot.Transition?
        /// What of the picture is seen, by keys counted from the part's first frame; empty for the picture as it fits.
        package var windows: [Shot.WindowKey]
        /// Whether left and right are exchanged.
        package var isMirrored: Bool
        /// The bar and the beat at its first frame, such as `12.3`; empty before the first beat.
        package var position: String
        /// The name of its section.
        package var section: String
        /// Why it is there, in words.
        package var reason: String

        /// The first timeline frame after it.
        package var endFrame: Int { startFrame + frameCount }
        /// How many frames of the file pass, backwards or not.
        package var sourceFrameCount: Int { abs(sourceEnd - sourceStart) }
        /// Whether one frame stands.
        package var isFrozen: Bool { sourceStart == sourceEnd }
        /// Whether it runs backwards.
        package var isBackward: Bool { sourceEnd < sourceStart }
        /// Whether it runs forwards at the file's own speed.
        package var isPlain: Bool { sourceEnd - sourceStart == frameCount }
        /// The speed: 1 for the file's own, negative backwards, 0 where it stands.
        package var speed: Double { Double(sourceEnd - sourceStart) / Double(frameCount) }
        /// The dissolve into it; nil for a hard cut and for all that is no dissolve.
        package var dissolve: Shot.Transition? { transition?.kind == .dissolve ? transition : nil }
        /// The lowest frame of the file that it touches.
        package var sourceLow: Int { min(sourceStart, sourceEnd) }
        /// The frame of the file behind the last that it touches.
        package var sourceHigh: Int { isFrozen ? sourceStart + 1 : max(sourceStart, sourceEnd) }
    }

    /// A place in the music.
    package struct Marker: Sendable, Equatable {
        /// Its frame.
        package var frame: Int
        /// How many frames it lasts; 0 for a moment.
        package var frameCount: Int
        /// Its name, such as “chorus 2” or “bar 12”.
        package var name: String
        /// What it is.
        package var kind: Kind
        /// What editors may colour it by.
        package var colour: Colour

        /// What markers are there for; each kind is finer than the one before.
        package enum Kind: Int, Sendable, Comparable {
            case section, event, bar, beat

            package static func < (a: Kind, b: Kind) -> Bool { a.rawValue < b.rawValue }
        }

        /// The colours that most editors have.
        package enum Colour: String, Sendable {
            case red, pink, orange, yellow, green, cyan, blue, purple, magenta, white
        }
    }

    /// Whether time codes leave out numbers to keep with the clock: at 29.97 and 59.94 frames a second.
    package var dropsFrames: Bool { Timecode.canDrop(at: frameRate) }

    /// The song's length in timeline frames.
    package var songFrameCount: Int { max(frameRate.frame(nearest: song.duration), 1) }

    /// How many frames of the timeline the song is heard for: no more than lie wholly within its file.
    package var heardFrameCount: Int {
        max(min(frameCount, Int(song.duration * frameRate.framesPerSecond + 1e-6)), 1)
    }
}
