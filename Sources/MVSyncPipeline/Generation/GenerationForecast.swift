internal import GenerativeServices
internal import Storyboarding

/// What a run would ask, of whom, how often and at what price; asked without asking anybody.
package struct GenerationForecast: Encodable, Sendable {
    /// What would be asked of one service.
    package struct Call: Encodable, Sendable {
        /// What for: `words`, `song`, `images`, `clips`.
        package var use: String
        /// The service.
        package var service: String
        /// How many orders there would be, at the least.
        package var count: Int
        /// What one costs; nil where nobody knows.
        package var price: String?
        /// What is to be known of the number; nil for nothing.
        package var remark: String?
    }

    /// A prompt that would be sent.
    package struct Prompt: Encodable, Sendable {
        /// What it is for, such as `clips/03-chorus`.
        package var name: String
        /// Its text.
        package var text: String
    }

    /// The calls, in their order.
    package var calls: [Call] = []

    /// The prompts that are known already.
    package var prompts: [Prompt] = []
}

extension Generation {
    /// Says what this run would ask.
    ///
    /// - Throws: `ServiceError`, `PipelineError` for services that are not known, and for files of the job that cannot be read.
    package func forecast() throws -> GenerationForecast {
        var forecast = GenerationForecast()
        let sheet =
            folder.has(JobFolder.Name.sheet) ? try read(JobFolder.Name.sheet, SongSheet.init(file:)) : nil
        let needsSong = Self.needsSong(job, until: run.until, hasSheet: sheet != nil)
        if needsSong, job.isDescribed { try forecastSong(sheet, &forecast) }
        try forecastWords(&forecast)
        if needsSong, !job.isDescribed { try forecastSong(sheet, &forecast) }
        let storyboard =
            folder.has(JobFolder.Name.storyboard)
            ? try read(JobFolder.Name.storyboard, Storyboard.init(file:)) : nil
        let scenes = storyboard?.scenes.filter { run.scenes?.contains($0.number) ?? true }
        if job.images && run.until > .images || run.until == .images {
            try forecastUnits(
                "images", services.images(), scenes.map { $0.map(imageUnit) }, &forecast
            ) { $0.prompt }
        }
        if run.until >= .clips {
            let units = try sheet.flatMap { sheet in
                try scenes.map { try $0.map { try clipUnit($0, sheet) } }
            }
            try forecastUnits(
                "clips", services.clips(), units, limit: run.mostNewClips, &forecast
            ) { $0.prompt }
        }
        return forecast
    }

    private func forecastWords(_ forecast: inout GenerationForecast) throws {
        var questions: [(PromptStep, [String: String])] = []
        if !folder.has(JobFolder.Name.sheet), job.songFile == nil, !job.isDescribed {
            questions.append((sheetStep, sheetValues))
        }
        if job.story || run.until == .story, run.until > .sheet, !folder.has(JobFolder.Name.story) {
            questions.append((.story, [:]))
        }
        if run.until > .story, run.until != .song, !folder.has(JobFolder.Name.storyboard) {
            questions.append((.keyframes, [:]))
        }
        guard !questions.isEmpty else { return }
        let chat = try services.chat()
        forecast.calls.append(
            .init(
                use: "words", service: chat.name, count: questions.count, price: nil,
                remark: "one more where the answer lacks something"
                    + (job.refine || job.images ? ", and one for each scene's prompt" : "")))
        for (step, values) in questions {
            let (system, user) = prompts.messages(for: step, values)
            forecast.prompts.append(.init(name: step.rawValue, text: system + "\n\n" + user))
        }
    }

    private func forecastSong(_ sheet: SongSheet?, _ forecast: inout GenerationForecast) throws {
        let units = job.isDescribed ? [describedSong] : sheet.map { [songUnit($0)] }
        try forecastUnits(
            "song", services.songs(), units, limit: run.mostNewSongs, &forecast
        ) { $0.description ?? $0.style + "\n\n" + $0.lyrics }
    }

    /// Adds the orders of one kind; where the scenes are not known yet, as many as were asked for.
    private func forecastUnits<Order>(
        _ use: String, _ maker: any MediaService<Order>, _ units: [JobUnit<Order>]?, limit: Int? = nil,
        _ forecast: inout GenerationForecast, prompt: (Order) -> String
    ) throws {
        let (service, price) = (maker.name, maker.price)
        guard let units else {
            let count = use == "song" ? 1 : run.scenes?.count ?? job.scenes
            forecast.calls.append(
                .init(
                    use: use, service: service, count: min(count, limit ?? count), price: price, remark: nil))
            return
        }
        var open: [JobUnit<Order>] = []
        var (there, paid, refused) = (0, 0, 0)
        for unit in units {
            let record = try folder.record(of: unit, by: maker)
            switch record?.state {
            case .done: there += 1
            case .submitting, .unknown, .submitted: paid += 1
            case .failed where record?.retry == .never: refused += 1
            default: open.append(unit)
            }
        }
        let count = min(open.count, limit ?? open.count)
        var remarks: [String] = []
        if there > 0 { remarks.append("\(there) of \(units.count) are there") }
        if paid > 0 { remarks.append("\(paid) already ordered and fetched when done") }
        if refused > 0 { remarks.append("\(refused) refused, and not ordered again until changed") }
        forecast.calls.append(
            .init(
                use: use, service: service, count: count, price: price,
                remark: remarks.isEmpty ? nil : remarks.joined(separator: ", ")))
        forecast.prompts += open.map { .init(name: $0.name, text: prompt($0.order)) }
    }
}
