internal import Foundation
internal import GenerativeServices

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

    /// The files that a step left, each with its kind; none for the video.
    ///
    /// - Throws: `PipelineError`.
    func files(of step: GenerationStep) throws -> [[String: String]] {
        func found(_ names: [(kind: String, name: String)]) -> [[String: String]] {
            names.filter { has($0.name) }.map { [$0.kind: file($0.name)] }
        }
        func made(_ kind: String, in place: String) throws -> [[String: String]] {
            let records = try unitRecords.filter { $0.hasPrefix(place) }.compactMap {
                try record(UnitRecord.self, $0)
            }
            return found(records.flatMap(\.files).map { (kind, $0.name) })
        }
        switch step {
        case .sheet: return found([("sheet", Name.sheet), ("lyrics", Name.lyrics)])
        case .story: return found([("story", Name.story)])
        case .keyframes: return found([("scenes", Name.storyboard)])
        case .song: return try made("song", in: Name.song)
        case .images: return try made("image", in: Name.images)
        case .clips: return try made("clip", in: Name.clips)
        case .video: return []
        }
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

    /// The path of a unit's record, which may still bear the name that its scene had before its section or title was changed; nil
    /// where there is none.
    func recordPath<Order>(of unit: JobUnit<Order>) -> String? {
        if has(unit.recordName) { return unit.recordName }
        guard unit.kind != .song else { return nil }
        let stem = fileName(unit.name)
        // The number, with its hyphen.
        let number = unit.name.dropLast(stem.count) + stem.prefix { $0 != "-" } + "-"
        return unitRecords.first { $0.hasPrefix(number) }
    }

    /// What is on record of a unit, where it holds for what is ordered now; nil where it has to be ordered.
    ///
    /// - Throws: `PipelineError`.
    func record<Order>(of unit: JobUnit<Order>, by maker: any MediaService<Order>) throws -> UnitRecord? {
        guard let path = recordPath(of: unit), let record = try record(UnitRecord.self, path),
            record.holds(for: unit, by: maker)
        else { return nil }
        return record
    }

    /// Gives the record and the files of a scene the names that they have now, where its section or title was changed.
    ///
    /// - Throws: `PipelineError`.
    func adopt<Order>(_ unit: JobUnit<Order>) throws {
        guard let old = recordPath(of: unit), old != unit.recordName,
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
