internal import EditModel

/// Labels for Audacity, `.labels.txt`: start, end and name on each line, in seconds, with tabs between.
///
/// Sections and events are regions; bars, beats and cuts are points.
package enum LabelTrack: TimelineFormat {
    package static let abilities: Abilities = [.markers]

    package static func text(of cuts: CutList) -> String {
        let markers = cuts.markers.map { ($0.frame, $0.frame + $0.frameCount, $0.name) }
        let shots = cuts.parts.filter { $0.index == 0 }.map { part in
            (part.startFrame, part.startFrame, "cut \(part.shot + 1) \(cuts.media[part.media].fileName)")
        }
        return (markers + shots).enumerated()
            .sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }
            .map { _, label in
                [seconds(label.0, cuts), seconds(label.1, cuts), visible(label.2)].joined(separator: "\t")
                    + "\n"
            }
            .joined()
    }

    private static func seconds(_ frame: Int, _ cuts: CutList) -> String {
        decimal(cuts.frameRate.seconds(ofFrame: frame), places: 6)
    }
}
