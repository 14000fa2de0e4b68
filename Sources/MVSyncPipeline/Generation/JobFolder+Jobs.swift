internal import Foundation

extension JobFolder {
    /// The names of all jobs at services that this job knows of.
    func knownJobs() throws -> Set<String> {
        var known: Set<String> = []
        for place in [Name.images, Name.songs, Name.clips] {
            for name in (try? FileManager.default.contentsOfDirectory(atPath: file(place))) ?? []
            where name.hasSuffix(".json") && !name.hasSuffix(".words.json") && !name.hasPrefix(".") {
                guard let record = try record(UnitRecord.self, place + "/" + name) else { continue }
                known.formUnion(record.earlierJobs)
                if let job = record.job { known.insert(job) }
            }
        }
        return known
    }
}
