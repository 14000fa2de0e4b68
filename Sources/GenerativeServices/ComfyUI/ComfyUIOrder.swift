package import EditModel
internal import Foundation

/// An order that a workflow can be filled in with.
package protocol ComfyUIOrder: Sendable {
    /// What the result is used for.
    static var use: MediaKind.Use { get }

    /// A picture that goes to the server before the workflow; nil for none.
    var picture: ClipOrder.Image? { get }

    /// The values of the workflow's places, by their names.
    var values: [String: JSONValue] { get }
}

extension ImageOrder: ComfyUIOrder {
    /// Pictures.
    package static var use: MediaKind.Use { .image }
    /// None.
    package var picture: ClipOrder.Image? { nil }
    /// The values of the places.
    package var values: [String: JSONValue] {
        [
            "prompt": .string(prompt), "negative": .string(negative),
            "seed": .number(Int(seed & 0x7FFF_FFFF)),
            "width": .number(width), "height": .number(height),
        ]
    }
}

extension ClipOrder: ComfyUIOrder {
    /// The frames a second that the number of frames is counted by.
    private static let rate = 24.0

    /// Clips.
    package static var use: MediaKind.Use { .clip }
    /// The picture that it starts from.
    package var picture: Image? { image }
    /// The values of the places.
    package var values: [String: JSONValue] {
        let isUpright = aspect.height > aspect.width
        let long = max(aspect.width, aspect.height)
        // Encoders want even sides, models multiples of sixteen.
        let other = Int((Double(lines * long) / Double(min(aspect.width, aspect.height)) / 16).rounded()) * 16
        return [
            "prompt": .string(prompt), "negative": .string(negative),
            "seed": .number(Int(seed & 0x7FFF_FFFF)),
            "width": .number(isUpright ? lines : other), "height": .number(isUpright ? other : lines),
            "seconds": .number(seconds), "frames": .number(Int((seconds * Self.rate).rounded())),
        ]
    }
}

extension SongOrder: ComfyUIOrder {
    /// Songs.
    package static var use: MediaKind.Use { .song }
    /// None.
    package var picture: ClipOrder.Image? { nil }
    /// The values of the places.
    package var values: [String: JSONValue] {
        [
            "prompt": .string(style), "tags": .string(style), "lyrics": .string(lyrics),
            "seed": .number(Int(seed & 0x7FFF_FFFF)), "seconds": .number(seconds ?? 120),
            "bpm": .number(bpm), "key": .string(key),
        ]
    }
}
