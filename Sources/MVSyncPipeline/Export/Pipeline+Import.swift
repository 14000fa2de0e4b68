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
        let timeline: ImportedTimeline
        do {
            timeline = try OpenTimelineReader.read(text, relativeTo: folder, base: base)
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
        for file in timeline.files(missingIn: edit) {
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
        do {
            let merged = try TimelineMerge.edit(from: timeline, onto: edit)
            return (merged.edit, remarks + merged.remarks)
        } catch var error as EditError {
            error.file = error.file ?? path
            throw error
        }
    }
}
