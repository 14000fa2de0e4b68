internal import EditModel

/// CMX 3600 edit decision lists, `.edl`: one track of events by timecode, each from a reel of eight characters.
///
/// ```
/// 002  CHORUS   V     C        00:00:00:20 00:00:02:20 01:00:01:00 01:00:02:00
/// M2   CHORUS             048.0                00:00:00:20                        twice as fast
/// * FROM CLIP NAME: Chorus.mp4
/// ```
package enum EditDecisionList: TimelineFormat {
    package static let abilities: Abilities = [.cuts, .speed, .reverse, .freeze, .dissolve, .markers, .song]

    /// The number of events that all readers take.
    private static let mostEvents = 999

    package static func text(of cuts: CutList) -> String {
        let reels = reels(of: cuts.media.map(\.fileName))
        var lines = ["TITLE: \(plain(cuts.name))"]
        lines.append(cuts.dropsFrames ? "FCM: DROP FRAME" : "FCM: NON-DROP FRAME")
        lines.append("")
        var markers = cuts.markers[...]
        for (index, part) in cuts.parts.enumerated() {
            let event = Event(cuts: cuts, number: index + 1, reel: reels[part.media])
            lines += event.lines(
                of: part, after: index > 0 ? (cuts.parts[index - 1], reels[cuts.parts[index - 1].media]) : nil
            )
            while let marker = markers.first, marker.frame < part.endFrame {
                let colour = marker.colour.rawValue.uppercased()
                let place = event.record(marker.frame)
                lines.append("* LOC: \(place) \(colour.padded(to: 7)) \(plain(marker.name))")
                markers.removeFirst()
            }
        }
        let song = Event(cuts: cuts, number: cuts.parts.count + 1, reel: "AX")
        lines.append(song.line("AA   ", "C    ", (0, cuts.frameCount), (0, cuts.frameCount)))
        lines.append("* FROM CLIP NAME: \(plain(cuts.song.fileName))")
        return lines.joined(separator: "\n") + "\n"
    }

    package static func ownLosses(of cuts: CutList) -> [Loss] {
        let count = cuts.parts.count + 1
        return count > mostEvents
            ? [Loss("It has \(count) events; some programs read \(mostEvents) at most.")] : []
    }

    /// An event of the list.
    private struct Event {
        let cuts: CutList
        let number: Int
        let reel: String

        /// All lines of a part.
        func lines(of part: CutList.Part, after before: (part: CutList.Part, reel: String)?) -> [String] {
            // A dissolve is the event's first frames: the event begins with it, before the cut, and the one before ends there.
            let lead = Self.framesBefore(part)
            let trail = number < cuts.parts.count ? Self.framesBefore(cuts.parts[number]) : 0
            let source = source(of: part, lead: lead, trail: trail)
            let record = (part.startFrame - lead, part.endFrame - trail)
            let file = "\(plain(cuts.media[part.media].fileName))"
            var lines: [String] = []
            if lead > 0, let transition = part.transition, let before {
                let end = self.source(of: before.part, lead: 0, trail: lead)
                let place = before.part.isBackward ? end.0 : end.1
                lines.append(
                    line("V    ", "C    ", (place, place), (record.0, record.0), reel: before.reel))
                lines.append(line("V    ", "D    \(Self.padded(transition.frames))", source, record))
                lines += speed(of: part, from: source.0)
                lines.append("* FROM CLIP NAME: \(plain(cuts.media[before.part.media].fileName))")
                lines.append("* TO CLIP NAME: \(file)")
            } else {
                lines.append(line("V    ", "C    ", source, record))
                lines += speed(of: part, from: source.0)
                lines.append("* FROM CLIP NAME: \(file)")
            }
            if !part.reason.isEmpty { lines.append("* COMMENT: \(plain(part.reason))") }
            return lines
        }

        /// How many frames before its cut a part begins to be seen.
        private static func framesBefore(_ part: CutList.Part) -> Int {
            part.dissolve?.framesBefore ?? 0
        }

        /// The frames of its file that a part passes that begins some frames earlier and ends some earlier.
        private func source(of part: CutList.Part, lead: Int, trail: Int) -> (Int, Int) {
            guard !part.isFrozen else { return (part.sourceLow, part.sourceHigh) }
            func moved(_ place: Int, by frames: Int) -> Int {
                place - Int((Double(frames) * part.speed).rounded())
            }
            let (start, end) = (moved(part.sourceStart, by: lead), moved(part.sourceEnd, by: trail))
            return (min(start, end), max(start, end))
        }

        /// The line of an event.
        func line(
            _ track: String, _ kind: String, _ source: (Int, Int), _ record: (Int, Int), reel: String? = nil
        ) -> String {
            let times = [clock(source.0), clock(source.1), self.record(record.0), self.record(record.1)]
            return
                "\(Self.padded(number))  \((reel ?? self.reel).padded(to: 8)) \(track) \(kind.padded(to: 8)) "
                + times.joined(separator: " ")
        }

        /// The line that says how fast a part runs, in frames of the file a second; none at its own speed.
        ///
        /// One digit behind the point is the old form; where that is not exact there are three. Its timecode has colons
        /// alone, as readers know no others on this line.
        private func speed(of part: CutList.Part, from entry: Int) -> [String] {
            guard !part.isPlain else { return [] }
            let thousandths = Int((part.speed * cuts.frameRate.framesPerSecond * 1000).rounded())
            let digits = "\(abs(thousandths) % 1000 + 1000)".dropFirst()
            let fraction = digits.hasSuffix("00") ? digits.prefix(1) : digits
            let rate = "\(thousandths < 0 ? "-" : "")\(Self.padded(abs(thousandths) / 1000)).\(fraction)"
            let place = clock(entry).replacing(";", with: ":")
            return ["M2   \(reel.padded(to: 8))       \(rate.padded(to: 22))\(place)"]
        }

        /// A place on the record, which begins at one hour.
        func record(_ frame: Int) -> String {
            let hour =
                cuts.dropsFrames
                ? Timecode("01:00:00;00", at: cuts.frameRate) : Timecode("01:00:00:00", at: cuts.frameRate)
            return clock(frame + (hour?.frame ?? 0))
        }

        private func clock(_ frame: Int) -> String {
            Timecode(frame: max(frame, 0), at: cuts.frameRate, dropsFrames: cuts.dropsFrames).description
        }

        private static func padded(_ number: Int) -> String {
            String(repeating: "0", count: max(3 - "\(number)".count, 0)) + "\(number)"
        }
    }

    /// Names of eight letters and digits at most, each another one.
    private static func reels(of names: [String]) -> [String] {
        var used: Set<String> = ["AX", "BL"]
        return names.map { name in
            let stem = name.split(separator: ".").first.map(String.init) ?? name
            let letters = stem.uppercased().unicodeScalars.filter {
                ("A"..."Z").contains($0) || ("0"..."9").contains($0) || $0 == "_"
            }
            let base = String(String.UnicodeScalarView(letters.prefix(8)))
            var reel = base.isEmpty ? "CLIP" : base
            var number = 2
            while !used.insert(reel).inserted {
                let suffix = "_\(number)"
                reel = (base.isEmpty ? "CLIP" : String(base.prefix(8 - suffix.count))) + suffix
                number += 1
            }
            return reel
        }
    }

    /// A text on one line.
    private static func plain(_ text: String) -> String { visible(text) }
}

extension String {
    /// The text with spaces behind it, up to a width.
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: Swift.max(width - count, 0))
    }
}
