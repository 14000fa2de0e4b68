public import EditModel
internal import Foundation
internal import Interchange
internal import MediaEngine

extension Pipeline {
    /// Reads a timeline of OpenTimelineIO that was changed in an editor, as the edit that it now is.
    ///
    /// What the editor has not touched is what it was; what it has is pinned. Files that are no clips of the edit yet are
    /// looked at, and become its clips.
    ///
    /// - Parameters:
    ///   - path: The timeline, `.otio`.
    ///   - base: The edit that it was made from; nil to take the one that the timeline holds.
    /// - Returns: A valid edit with absolute paths, and what is to be said of it, as full sentences.
    /// - Throws: `EditError`, `PipelineError`, `CancellationError`.
    public func importTimeline(
        at path: String, onto base: Edit? = nil
    ) async throws -> (edit: Edit, remarks: [String]) {
        let folder = (absolutePath(path) as NSString).deletingLastPathComponent
        let text = try TextFile.read(path, kind: "a timeline", mostBytes: OpenTimelineReader.largestSize)
        var timeline: ImportedTimeline
        do {
            timeline = try OpenTimelineReader.read(text, relativeTo: folder, base: base)
        } catch let error as EditError where error.code == .malformed {
            throw PipelineError(
                .unreadable,
                "\(quoted(path)) is no timeline of OpenTimelineIO, .otio, which is what is read. \(error.reason)"
            )
        } catch var error as EditError {
            error.file = error.file ?? path
            throw error
        }
        guard var edit = timeline.edit else {
            throw PipelineError(
                .unreadable,
                "\(quoted(path)) does not hold the edit that it was made from; name that with --edit.")
        }
        var remarks: [String] = []
        for file in timeline.files where !edit.clips.contains(where: { $0.path == file }) {
            try await find(file, besideTimelineIn: folder, for: &edit, in: &timeline, remarks: &remarks)
        }
        do {
            let merged = try TimelineMerge.edit(from: timeline, onto: edit)
            return (merged.edit, remarks + merged.remarks)
        } catch var error as EditError {
            error.file = error.file ?? path
            throw error
        }
    }

    /// Finds out what a file is that no clip of an edit has for its path: one of the clips, moved, or a new one.
    private func find(
        _ file: String, besideTimelineIn folder: String, for edit: inout Edit,
        in timeline: inout ImportedTimeline, remarks: inout [String]
    ) async throws {
        // What is not there may be meant by its name: that of a clip, or of a file beside the timeline.
        guard case .file(let handle) = OpenedFile(file) else {
            let beside = "\(folder)/\(fileName(file))"
            guard edit.clip(at: file) == nil, beside != file, case .file(let handle) = OpenedFile(beside)
            else { return }
            try? handle.close()
            timeline.replace(file, with: beside)
            return try await find(
                beside, besideTimelineIn: folder, for: &edit, in: &timeline, remarks: &remarks)
        }
        try? handle.close()
        let hash = try await onThreadOfItsOwn { try ContentHash.ofFile(file, flag: $0) }
        if let same = edit.clips.firstIndex(where: { $0.contentHash == hash }) {
            if !FileManager.default.fileExists(atPath: edit.clips[same].path) { edit.clips[same].path = file }
            timeline.replace(file, with: edit.clips[same].path)
            return
        }
        do {
            let seen = try await see(clips: [file])
            edit.clips += seen.footage
            remarks += seen.warnings
        } catch let error as PipelineError {
            remarks.append("\(error)")
        } catch let error as MediaError where error.code != .programMissing {
            remarks.append("\(error)")
        }
    }
}
