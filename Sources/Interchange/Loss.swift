internal import EditModel

/// What of an edit is not in an exported timeline, or not as it was.
package struct Loss: Sendable, Equatable, Codable {
    /// The shots that it concerns, counted from 1; empty where it concerns all.
    package var shots: [Int]
    /// What it is, as a full sentence that does not name the shots.
    package var sentence: String
    /// Whether rendering the shots to files of their own would mend it.
    package var isMendedByBaking: Bool

    /// Creates a loss.
    package init(shots: [Int] = [], _ sentence: String, isMendedByBaking: Bool = false) {
        self.shots = shots
        self.sentence = sentence
        self.isMendedByBaking = isMendedByBaking
    }
}

extension Loss {
    /// The shots of an edit that a format cannot say, and why.
    ///
    /// - Parameters:
    ///   - edit: A valid edit.
    ///   - abilities: What the format can say.
    /// - Returns: Losses that concern one shot each at least.
    static func unsaid(of edit: Edit, with abilities: Abilities) -> [Loss] {
        func loss(_ sentence: String, where isLost: (Shot) -> Bool) -> Loss? {
            let shots = edit.shots.indices.filter { isLost(edit.shots[$0]) }.map { $0 + 1 }
            return shots.isEmpty ? nil : Loss(shots: shots, sentence, isMendedByBaking: true)
        }
        func pieces(_ shot: Shot) -> [TimeMap.Piece] {
            edit.clips[shot.clip].isStill ? [] : shot.timeMap.pieces
        }
        func changesSpeed(_ shot: Shot) -> Bool {
            pieces(shot).contains { $0.sourceEnd > $0.sourceStart && !$0.isPlain(at: edit.frameRate) }
        }
        return [
            loss("The curve of speed becomes pieces of constant speed.") { shot in
                pieces(shot).contains { $0.easing != .linear }
            },
            loss("Jumps within the clip, as of a loop, become cuts.") { shot in
                let pieces = pieces(shot)
                return zip(pieces, pieces.dropFirst()).contains { abs($0.sourceEnd - $1.sourceStart) > 1e-4 }
            },
            abilities.contains(.speed) ? nil : loss("Speed is lost.", where: changesSpeed),
            abilities.contains(.reverse)
                ? nil
                : loss("What runs backwards is not there.") { shot in
                    pieces(shot).contains { $0.sourceEnd < $0.sourceStart }
                },
            abilities.contains(.freeze)
                ? nil
                : loss("A frame that stands is not there.") { shot in
                    pieces(shot).contains { $0.sourceEnd == $0.sourceStart }
                },
            abilities.contains(.mirror)
                ? nil : loss("Left and right are not exchanged.", where: \.isMirrored),
            loss("The part of the picture that is seen, or its movement, is lost.") { shot in
                guard let first = shot.windows.first else { return false }
                let stands = shot.windows.allSatisfy { $0.window == first.window }
                return !abilities.contains(stands ? .window : .movement)
            },
        ].compactMap(\.self)
    }

    /// The transitions of an edit that a format cannot say; indices of the shots that they lead into, from 0.
    static func unsaidTransitions(of edit: Edit, with abilities: Abilities) -> [Int] {
        edit.shots.indices.filter { index in
            edit.shots[index].transition.map { $0.kind != .dissolve || !abilities.contains(.dissolve) }
                ?? false
        }
    }
}

extension TimeMap.Piece {
    /// Whether it runs forwards at the clip's own speed.
    func isPlain(at rate: FrameRate) -> Bool {
        easing == .linear
            && abs((sourceEnd - sourceStart) * rate.framesPerSecond - Double(frames)) < 1e-3
    }
}
