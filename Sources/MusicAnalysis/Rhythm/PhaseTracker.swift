import Foundation

/// Places beats along a tempo that is known, so that they keep step over the whole song.
///
/// A song's time is measured in beats of its tempo curve; what is left to find is where in each such beat the pulse lies.
/// A Viterbi search over (beat, phase) lets the phase wander a little, as players do, and jump at a price, so that an
/// intro that only strikes off-beats is counted in step with the drums that come later. An interval-by-interval search
/// as in `BeatTracker` cannot do this: within some dozen beats it shifts by half a beat at hardly any cost.
struct PhaseTracker: Sendable {
    /// Phases per beat.
    private static let phases = 32

    /// What it costs that a phase moves on by a thirty-second of a beat, and that it jumps.
    struct Costs: Sendable {
        var drift: Float
        var jump: Float
    }

    /// The costs where one tempo is kept.
    var steady = Costs(drift: 4, jump: 100)

    /// The costs where the tempo breathes or changes.
    var free = Costs(drift: 0.3, jump: 20)

    /// A beat sequence and how good it is.
    struct Path: Sendable {
        /// Frames of the beats, increasing.
        var frames: [Int]

        /// How sure each beat is, 0…1: how likely the sixteen beats around it, left to themselves, would lie in its phase.
        var confidences: [Double]

        /// How much more its beats look like beats than other phases do, summed over the song, less what it cost.
        var score: Float
    }

    /// The best beats for a signal.
    ///
    /// - Parameters:
    ///   - signal: How much each frame looks like a beat.
    ///   - frameRate: Frames per second.
    ///   - tempo: The tempo over the song.
    /// - Complexity: O(*n*) in frames; half a kilobyte a beat.
    func track(_ signal: [Float], frameRate: Double, tempo: TempoCurve) -> Path {
        let grid = Grid(frames: signal.count, frameRate: frameRate, tempo: tempo, phases: Self.phases)
        guard grid.beats >= 4 else { return Path(frames: [], confidences: [], score: 0) }
        let count = Self.phases
        var score = grid.strengths(signal, beat: 0)
        var back = [UInt8](repeating: 0, count: grid.beats * count)
        var next = score
        for beat in 1..<grid.beats {
            let strengths = grid.strengths(signal, beat: beat)
            let costs = tempo.isSteady(at: Double(grid.edges[beat * count]) / frameRate) ? steady : free
            var best = 0
            for j in 1..<count where score[j] > score[best] { best = j }
            for j in 0..<count {
                var value = score[best] - costs.jump
                var from = best
                for step in -2...2 {
                    let other = (j + step + count) % count
                    let candidate = score[other] - costs.drift * Float(step * step)
                    if candidate > value {
                        value = candidate
                        from = other
                    }
                }
                next[j] = value + strengths[j]
                back[beat * count + j] = UInt8(from)
            }
            swap(&score, &next)
        }
        var phase = 0
        for j in 1..<count where score[j] > score[phase] { phase = j }
        let total = score[phase]
        var path = [Int](repeating: 0, count: grid.beats)
        for beat in stride(from: grid.beats - 1, through: 0, by: -1) {
            path[beat] = phase
            phase = Int(back[beat * count + phase])
        }
        let sureness = confidences(path, (0..<grid.beats).map { grid.strengths(signal, beat: $0) })
        let (frames, origins) = grid.frames(of: path, in: signal)
        return Path(frames: frames, confidences: origins.map { sureness[$0] }, score: total)
    }

    /// The probability of each beat's phase, to within a sixteenth of a beat, from the beats around it alone.
    private func confidences(_ path: [Int], _ strengths: [[Float]]) -> [Double] {
        let count = Self.phases
        var sums = [Float](repeating: 0, count: count)
        var result: [Double] = []
        func add(_ beat: Int, _ sign: Float) {
            guard strengths.indices.contains(beat) else { return }
            for j in 0..<count { sums[j] += sign * strengths[beat][j] }
        }
        for beat in -Self.neighbours..<path.count {
            add(beat + Self.neighbours, 1)
            add(beat - Self.neighbours - 1, -1)
            guard beat >= 0 else { continue }
            let greatest = sums.max() ?? 0
            let weights = sums.map { exp(Self.trust * ($0 - greatest)) }
            var near: Float = 0
            for step in -2...2 { near += weights[(path[beat] + step + count) % count] }
            result.append(min(1, Double(near / weights.reduce(0, +))))
        }
        return result
    }

    /// How many beats to either side speak for the phase of one.
    private static let neighbours = 8

    /// How much of a beat's strength is evidence of its own, as neighbouring beats repeat each other.
    private static let trust: Float = 0.5

    /// The frames of a song by beat and phase.
    private struct Grid {
        let phases: Int
        /// The first frame of each cell (beat, phase), and the end of the last.
        private(set) var edges: [Int] = []

        var beats: Int { max(0, (edges.count - 1) / phases) }

        init(frames: Int, frameRate: Double, tempo: TempoCurve, phases: Int) {
            self.phases = phases
            var elapsed = 0.0
            for frame in 0..<frames {
                while elapsed * Double(phases) >= Double(edges.count) { edges.append(frame) }
                elapsed += tempo.bpm(at: Double(frame) / frameRate) / 60 / frameRate
            }
            edges.append(frames)
            // The last beat of the grid is whole; what lies beyond the song looks like nothing.
            while !(edges.count - 1).isMultiple(of: phases) { edges.append(frames) }
        }

        /// How much more than on the mean each phase of a beat looks like one; 0 for those beyond the song.
        func strengths(_ signal: [Float], beat: Int) -> [Float] {
            let found = (0..<phases).map { strongest(signal, beat: beat, phase: $0).map { signal[$0] } }
            let inside = found.compactMap(\.self)
            let mean = inside.reduce(0, +) / Float(max(1, inside.count))
            return found.map { $0.map { $0 - mean } ?? 0 }
        }

        /// The strongest frame of a cell, or its only one; nil beyond the song.
        func strongest(_ signal: [Float], beat: Int, phase: Int) -> Int? {
            let cell = beat * phases + phase
            var best = edges[cell]
            guard best < signal.count else { return nil }
            for frame in best..<max(best, edges[cell + 1]) where signal[frame] > signal[best] {
                best = frame
            }
            return best
        }

        /// The frames of a path, and the beat of the grid that each is.
        ///
        /// Where the path wraps around, a beat that would come twice comes once, and one that would be skipped is put
        /// between its neighbours.
        func frames(of path: [Int], in signal: [Float]) -> (frames: [Int], origins: [Int]) {
            var result: [Int] = []
            var origins: [Int] = []
            var last = -Double.infinity
            for beat in 0..<path.count {
                let place = Double(beat) + Double(path[beat]) / Double(phases)
                guard place - last >= 0.5,
                    let frame = strongest(signal, beat: beat, phase: path[beat])
                else { continue }
                if place - last > 1.5, let previous = result.last {
                    result.append((previous + frame) / 2)
                    origins.append(beat)
                }
                if let previous = result.last, frame <= previous { continue }
                result.append(frame)
                origins.append(beat)
                last = place
            }
            return (result, origins)
        }
    }
}
