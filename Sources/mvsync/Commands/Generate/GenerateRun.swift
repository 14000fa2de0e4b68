import ArgumentParser
import EditModel
import Foundation
import GenerativeServices
import MVSyncPipeline
import Storyboarding
import Synchronization

extension GenerateArguments {
    /// Takes the steps up to one, for one job or for each topic of a file.
    func run(until step: GenerationStep) async throws {
        let run = run(step)
        guard let topicsFile else { return try await runJob(run, try beginning(topic: topic)) }
        let topics = try TextFile.read(topicsFile, kind: "topics").split(whereSeparator: \.isNewline)
            .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty && !$0.hasPrefix("#") }
        guard !topics.isEmpty else {
            throw PipelineError(.unreadable, "\(quoted(topicsFile)) has no topics; write one a line.")
        }
        var first: (any Error)?
        for topic in topics {
            options.note("— \(topic)")
            do {
                try await runJob(run, try beginning(topic: topic))
            } catch let stop as GenerationStop {
                // What stops one stops the others that need the same; each has its own folder to go on from.
                first = first ?? stop
                options.note(stop.description)
            } catch let failure as ExitCode {
                // What is wrong with the scenes of one says nothing of the others.
                first = first ?? failure
            }
        }
        if let first { throw first }
    }

    /// Where a job lies, and what it is to make.
    private struct Beginning {
        var path: String
        var job: JobOptions
    }

    private func beginning(topic: String?) throws -> Beginning {
        if let resume {
            let path = absolutePath(resume)
            var job = try JobFolder.job(at: path, named: resume)
            if scenes != nil || story, JobFolder.hasScenes(at: path) {
                options.warn([
                    "\(scenes != nil ? "--scenes" : "--story") changes nothing any more: the scenes are written. Change them in \(JobFolder.Name.storyboard), or remove that to have them written anew."
                ])
            }
            apply(to: &job)
            return Beginning(path: path, job: job)
        }
        var job = JobOptions(topic: topic ?? "", services: JobOptions.usualServices)
        job.brief = try brief.map { try TextFile.read($0, kind: "briefs", mostBytes: JobLimits.briefBytes) }
        apply(to: &job)
        if let output, topicsFile == nil {
            let path = absolutePath(output)
            guard try JobFolder.options(at: path) == nil else {
                throw PipelineError(
                    .outputExists,
                    "\(quoted(output)) is a job already; go on with it by --resume, or choose another folder."
                )
            }
            return Beginning(path: path, job: job)
        }
        let parent = output.map(absolutePath) ?? absolutePath(".")
        if topicsFile != nil, let topic, let path = try JobFolder.path(ofTopic: topic, in: parent),
            var begun = try JobFolder.options(at: path)
        {
            apply(to: &begun)
            return Beginning(path: path, job: begun)
        }
        return Beginning(path: JobFolder.freePath(in: parent, for: job.title), job: job)
    }

    private func runJob(_ options: RunOptions, _ beginning: Beginning) async throws {
        let writes: (@Sendable (String) -> Void)? =
            verbose ? { @Sendable in Terminal.write(verbatim: $0) } : nil
        let run = JobRun(
            of: beginning.job, at: beginning.path, options: options, pipeline: self.options.pipeline,
            note: { [global = self.options] in global.warn([$0]) }, onText: writes)
        try run.check()
        if dryRun { return try show(run.forecast()) }
        let shown = visible(resume ?? relativePath(beginning.path))
        Interruption.advice.withLock {
            $0 = "interrupted; the job is saved, go on with: mvsync generate --resume \(shown)"
        }
        let folder = try run.open()
        let outcome: Generation.Outcome
        do {
            outcome = try await run.takeSteps(in: folder)
        } catch  where error is ServiceError || error is PipelineError || error is StoryboardError {
            Terminal.endProgress()
            self.options.note("The job is saved; when this is mended: mvsync generate --resume \(shown)")
            throw error
        }
        Terminal.endProgress()
        try show(outcome, of: beginning, shown)
    }

    // MARK: Results

    private func show(_ outcome: Generation.Outcome, of beginning: Beginning, _ shown: String) throws {
        switch format {
        case .json:
            try mvsync.output(
                json(
                    GenerateResult(
                        job: beginning.path, step: outcome.step.rawValue, files: outcome.files,
                        shortcomings: outcome.shortcomings, failures: outcome.failures,
                        stops: outcome.stops.map(\.description), resumeAt: outcome.resumeAt)))
        case .text:
            for sentence in outcome.shortcomings { options.note(sentence) }
            if outcome.isUnchanged { options.note("Nothing has changed since the video was made.") }
            for files in outcome.files {
                for kind in Generation.Outcome.kinds {
                    if let file = files[kind] {
                        try mvsync.output(
                            kind + String(repeating: " ", count: 10 - kind.count)
                                + visible(relativePath(file)))
                    }
                }
            }
            try mvsync.output("job       \(shown)")
        }
        for failure in outcome.failures { Terminal.complain("mvsync: \(failure)") }
        if let stop = outcome.stops.first {
            let others = outcome.stops.count > 1 ? " (and \(outcome.stops.count - 1) more like it)" : ""
            throw GenerationStop(
                continuing: stop, others,
                "The job is saved; go on\(stop.when) with: mvsync generate --resume \(shown)")
        }
        if !outcome.failures.isEmpty {
            options.note(
                "When that is mended (a scene's words in storyboard.json, an address, a model): mvsync generate --resume \(shown)"
            )
            throw ExitCode(ExitStatus.badInput)
        }
    }

    private func show(_ forecast: GenerationForecast) throws {
        if format == .json { return try mvsync.output(json(forecast)) }
        var table = TextTable(header: ["for", "service", "orders", "price of one", ""])
        for call in forecast.calls {
            table.append([
                call.use, call.service, "\(call.count)", call.price ?? "not known here", call.remark ?? "",
            ])
        }
        try mvsync.output(table.text)
        for prompt in forecast.prompts { try mvsync.output("\n— \(prompt.name)\n\(prompt.text)") }
        try mvsync.output("\nNothing was asked or written.")
    }
}

/// What `generate` says to programs.
private struct GenerateResult: Encodable {
    var job: String
    var step: String
    var files: [[String: String]]
    var shortcomings: [String]
    var failures: [String]
    var stops: [String]
    var resumeAt: String?
}
