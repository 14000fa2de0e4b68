internal import EditModel

extension CutList {
    /// The places in an edit's music, the coarser before the finer where they fall together.
    ///
    /// A beat with which a bar begins is that bar's marker; with beats alone wanted, bars are there, too.
    static func markers(of edit: Edit, upTo finest: Marker.Kind) -> [Marker] {
        let sections = edit.sections.map { section in
            Marker(
                frame: section.startFrame, frameCount: section.endFrame - section.startFrame,
                name: section.name, kind: .section, colour: colour(of: section.label))
        }
        let events = edit.events.map { event in
            Marker(
                frame: event.startFrame, frameCount: event.endFrame - event.startFrame,
                name: event.kind.rawValue, kind: .event, colour: .red)
        }
        let beats = edit.beats.map { beat in
            beat.position == 1
                ? Marker(
                    frame: beat.frame, frameCount: 0, name: "bar \(beat.bar)", kind: .bar, colour: .white)
                : Marker(
                    frame: beat.frame, frameCount: 0, name: "beat \(beat.bar).\(beat.position)", kind: .beat,
                    colour: .cyan)
        }
        return (sections + events + beats)
            .filter { $0.kind <= finest && (0..<edit.frameCount).contains($0.frame) }
            .sorted { ($0.frame, $0.kind) < ($1.frame, $1.kind) }
    }

    private static func colour(of label: String) -> Marker.Colour {
        switch label {
        case "intro", "outro": .blue
        case "verse": .green
        case "prechorus": .yellow
        case "chorus": .orange
        case "bridge": .purple
        case "instrumental": .magenta
        default: .pink
        }
    }

    /// The markers in groups of those on one frame, the coarsest of each first: editors keep one marker a frame.
    var markersByFrame: [[Marker]] {
        markers.reduce(into: []) { groups, marker in
            if groups.last?.first?.frame == marker.frame {
                groups[groups.count - 1].append(marker)
            } else {
                groups.append([marker])
            }
        }
    }
}
