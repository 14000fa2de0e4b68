import Foundation
import LoopbackServices

/// Looks for keys where none may be.
struct KeySearch {
    let keys: [String]

    /// The keys that some bytes hold.
    func found(in data: Data) -> [String] { keys.filter { data.range(of: Data($0.utf8)) != nil } }

    /// The keys that a program printed.
    func found(in outcome: Program.Outcome) -> [String] {
        found(in: Data((outcome.output + outcome.complaints).utf8))
    }

    /// The keys that requests brought to a server, but for its own.
    func found(in requests: [SeenRequest], besides own: String? = nil) -> [String] {
        requests.flatMap { request in
            let head = "\(request.method) \(request.path) \(request.query) \(request.headers)"
            return found(in: Data(head.utf8) + request.body)
        }.filter { $0 != own }
    }

    /// The files below a folder that hold keys.
    func files(below folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).filter { name in
            !found(in: FileManager.default.contents(atPath: folder + "/" + name) ?? Data()).isEmpty
        }
    }
}
