internal import EditModel
internal import Foundation
internal import GenerativeServices
internal import MediaEngine

extension UnitRunner {
    /// Asks about a job until it is done, and fetches what came of it.
    func follow<Order>(
        _ record: inout UnitRecord, _ unit: JobUnit<Order>, _ service: any MediaService<Order>
    ) async throws {
        guard let job = record.job else { return try become(.planned, &record, unit) }
        let began = patience.now()
        var wait = polling.first
        var failures = 0
        while true {
            do {
                switch try await service.status(of: job) {
                case .running(_, let word):
                    failures = 0
                    report("\(unit.name): \(word)")
                case .failed(let error):
                    return try giveUp(error, &record, unit)
                case .finished(let results):
                    try await fetch(results, &record, unit, service)
                    return
                }
            } catch let error as ServiceError
                where [.unavailable, .unreachable, .busy, .malformed, .linkExpired].contains(error.code)
            {
                failures += 1
                if error.code == .linkExpired, failures >= Polling.mostFetches {
                    record.failure = error.description
                    record.retry = .whenAsked
                    try become(.submitted, &record, unit)
                    throw GenerationStop(
                        .later,
                        "\(error.description) It is fetched again with --resume, and ordered again, and paid, with --resubmit."
                    )
                }
                guard failures < Polling.mostFailures else { throw try stop(for: error, unit) }
            }
            guard patience.now().timeIntervalSince(began) < polling.deadline else {
                throw GenerationStop(
                    .later,
                    "\(unit.title.first) is still being made by \(service.name); come back to it later.")
            }
            try await patience.sleep(wait)
            wait = min(wait * 1.5, max(15, polling.first))
        }
    }

    private func giveUp<Order>(
        _ error: ServiceError, _ record: inout UnitRecord, _ unit: JobUnit<Order>
    ) throws {
        record.failure = error.description
        if error.code == .quota {
            if let job = record.job { record.earlierJobs.append(job) }
            record.job = nil
            try become(.planned, &record, unit)
            throw GenerationStop(.quota, error.description, resumeAt: error.resumeAt)
        }
        record.retry = UnitRecord.Retry(after: error.code)
        try become(.failed, &record, unit)
    }

    private func fetch<Order>(
        _ results: [MediaResult], _ record: inout UnitRecord, _ unit: JobUnit<Order>,
        _ service: any MediaService<Order>
    ) async throws {
        var fetched: [(String, MediaResult)] = []
        for (index, result) in results.prefix(unit.kind == .song ? 8 : 1).enumerated() {
            let file = folder.file(hidden(unit, index))
            report("\(unit.name): fetching")
            try await service.fetch(result, to: file)
            fetched.append((file, result))
        }
        try await take(fetched, &record, unit)
        for file in record.files where unit.kind == .song && !file.id.isEmpty {
            let result = MediaResult(address: "", id: file.id)
            // Times of words make sections surer; a song without them is as good.
            if let words = try? await service.words(of: result) {
                try folder.write(String(decoding: words, as: UTF8.self), as: wordsName(of: file.name))
            }
        }
    }

    /// Takes a file that a submission brought before the process ended.
    ///
    /// - Returns: Whether there was one.
    func takeDelivered<Order>(
        _ record: inout UnitRecord, _ unit: JobUnit<Order>, _ service: any MediaService<Order>
    ) async throws -> Bool {
        let file = folder.file(hidden(unit, 0))
        guard record.state == .submitting, MediaKind(at: file)?.use == unit.kind.use else { return false }
        do {
            try await take([(file, delivered(unit, by: service))], &record, unit)
            return true
        } catch is ServiceError {
            return false
        }
    }

    /// What is known of a file that came with the answer to its order.
    func delivered<Order>(_ unit: JobUnit<Order>, by service: any MediaService<Order>) -> MediaResult {
        MediaResult(address: "", written: service.written(for: unit.order))
    }

    /// Gives fetched files their names.
    func take<Order>(
        _ fetched: [(path: String, result: MediaResult)], _ record: inout UnitRecord, _ unit: JobUnit<Order>
    ) async throws {
        var files: [UnitRecord.File] = []
        defer { for (path, _) in fetched { unlink(path) } }
        for (index, (path, result)) in fetched.enumerated() {
            guard let kind = MediaKind(at: path), kind.use == unit.kind.use else {
                throw ServiceError(
                    .linkExpired, service: record.service,
                    "\(record.service) gave something else than a \(unit.kind.rawValue) for \(unit.title.within)."
                )
            }
            let seconds: Double?
            do {
                seconds = try await measure(path, unit.kind)
            } catch let error as MediaError where error.code != .programMissing {
                throw ServiceError(
                    .linkExpired, service: record.service,
                    "\(record.service) gave a \(unit.kind.rawValue) for \(unit.title.within) that cannot be read."
                )
            }
            let name = unit.name + (unit.kind == .song ? "\(index + 1)" : "") + "." + kind.ending
            let hash = try await hash(of: path)
            if folder.has(name), try await self.hash(of: folder.file(name)) != hash {
                try putAside(name, unit)
            }
            try publish(path, as: name)
            files.append(
                UnitRecord.File(
                    name: name, sha256: hash, id: result.id, seconds: seconds ?? result.seconds,
                    written: result.written))
        }
        record.files = files
        record.failure = nil
        try become(.done, &record, unit)
    }

    func hash(of path: String) async throws -> String {
        try await onThreadOfItsOwn { try ContentHash.ofFile(path, flag: $0) }
    }

    /// Puts a file aside that another takes the place of, and what belongs to it.
    func putAside<Order>(_ name: String, _ unit: JobUnit<Order>) throws {
        try folder.putAside(name)
        if unit.kind == .song { try folder.putAside(wordsName(of: name)) }
    }

    private func publish(_ path: String, as name: String) throws {
        do {
            try NewFile.publish(path, as: folder.file(name), overwriting: true)
        } catch let error as POSIXError {
            let cause = String(cString: strerror(error.code.rawValue))
            throw PipelineError(.cannotWrite, "\(quoted(folder.file(name))) cannot be written: \(cause).")
        }
    }
}

/// The name of the times of a song's words.
func wordsName(of song: String) -> String { (song as NSString).deletingPathExtension + ".words.json" }
