internal import EditModel
internal import Foundation
package import Storyboarding

/// Prompts of a user's own, as files in a folder.
package enum PromptFolder {
    /// The built-in prompts, those replaced that the folder has files of.
    ///
    /// - Parameter folder: The folder; nil for none.
    /// - Throws: `PipelineError`, `StoryboardError`.
    package static func book(_ folder: String?) throws -> PromptBook {
        guard let folder else { return PromptBook() }
        let path = absolutePath(folder)
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw PipelineError(.inputMissing, "The folder of prompts \(quoted(folder)) does not exist.")
        }
        var texts: [String: String] = [:]
        for name in names.sorted() where name.hasSuffix(".md") && !name.hasPrefix(".") {
            texts[name] = try TextFile.read(path + "/" + name, kind: "prompts")
        }
        return try PromptBook(overriding: texts)
    }

    /// Writes the built-in prompts into a folder, which is made; files that are there stay as they are.
    ///
    /// - Returns: The paths of the files written.
    /// - Throws: `PipelineError`.
    package static func write(to folder: String) throws -> [String] {
        let path = absolutePath(folder)
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw PipelineError(
                .cannotWrite, "The folder \(quoted(folder)) cannot be made; check where it lies.")
        }
        var written: [String] = []
        for (name, text) in PromptBook.files.sorted(by: { $0.key < $1.key }) {
            let file = path + "/" + name
            guard !FileManager.default.fileExists(atPath: file) else { continue }
            try OutputName.write(Data(text.utf8), to: file, overwriting: false)
            written.append(file)
        }
        return written
    }
}
