import ArgumentParser
import MVSyncPipeline

/// How much is ordered of services, and how long they are waited for.
struct OrderOptions: ParsableArguments {
    @Option(
        parsing: .unconditional, help: ArgumentHelp("The most clips to order in this run.", valueName: "n"))
    var maxNewClips: Int?

    @Option(
        parsing: .unconditional, help: ArgumentHelp("The most songs to order in this run.", valueName: "n"))
    var maxNewSongs: Int?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How many clips or stills are made at the same time, 1 to 16", valueName: "n"))
    var jobs = 3

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The longest wait that a service may ask for; for longer ones, come back later.",
            valueName: "seconds"))
    var maxWait = 120.0

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How soon a service is first asked whether it is done.", valueName: "seconds"))
    var poll = 3.0

    func validate() throws {
        try checkRange("jobs", jobs, 1...16)
        try checkRange("poll", poll, 0.01...60)
        try checkRange("max-wait", maxWait, 0...86_400)
        try checkRange("max-new-clips", maxNewClips, JobLimits.newOrders)
        try checkRange("max-new-songs", maxNewSongs, JobLimits.newOrders)
    }

    /// What these options allow a run, or several together.
    var run: RunOptions {
        var run = RunOptions(mostNewClips: maxNewClips, mostNewSongs: maxNewSongs)
        run.jobs = jobs
        run.mostWait = maxWait
        run.pollInterval = poll
        return run
    }
}

/// Makes sure that the value of an option is within bounds, where it has one.
///
/// - Throws: `ValidationError`.
func checkRange<Number: Comparable>(_ name: String, _ value: Number?, _ range: ClosedRange<Number>) throws {
    guard let value, !range.contains(value) else { return }
    throw ValidationError("--\(name) takes \(range.lowerBound) to \(range.upperBound), not \(value).")
}
