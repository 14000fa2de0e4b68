internal import Foundation
package import MusicAnalysis

/// Beats as text, a line each: seconds, and after a space or a tab the place in the bar.
package enum BeatFile {
    /// The least distance between beats in seconds; faster ones are none.
    private static let leastDistance = 0.02

    /// Beats in the file's form, with a tab, to the tenth of a millisecond.
    package static func text(_ beats: [Beat]) -> String {
        beats.map { "\(String(format: "%.4f", $0.time))\t\($0.position)\n" }.joined()
    }

    /// Reads beats.
    ///
    /// - Parameter path: The file. Empty lines and those that begin with `#` are passed over; a beat without a place has
    ///   place 0. Beats must increase by 20 ms or more.
    /// - Throws: `PipelineError`.
    package static func read(_ path: String) throws -> [Beat] {
        let text = try TextFile.read(path, kind: "beats")
        var beats: [Beat] = []
        for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .enumerated()
        {
            let fields = line.split(whereSeparator: \.isWhitespace)
            guard let first = fields.first, !first.hasPrefix("#") else { continue }
            guard let time = Double(first), time.isFinite, time >= 0,
                time >= (beats.last?.time ?? -1) + leastDistance,
                let place = fields.count > 1 ? Int(fields[1]) : 0, (0...64).contains(place), fields.count <= 2
            else {
                throw PipelineError(
                    .unreadable,
                    "\(quoted(path)), line \(number + 1): expected a time in seconds, 20 ms or more after the one before, and a place in the bar."
                )
            }
            beats.append(Beat(time: time, position: place))
        }
        guard beats.count >= 2 else {
            throw PipelineError(.unreadable, "\(quoted(path)) has fewer than two beats.")
        }
        return beats
    }
}
