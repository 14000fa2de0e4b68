internal import GenerativeServices

/// One file of a job that a service makes, or the variants of one.
package struct JobUnit<Order: Sendable>: Sendable {
    /// What it is.
    package var kind: JobUnitKind

    /// Its number, from 1.
    package var number: Int

    /// Its path in the job's folder without ending, such as `clips/03-chorus`.
    package var name: String

    /// What is ordered for it.
    package var order: Order

    /// The hash of that, by which a change of it is noticed.
    package var input: String

    /// What people know it by, within a sentence and at the beginning of one.
    var title: (within: String, first: String) {
        kind == .song ? ("the song", "The song") : (name, name)
    }

    /// Its record's path in the job's folder.
    package var recordName: String { kind == .song ? JobFolder.Name.song : name + ".json" }
}

/// What services make for a job.
package enum JobUnitKind: String, Sendable, CaseIterable {
    case song, image, clip

    /// The kind of files that it comes as.
    var use: MediaKind.Use {
        switch self {
        case .song: .song
        case .image: .image
        case .clip: .clip
        }
    }

    /// The ending of what makers write that go by a file's name; what services give is told by its first bytes.
    var usualEnding: String {
        switch self {
        case .song: "flac"
        case .image: "png"
        case .clip: "mp4"
        }
    }
}
