internal import EditModel
internal import Foundation
internal import Synchronization

/// The pictures that were uploaded to a ComfyUI server.
final class ComfyUIInputs: Sendable {
    private let files = Mutex<[String: Data]>([:])

    /// The pictures by their names, `subfolder/name` where they have a subfolder.
    var all: [String: Data] { files.withLock { $0 } }

    /// Whether there is a picture of that name.
    func has(_ name: String) -> Bool { files.withLock { $0[name] != nil } }

    /// Takes a picture; where another one has its name already, under a name of its own.
    func take(_ request: SeenRequest) -> LoopbackAnswer {
        guard let form = MultipartForm(request), let image = form["image"], let name = image.filename,
            !name.isEmpty, !name.contains("/"), !name.contains("..")
        else { return LoopbackAnswer(status: 400) }
        let subfolder = form["subfolder"]?.text ?? ""
        let overwrites = ["true", "1"].contains(form["overwrite"]?.text ?? "")
        let stored = files.withLock { files in
            var candidate = name
            var number = 0
            func path(_ name: String) -> String { subfolder.isEmpty ? name : "\(subfolder)/\(name)" }
            while !overwrites, let there = files[path(candidate)], there != image.data {
                number += 1
                let parts = name.split(separator: ".")
                candidate = "\(parts.dropLast().joined(separator: ".")) (\(number)).\(parts.last ?? "png")"
            }
            files[path(candidate)] = image.data
            return candidate
        }
        return .json([
            "name": .string(stored), "subfolder": .string(subfolder),
            "type": .string(form["type"]?.text ?? "input"),
        ])
    }
}
