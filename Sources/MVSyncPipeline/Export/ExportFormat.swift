internal import Interchange

/// The forms in which an edit is written for other programs.
public enum ExportFormat: String, Sendable, Codable, CaseIterable {
    /// OpenTimelineIO.
    case otio
    /// Final Cut Pro's XML.
    case fcpxml
    /// Premiere's XML, once Final Cut Pro 7's.
    case premiere
    /// An edit decision list of the form CMX 3600.
    case edl
    /// Kdenlive's project.
    case kdenlive
    /// MLT's XML, for `melt` and Shotcut.
    case mlt
    /// A shell script of ffmpeg commands.
    case ffmpeg
    /// A script of ffmpeg's concat demuxer.
    case ffconcat
    /// A table.
    case csv
    /// Captions as SubRip subtitles.
    case srt
    /// Captions as Advanced SubStation Alpha subtitles.
    case ass
    /// Captions as lyrics with times.
    case lrc
    /// Labels for Audacity.
    case audacity
    /// Sections as chapters.
    case chapters

    /// The ending of its files, with its dot.
    public var ending: String {
        switch self {
        case .premiere: ".premiere.xml"
        case .ffmpeg: ".ffmpeg.sh"
        case .audacity: ".labels.txt"
        case .chapters: ".chapters.txt"
        default: "." + rawValue
        }
    }

    /// Whether what is written are the captions.
    var isOfCaptions: Bool { [.srt, .ass, .lrc].contains(self) }

    /// Its form as a timeline; nil for what is no list of parts of files.
    var timeline: (any TimelineFormat.Type)? {
        switch self {
        case .otio: OpenTimeline.self
        case .fcpxml: FinalCutXML.self
        case .premiere: PremiereXML.self
        case .edl: EditDecisionList.self
        case .kdenlive: KdenliveProject.self
        case .mlt: MLTProject.self
        case .ffconcat: ConcatScript.self
        case .csv: ShotTable.self
        case .audacity: LabelTrack.self
        case .chapters: ChapterList.self
        default: nil
        }
    }
}
