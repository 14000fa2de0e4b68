internal import Foundation

extension JobFolder {
    /// The names of all jobs at services that this job knows of.
    func knownJobs() throws -> Set<String> {
        var known: Set<String> = []
        for name in unitRecords {
            guard let record = try record(UnitRecord.self, name) else { continue }
            for job in record.earlierJobs + [record.job].compactMap(\.self) {
                known.formUnion(UnitRecord.names(in: job))
            }
        }
        return known
    }

    /// The paths of all records of what services make, the song first, then in the order of scenes.
    var unitRecords: [String] {
        let scenes = [Name.images, Name.clips].flatMap { place in
            ((try? FileManager.default.contentsOfDirectory(atPath: file(place))) ?? [])
                .filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }.sorted().map { place + "/" + $0 }
        }
        return (has(Name.song) ? [Name.song] : []) + scenes
    }

    /// Removes what processes were rendering or drawing here that were killed.
    func removeAbandonedParts() {
        for place in ["", Name.images, Name.songs, Name.clips, Name.standIns] {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: file(place))) ?? []
            for name in names where name.hasPrefix(".") {
                guard let part = name.wholeMatch(of: /.*\.mvsync-(\d{1,9})\.part/),
                    let number = pid_t(part.1),
                    kill(number, 0) != 0, errno == ESRCH
                else { continue }
                unlink(file(place) + "/" + name)
            }
        }
    }
}
