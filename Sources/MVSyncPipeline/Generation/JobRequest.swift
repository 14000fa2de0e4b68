internal import EditModel
internal import GenerativeServices

/// A job that somebody asks a server for, in JSON: what is made, never where anything lies.
///
/// Files and addresses are the server's own to name, so that nobody who only asks it can have it read or reach them.
package struct JobRequest: Sendable {
    /// The job.
    package var job: JobOptions
    /// What its run may do.
    package var wish: RunWish

    /// What makes parts of a job, by the names that requests have for them.
    private static let uses = ["chat", "song", "clip", "image"]

    private static let keys =
        [
            "topic", "brief", "provider", "scenes", "story", "images", "refine", "instrumental", "aspect",
            "lines", "songSeconds", "clipSeconds", "choice", "seed", "maxNewClips", "maxNewSongs",
        ] + uses

    /// What a job's file has, and requests may not.
    private static let refused = [
        "songFile", "lyricsFile", "promptFolder", "workflows", "addresses", "models",
    ]

    /// The names of what can make something, the stand-in last.
    ///
    /// - Parameter use: `chat`, `image`, `clip` or `song`.
    package static func makers(of use: String) -> [String] {
        ServiceName.allCases.filter { $0.uses.contains(use) }.map(\.rawValue) + [GenerationServices.sketch]
    }

    /// Reads a request.
    ///
    /// - Parameters:
    ///   - text: An object with a `topic` or a `brief`, and what is to be other than usual.
    ///   - usual: The job that is made of an empty request.
    /// - Throws: `EditError` for what is no request, with the place in it.
    package init(parsing text: String, usual: JobOptions) throws {
        job = usual
        wish = RunWish()
        let reader = try JSONReader(parsing: text)
        if let key = try Self.refused.first(where: { try reader.member($0) != nil }) {
            throw EditError(
                .invalid, at: "$.\(key)",
                "files, addresses and models are named on the command line of mvsync serve, and not in a request."
            )
        }
        let members = try reader.members([], optional: Self.keys)
        try readTopic(members, reader)
        try readServices(members)
        try readPicture(members)
        try readSong(members)
        if let seed = members.optional("seed") { job.seed = try seed.unsigned() }
        wish = try RunWish(members)
    }

    private mutating func readTopic(_ members: JSONReader.Members, _ reader: JSONReader) throws {
        guard members.has("topic") != members.has("brief") else {
            throw reader.mismatch("an object with either a topic or a brief")
        }
        if let topic = members.optional("topic") {
            job.topic = try topic.string()
            guard JobLimits.isTopic(job.topic) else {
                throw topic.mismatch("a text of 1 to \(JobLimits.topicBytes) bytes")
            }
        }
        if let brief = members.optional("brief") {
            let text = try brief.string(mostBytes: JobLimits.briefBytes)
            guard !text.allSatisfy(\.isWhitespace) else { throw brief.mismatch("a text") }
            job.brief = text
        }
    }

    private mutating func readServices(_ members: JSONReader.Members) throws {
        func name(_ reader: JSONReader, among names: [String]) throws -> String {
            let name = try reader.string()
            guard names.contains(name) else {
                throw reader.mismatch("one of \(names.joined(separator: ", "))")
            }
            return name
        }
        if let provider = members.optional("provider") {
            let names = ServiceName.allCases.map(\.rawValue) + [GenerationServices.sketch]
            let provider = try name(provider, among: names)
            for use in Self.uses { job.services[use] = provider }
            job.songFile = nil
        }
        for use in Self.uses {
            guard let reader = members.optional(use) else { continue }
            job.services[use] = try name(reader, among: Self.makers(of: use))
            if use == "song" { job.songFile = nil }
        }
        if job.songFile == nil { job.lyricsFile = nil }
    }

    private mutating func readPicture(_ members: JSONReader.Members) throws {
        if let scenes = members.optional("scenes") { job.scenes = try scenes.integer(JobLimits.scenes) }
        if let story = members.optional("story") { job.story = try story.bool() }
        if let images = members.optional("images") { job.images = try images.bool() }
        if let refine = members.optional("refine") { job.refine = try refine.bool() }
        if let lines = members.optional("lines") { job.lines = try lines.integer(JobLimits.lines) }
        if let seconds = members.optional("clipSeconds") {
            job.clipSeconds = try seconds.decimal(JobLimits.clipSeconds)
        }
        if let aspect = members.optional("aspect") {
            guard let shape = JobOptions.Aspect(parsing: try aspect.string()) else {
                throw aspect.mismatch("a shape such as \"16:9\", at most four times as long as it is short")
            }
            job.aspect = shape
        }
    }

    private mutating func readSong(_ members: JSONReader.Members) throws {
        if let flag = members.optional("instrumental") { job.instrumental = try flag.bool() }
        if let seconds = members.optional("songSeconds") {
            job.songSeconds = try seconds.decimal(JobLimits.songSeconds)
        }
        if let choice = members.optional("choice") { job.choice = try choice.word(SongChoice.self) }
    }
}

extension RunWish {
    private static let keys = ["maxNewClips", "maxNewSongs", "resubmit"]

    /// Reads what a job's next run may do.
    ///
    /// - Parameter text: An object; empty for a run without limits of its own.
    /// - Throws: `EditError` for what is no wish, with the place in it.
    package init(parsing text: String) throws {
        guard !text.allSatisfy(\.isWhitespace) else {
            self.init()
            return
        }
        try self.init(try JSONReader(parsing: text).members([], optional: Self.keys))
    }

    fileprivate init(_ members: JSONReader.Members) throws {
        self.init()
        mostNewClips = try members.optional("maxNewClips")?.integer(JobLimits.newOrders)
        mostNewSongs = try members.optional("maxNewSongs")?.integer(JobLimits.newOrders)
        if let resubmit = members.optional("resubmit") { resubmits = try resubmit.bool() }
    }
}
