package import Foundation
package import MusicAnalysis

/// An analysis as a file, with the name of its form; described in `docs/formats/analysis.md`.
package struct AnalysisDocument: Encodable {
    /// The form of the file.
    package static let currentSchema = "mvsync.analysis/1"

    private let song: SongAnalysis

    /// Creates the document of an analysis.
    package init(_ song: SongAnalysis) { self.song = song }

    private enum Key: CodingKey {
        case schema
    }

    package func encode(to encoder: any Encoder) throws {
        try song.encode(to: encoder)
        var document = encoder.container(keyedBy: Key.self)
        try document.encode(Self.currentSchema, forKey: .schema)
    }
}

/// Analyses in the forms that other programs read.
package enum AnalysisExport {
    /// Labels for Audacity: sections as ranges, then each beat as a point named `bar.beat`.
    package static func audacity(_ song: SongAnalysis) -> String {
        var lines = song.sections.map { line($0.start, $0.end, $0.label.rawValue) }
        var bar = 0
        for beat in song.beats {
            if beat.position == 1 { bar += 1 }
            lines.append(line(beat.time, beat.time, "\(bar).\(beat.position)"))
        }
        return lines.joined()
    }

    private static func line(_ start: Double, _ end: Double, _ label: String) -> String {
        String(format: "%.4f\t%.4f\t", start, end) + label + "\n"
    }

    /// A JAMS file (Humphrey et al., "JAMS: a JSON annotated music specification", ISMIR 2014): tempo, beats, onsets,
    /// sections, and builds, drops and breaks as tags.
    ///
    /// - Parameter tool: The program and version that heard the song.
    package static func jams(_ song: SongAnalysis, tool: String) throws -> Data {
        func annotation(_ namespace: String, _ data: [Jams.Observation]) -> Jams.Annotation {
            Jams.Annotation(
                namespace: namespace, data: data, time: 0, duration: song.duration,
                annotation_metadata: .init(annotation_tools: tool))
        }
        var annotations = [
            annotation(
                "beat",
                song.beats.map {
                    .init(
                        time: $0.time, duration: 0, value: .number(Double($0.position)),
                        confidence: $0.confidence)
                }),
            annotation("onset", song.onsets.map { .init(time: $0, duration: 0, value: .nothing) }),
            annotation(
                "segment_open",
                song.sections.map {
                    .init(
                        time: $0.start, duration: $0.duration, value: .text($0.label.rawValue),
                        confidence: $0.confidence)
                }),
        ]
        if song.tempo.bpm > 0 {
            let tempo = Jams.Observation(
                time: 0, duration: song.duration, value: .number(song.tempo.bpm),
                confidence: song.tempo.confidence)
            annotations.insert(annotation("tempo", [tempo]), at: 0)
        }
        if !song.dynamics.isEmpty {
            annotations.append(
                annotation(
                    "tag_open",
                    song.dynamics.map {
                        .init(time: $0.start, duration: $0.end - $0.start, value: .text($0.kind.rawValue))
                    }))
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return try encoder.encode(
            Jams(annotations: annotations, file_metadata: .init(duration: song.duration)))
    }
}

/// The form of a JAMS file, its keys as its schema has them.
private struct Jams: Encodable {
    var annotations: [Annotation]
    var file_metadata: FileMetadata
    var sandbox: [String: String] = [:]

    struct FileMetadata: Encodable {
        var title = ""
        var artist = ""
        var release = ""
        var duration: Double
        var identifiers: [String: String] = [:]
        var jams_version = "0.3.4"
    }

    struct Annotation: Encodable {
        var namespace: String
        var data: [Observation]
        var time: Double
        var duration: Double
        var annotation_metadata: AnnotationMetadata
        var sandbox: [String: String] = [:]
    }

    struct AnnotationMetadata: Encodable {
        var curator = ["name": "", "email": ""]
        var annotator: [String: String] = [:]
        var version = ""
        var corpus = ""
        var annotation_tools: String
        var annotation_rules = ""
        var validation = ""
        var data_source = "program"
    }

    struct Observation: Encodable {
        var time: Double
        var duration: Double
        var value: Value
        var confidence: Double?

        enum Key: String, CodingKey { case time, duration, value, confidence }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(time, forKey: .time)
            try container.encode(duration, forKey: .duration)
            try container.encode(value, forKey: .value)
            // The schema wants the key, null or not.
            try container.encode(confidence, forKey: .confidence)
        }
    }

    enum Value: Encodable {
        case number(Double)
        case text(String)
        case nothing

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .number(let number): try container.encode(number)
            case .text(let text): try container.encode(text)
            case .nothing: try container.encodeNil()
            }
        }
    }
}
