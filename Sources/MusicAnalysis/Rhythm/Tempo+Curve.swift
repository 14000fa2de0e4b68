/// How a tempo runs over the beats of a song.
extension Tempo {
    /// Measures the tempo's curve and drift on finished beats.
    ///
    /// - Parameter beats: Beats, increasing. Fewer than eight have no curve.
    mutating func follow(_ beats: [Beat]) {
        (curve, drift) = ([], 0)
        guard beats.count >= 8 else { return }
        for index in beats.indices where beats[index].position == 1 {
            let low = max(0, index - Self.reach)
            let high = min(beats.count - 1, index + Self.reach)
            let line = Self.line(beats[low...high])
            guard line.interval > 0 else { continue }
            curve.append(Moment(time: beats[index].time, bpm: (600 / line.interval).rounded() / 10))
        }
        let line = Self.line(beats[...])
        for (index, beat) in beats.enumerated() {
            drift = max(drift, abs(beat.time - line.start - Double(index) * line.interval))
        }
        drift = (drift * 10_000).rounded() / 10_000
    }

    /// So many beats to either side are one tempo.
    private static let reach = 8

    /// Evenly spaced beats that lie nearest to some, by least squares.
    private static func line(_ beats: ArraySlice<Beat>) -> (start: Double, interval: Double) {
        let count = Double(beats.count)
        let middle = (count - 1) / 2
        let mean = beats.reduce(0) { $0 + $1.time } / count
        var product = 0.0
        var square = 0.0
        for (index, beat) in beats.enumerated() {
            let distance = Double(index) - middle
            product += distance * (beat.time - mean)
            square += distance * distance
        }
        let interval = product / square
        return (mean - middle * interval, interval)
    }
}
