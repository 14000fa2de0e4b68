internal import EditModel
internal import Foundation

/// How long shots are, in seconds, as a style has it at the tempo of a song.
struct Pacing {
    /// The shortest shot.
    let shortest: Double

    /// The longest shot; infinite where there is no limit.
    let longest: Double

    /// Beats between cuts; nil for as many as the music asks for.
    let every: Int?

    /// The lengths aimed at where the music is weakest and strongest.
    private let aims: (slow: Double, quick: Double)

    /// Resolves a style.
    ///
    /// - Parameters:
    ///   - look: The style.
    ///   - beatPeriod: The usual distance of two beats in seconds; nil for a song without a beat, where a beat counts as half
    ///     a second.
    /// - Throws: `PlanningError` where the shortest shot would be longer than the longest.
    init(_ look: Edit.Style, beatPeriod: Double?) throws(PlanningError) {
        let period = beatPeriod ?? 0.5
        func seconds(_ length: Edit.Style.Length) -> Double {
            switch length {
            case .seconds(let value): value
            case .beats(let value): value * period
            }
        }
        let paced: (shortest: Double, slow: Double, quick: Double) =
            switch look.pace {
            case .calm: (1.6, 12, 3)
            case .natural: (0.9, 6.5, 1.5)
            case .fast: (0.45, 4, 0.7)
            case .hyper: (0.25, 2, 0.35)
            }
        every = look.every
        longest = look.maxShot.map(seconds) ?? .infinity
        var least = paced.shortest
        if let every = look.every { least = min(least, 0.75 * Double(every) * period) }
        if let length = look.minShot {
            // Beats wander; what is meant as so many beats may be a little less.
            least = seconds(length) * (length.isInBeats ? 0.9 : 1)
            guard least <= longest else {
                throw PlanningError(
                    .unusableStyle,
                    "The shortest shot is wanted longer than the longest; change --min-shot or --max-shot.")
            }
        } else {
            least = min(least, longest / 2)
        }
        shortest = least
        aims = (paced.slow, paced.quick)
    }

    /// The length to aim at for a strength of 0…1: equal steps of strength shorten it by equal shares.
    func aim(strength: Double) -> Double {
        let length = aims.slow * pow(aims.quick / aims.slow, strength)
        return min(max(length, shortest), longest)
    }
}

extension Edit.Style.Length {
    fileprivate var isInBeats: Bool {
        if case .beats = self { true } else { false }
    }
}
