internal import EditModel
package import Foundation
internal import Storyboarding

/// The folder of a job: all that was asked for, all that came of it, and where each thing stands.
///
/// Every file gets its name when it is whole and on the disk, so that a job can be gone on with whatever ended it.
package final class JobFolder: Sendable {
    /// Its absolute path.
    package let path: String

    /// The names of its files and folders.
    package enum Name {
        package static let job = "job.json"
        package static let run = "run.json"
        package static let sheet = "song-sheet.json"
        package static let sheetAnswer = "song-sheet.raw.txt"
        package static let lyrics = "lyrics.txt"
        package static let story = "story.txt"
        package static let storyboard = "storyboard.json"
        package static let storyboardAnswer = "storyboard.raw.txt"
        package static let song = "song.json"
        package static let events = "events.jsonl"
        package static let images = "images"
        package static let songs = "songs"
        package static let clips = "clips"
        package static let standIns = "stand-ins"
        package static let prompts = "prompts"
        package static let replaced = "replaced"
    }

    private let lock: FileHandle?

    /// Opens a job's folder, which is then this process's alone; makes it where there is none.
    ///
    /// - Throws: `PipelineError` where it is no folder, cannot be written, or another process works in it.
    package init(_ path: String) throws {
        self.path = absolutePath(path)
        do {
            for folder in ["", Name.images, Name.songs, Name.clips, Name.prompts] {
                try FileManager.default.createDirectory(
                    atPath: self.path + (folder.isEmpty ? "" : "/" + folder),
                    withIntermediateDirectories: true)
            }
        } catch {
            throw PipelineError(
                .cannotWrite, "The folder \(quoted(path)) cannot be made; check where it lies.")
        }
        let descriptor = open(
            self.path + "/" + Self.lockName, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
        guard descriptor >= 0 else {
            throw PipelineError(
                .cannotWrite, "Nothing can be written to \(quoted(path)); check its permissions.")
        }
        lock = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw PipelineError(
                .cannotWrite, "Another mvsync works in \(quoted(path)); wait for it, or stop it first.")
        }
        removeAbandonedParts()
    }

    /// Opens a job's folder for reading, whoever works in it.
    ///
    /// - Parameter path: The folder, which is there.
    package init(reading path: String) {
        self.path = absolutePath(path)
        lock = nil
    }

    /// What the job at a path is to make; nil where there is no job.
    ///
    /// - Throws: `PipelineError` for a job that cannot be read.
    package static func options(at path: String) throws -> JobOptions? {
        let file = path + "/" + Name.job
        guard FileManager.default.fileExists(atPath: file) else { return nil }
        let text = try TextFile.read(file, kind: "a job")
        guard let options = try? JSONDecoder().decode(JobOptions.self, from: Data(text.utf8)),
            options.schema == JobOptions(topic: "", services: [:]).schema
        else {
            throw PipelineError(
                .unreadable, "\(quoted(file)) is not as mvsync wrote it; mend it, or begin anew.")
        }
        return options
    }

    /// What the job at a path is to make.
    ///
    /// - Parameters:
    ///   - path: The folder.
    ///   - name: What the user calls it.
    /// - Throws: `PipelineError` where there is no job, or none that can be read.
    package static func job(at path: String, named name: String) throws -> JobOptions {
        guard let job = try options(at: path) else {
            throw PipelineError(
                .inputMissing, "\(quoted(name)) is no folder of a job: it has no \(Name.job).")
        }
        return job
    }

    /// Whether a process works in the job's folder at a path.
    package static func isTaken(_ path: String) -> Bool {
        let descriptor = open(path + "/" + lockName, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
    }

    private static let lockName = ".lock"

    /// The job of a topic in a folder, under the name that `freePath` gives; nil where there is none.
    ///
    /// - Throws: `PipelineError` for a job that cannot be read.
    package static func path(ofTopic topic: String, in parent: String) throws -> String? {
        let slug = slug(topic)
        var number = 1
        while true {
            let path = parent + "/" + slug + (number > 1 ? "-\(number)" : "")
            guard FileManager.default.fileExists(atPath: path) else { return nil }
            if try options(at: path)?.topic == topic { return path }
            number += 1
        }
    }

    /// A path that nothing has yet, in a folder, for a job of a title.
    package static func freePath(in parent: String, for title: String) -> String {
        let slug = slug(title)
        return OutputName.base(parent + "/" + slug, endings: [""], overwriting: false)
    }

    /// The name of a job's folder: the letters of its title, `video` where it has none.
    private static func slug(_ title: String) -> String {
        let slug = String(FileStem.slug(for: title, number: 0).dropFirst(3))
        return slug == "scene" ? "video" : slug
    }

    /// Whether a job's folder has its scenes already.
    package static func hasScenes(at path: String) -> Bool {
        FileManager.default.fileExists(atPath: path + "/" + Name.storyboard)
    }

    /// The path of a file in it.
    package func file(_ name: String) -> String { path + "/" + name }

    /// Whether there is a file of a name.
    package func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: file(name)) }

    /// Reads a text of it.
    ///
    /// - Throws: `PipelineError`.
    package func text(_ name: String) throws -> String { try TextFile.read(file(name), kind: "a job") }

    /// Writes a file of it, in place of what was there.
    ///
    /// - Throws: `PipelineError`.
    package func write(_ text: String, as name: String) throws {
        try OutputName.write(Data(text.utf8), to: file(name), overwriting: true)
    }

    /// Reads a record.
    ///
    /// - Returns: nil where there is none.
    /// - Throws: `PipelineError` for a file that is none.
    package func record<Record: Decodable>(_ type: Record.Type, _ name: String) throws -> Record? {
        guard has(name) else { return nil }
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        do {
            return try decoder.decode(type, from: Data(try text(name).utf8))
        } catch is DecodingError {
            throw PipelineError(
                .unreadable,
                "\(quoted(file(name))) is not as mvsync wrote it; mend it, or remove it to have that part made anew."
            )
        }
    }

    /// Writes a record.
    ///
    /// - Throws: `PipelineError`.
    package func store(_ record: some Encodable, as name: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        let data = try encoder.encode(record)
        try OutputName.write(data + Data("\n".utf8), to: file(name), overwriting: true)
    }

    /// Adds a line to the job's log; a log that cannot be written stops nothing.
    package func log(_ event: JobEvent) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        guard let line = try? encoder.encode(event) else { return }
        let descriptor = open(
            file(Name.events), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o666)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        // One call, so that lines of several threads do not mix.
        let bytes = [UInt8](line) + [UInt8(ascii: "\n")]
        _ = Foundation.write(descriptor, bytes, bytes.count)
    }

    /// Puts a file that something new takes the place of aside, under `replaced/`.
    package func putAside(_ name: String) throws {
        guard has(name) else { return }
        let folder = file(Name.replaced)
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let (stem, ending) = (
            (fileName(name) as NSString).deletingPathExtension, (name as NSString).pathExtension
        )
        let free = OutputName.base(folder + "/" + stem, endings: ["." + ending], overwriting: false)
        guard rename(file(name), free + "." + ending) == 0 else {
            throw PipelineError(
                .cannotWrite, "\(quoted(file(name))) cannot be put aside; check its permissions.")
        }
    }
}

/// A line of a job's log.
package struct JobEvent: Encodable, Sendable {
    /// When it happened.
    package var time: Date
    /// The part of the job, such as `clips/03`; nil for none in particular.
    package var part: String?
    /// The service.
    package var service: String?
    /// The method and path of a request.
    package var request: String?
    /// The status of its answer.
    package var status: Int?
    /// What went wrong.
    package var failure: String?
    /// Seconds waited before another attempt.
    package var wait: Double?
    /// What the part's state became.
    package var state: String?

    /// The part of the job that the current task works at.
    @TaskLocal static var currentPart: String?
}
