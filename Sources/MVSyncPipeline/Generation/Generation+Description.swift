internal import EditModel
internal import GenerativeServices
internal import Storyboarding

/// Songs that are ordered by a description, and whose words come with them.
extension Generation {
    /// The most characters of a description that all services take.
    private static let descriptionLimit = 400

    /// The song that the topic, or the brief, asks for; its words and style are left to the service.
    var describedSong: JobUnit<SongOrder> {
        let order = SongOrder(
            title: "", lyrics: "", style: "", seconds: job.songSeconds, seed: job.seed,
            description: songDescription.text)
        return JobUnit(
            kind: .song, number: 1, name: JobFolder.Name.songs + "/", order: order,
            input: Self.hash([
                "description", order.description ?? "", "\(order.seconds ?? 0)", "\(order.seed)",
            ]))
    }

    private var songDescription: (text: String, isCut: Bool) {
        let text = job.brief.map { "A song that advertises this: \($0)" } ?? job.topic
        return ToldSong.description(text, characters: Self.descriptionLimit)
    }

    /// Orders the song, and says where its description had to be cut.
    func makeDescribedSong(_ outcome: inout Outcome) async throws {
        if songDescription.isCut, !folder.has(JobFolder.Name.song) {
            note(
                "The song is described by the first \(Self.descriptionLimit) characters; services take no more."
            )
        }
        try await make([describedSong], with: services.songs(), stage: .singing, &outcome)
    }

    /// The sheet of the song that is used, as its service tells it.
    ///
    /// - Throws: `PipelineError` where the song is not there.
    func toldSheet() async throws -> SongSheet {
        guard let record = try folder.record(UnitRecord.self, JobFolder.Name.song), record.state == .done,
            let file = try await choose(among: record.files)
        else {
            throw PipelineError(
                .inputMissing,
                "The words of this job come with its song, which is not there yet; make it first.")
        }
        let told = file.written
        let (sheet, notes) = ToldSong(
            title: told?.title, lyrics: told?.lyrics, style: told?.style, tempo: told?.tempo, key: told?.key,
            timeSignature: told?.timeSignature
        ).sheet(topic: job.title)
        for sentence in notes { note(sentence) }
        if sheet.lyrics.isEmpty {
            note(
                "\(record.service) does not tell the words that it wrote; the scenes are taken from the topic."
            )
        }
        return sheet
    }

    /// Makes sure that a song can be ordered by its description, before anything is paid.
    ///
    /// - Parameters:
    ///   - job: The job.
    ///   - path: Its folder, there or not.
    ///   - step: The last step to take.
    ///   - hasSheet: Whether the song sheet is there.
    /// - Throws: `PipelineError`.
    static func checkDescription(
        of job: JobOptions, at path: String, until step: GenerationStep, hasSheet: Bool
    ) throws {
        let fault: String? =
            if job.songFile != nil {
                "A song of your own has its words already; leave --describe out."
            } else if job.instrumental {
                "--describe has the service write the words, and --instrumental wants none; leave one of them out."
            } else if hasSheet, let begun = try JobFolder.options(at: path), !begun.isDescribed {
                "The song sheet of this job is written; remove \(JobFolder.Name.sheet) to have the song written and sung anew by its service, or leave --describe out."
            } else if step == .sheet, !hasSheet {
                "The words of a song that is described come with the song: make it with mvsync generate song."
            } else {
                nil
            }
        if let fault { throw PipelineError(.unreadable, fault) }
    }
}
