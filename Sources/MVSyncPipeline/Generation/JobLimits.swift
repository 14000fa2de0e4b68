internal import Storyboarding

/// What may be said of a job and of a run.
package enum JobLimits {
    /// How many scenes.
    package static let scenes = 1...12
    /// The length of a song, in seconds.
    package static let songSeconds = 10.0...600
    /// The length of a clip, in seconds.
    package static let clipSeconds = Keyframe.clipLengths
    /// The height of the picture, or its width where that is less.
    package static let lines = 64...2160
    /// How many clips or songs a run may order.
    package static let newOrders = 0...1000
    /// The most bytes of a product brief.
    package static let briefBytes = 1 << 16
    /// The most bytes of a topic.
    package static let topicBytes = 2000

    /// Whether a text can be a topic: something is in it, and not too much.
    package static func isTopic(_ text: String) -> Bool {
        !text.allSatisfy(\.isWhitespace) && text.utf8.count <= topicBytes
    }
}
