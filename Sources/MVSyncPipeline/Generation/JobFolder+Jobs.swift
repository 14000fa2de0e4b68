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

    /// Gives the record and the files of a scene the names that they have now, where its section or title was changed.
    ///
    /// - Throws: `PipelineError`.
    func adopt<Order>(_ unit: JobUnit<Order>) throws {
        guard unit.kind != .song, !has(unit.recordName) else { return }
        let stem = fileName(unit.name)
        let place = unit.name.dropLast(stem.count)
        // The number, with its hyphen.
        let number = place + stem.prefix { $0 != "-" } + "-"
        guard let old = unitRecords.first(where: { $0.hasPrefix(number) }),
            var record = try record(UnitRecord.self, old)
        else { return }
        for index in record.files.indices {
            let name = record.files[index].name
            let new = unit.name + "." + (name as NSString).pathExtension
            guard has(name), !has(new), rename(file(name), file(new)) == 0 else { continue }
            record.files[index].name = new
        }
        try store(record, as: unit.recordName)
        unlink(file(old))
    }
}
