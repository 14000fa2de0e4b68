import EditModel
import Foundation
import GenerativeServices
import Storyboarding
import TestSupport
import Testing

@testable import MVSyncPipeline

@Suite("Forecasts")
struct GenerationForecastTests {
    private let scratch: ScratchFolder
    private static let environment = [
        "LUMAAI_API_KEY": "made-up-key-1", "TOGETHER_API_KEY": "made-up-key-2", "PATH": "/usr/bin:/bin",
        "HOME": "/nowhere",
    ]

    init() throws { scratch = try ScratchFolder() }

    private func job(chat: String = "together") -> JobOptions {
        var job = JobOptions(
            topic: "A lighthouse", services: ["chat": chat, "song": "acestep", "clip": "luma"])
        job.scenes = 4
        return job
    }

    private func generation(_ job: JobOptions, _ run: RunOptions = RunOptions()) throws -> Generation {
        try Generation(
            job: job, folder: JobFolder(scratch.file("job")), run: run,
            settings: ServiceSettings(environment: Self.environment),
            pipeline: Pipeline(environment: Self.environment, usesCache: false), note: { _ in })
    }

    private func counts(_ forecast: GenerationForecast) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: forecast.calls.map { ($0.use, $0.count) })
    }

    @Test("a fresh job asks for the sheet and the scenes, one song, and a clip for each scene")
    func fresh() throws {
        let forecast = try generation(job()).forecast()
        #expect(counts(forecast) == ["words": 2, "song": 1, "clips": 4])
        #expect(forecast.calls.map(\.service).last == "luma")
        #expect(forecast.prompts.map(\.name) == ["song-sheet", "keyframes"])
        #expect(forecast.prompts[0].text.contains("A lighthouse"))
    }

    @Test("a story, stills, a budget and a choice of scenes are counted")
    func options() throws {
        var (job, run) = (job(), RunOptions(mostNewClips: 1, mostNewSongs: 0))
        (job.story, job.images, job.services["image"]) = (true, true, "together")
        run.scenes = [2, 3]
        #expect(
            try counts(generation(job, run).forecast()) == ["words": 3, "song": 0, "images": 2, "clips": 1])
    }

    @Test(
        "a step alone asks for what it needs only",
        arguments: [
            (GenerationStep.sheet, ["words": 1]), (.story, ["words": 2]), (.keyframes, ["words": 2]),
            (.song, ["words": 1, "song": 1]), (.clips, ["words": 2, "clips": 4]),
        ])
    func steps(step: GenerationStep, expected: [String: Int]) throws {
        var run = RunOptions()
        run.until = step
        #expect(try counts(generation(job(), run).forecast()) == expected)
    }

    @Test("a song of one's own is not ordered, and no sheet for it")
    func ownSong() throws {
        var job = job()
        job.songFile = "/music/song.mp3"
        #expect(try counts(generation(job).forecast()) == ["words": 1, "clips": 4])
    }

    @Test(
        "a song that is described comes first, and no words are asked for its sheet",
        arguments: [
            (GenerationStep.song, ["song": 1]), (.story, ["song": 1, "words": 1]),
            (.keyframes, ["song": 1, "words": 1]), (.clips, ["song": 1, "words": 1, "clips": 4]),
            (.video, ["song": 1, "words": 1, "clips": 4]),
        ])
    func described(step: GenerationStep, expected: [String: Int]) throws {
        var (job, run) = (job(), RunOptions())
        job.writer = .songService
        run.until = step
        let forecast = try generation(job, run).forecast()
        #expect(counts(forecast) == expected)
        #expect(forecast.calls.first?.use == "song")
        #expect(forecast.prompts.first?.text == "A lighthouse")
        #expect(!forecast.prompts.contains { $0.name == "song-sheet" })
    }

    @Test("a description is no longer than services take, and that of an advertisement says so")
    func descriptions() throws {
        var job = job()
        job.writer = .songService
        job.topic = String(repeating: "lighthouse ", count: 100)
        let order = try generation(job).describedSong.order
        #expect(order.description?.count == 395)
        #expect(order.description?.hasSuffix(" lighthouse") == true)
        #expect(!order.isInstrumental)
        job.topic = ""
        job.brief = "A blue T-shirt.\nIt lasts."
        #expect(
            try generation(job).describedSong.order.description
                == "A song that advertises this: A blue T-shirt. It lasts.")
    }

    @Test("of a half-done job, only what is neither there nor ordered nor refused is counted")
    func halfDone() async throws {
        var run = RunOptions()
        run.until = .keyframes
        _ = try await generation(job(chat: "sketch"), run).takeSteps()
        let generation = try generation(job())
        let folder = generation.folder
        let sheet = try SongSheet(file: folder.text(JobFolder.Name.sheet))
        let scenes = try Storyboard(file: folder.text(JobFolder.Name.storyboard)).scenes
        try #require(scenes.count == 4)
        let units = try scenes.map { try generation.clipUnit($0, sheet) }
        #expect(try counts(generation.forecast()) == ["song": 1, "clips": 4])
        for (unit, state) in zip(units, [UnitRecord.State.done, .submitted, .failed]) {
            var record = UnitRecord(planning: unit.input, with: "luma")
            (record.state, record.retry) = (state, .never)
            try folder.store(record, as: unit.recordName)
        }
        let forecast = try generation.forecast()
        #expect(counts(forecast) == ["song": 1, "clips": 1])
        let remark = try #require(forecast.calls.last?.remark)
        #expect(remark.contains("1 of 4 are there"))
        #expect(remark.contains("1 already ordered"))
        #expect(remark.contains("1 refused"))
        #expect(forecast.prompts.map(\.name).last == units[3].name)
        // A sketch is drawn anew by a real service, and a changed order is a new one.
        for (unit, (service, input)) in zip(units, [("sketch", units[0].input), ("luma", "another")]) {
            var record = UnitRecord(planning: input, with: service)
            record.state = .done
            try folder.store(record, as: unit.recordName)
        }
        #expect(try counts(generation.forecast()) == ["song": 1, "clips": 3])
    }

    @Test("a change that the service would not see, and a new name of a scene, are no new orders")
    func unseenChanges() async throws {
        var run = RunOptions()
        run.until = .keyframes
        _ = try await generation(job(chat: "sketch"), run).takeSteps()
        // Luma is sent no seed, and no section.
        var changed = job()
        changed.seed = 99
        let generation = try generation(changed)
        let folder = generation.folder
        let sheet = try SongSheet(file: folder.text(JobFolder.Name.sheet))
        var storyboard = try Storyboard(file: folder.text(JobFolder.Name.storyboard))
        for scene in storyboard.scenes {
            let unit = try generation.clipUnit(scene, sheet)
            var record = UnitRecord(planning: "as it was under another seed", with: "luma")
            record.state = .done
            record.request = try generation.services.clips().request(for: unit.order).map(UnitRecord.hash)
            try folder.store(record, as: unit.recordName)
        }
        storyboard.scenes[1].section = "Bridge"
        try folder.write(storyboard.json.text, as: JobFolder.Name.storyboard)
        let records = folder.unitRecords
        #expect(try counts(generation.forecast()) == ["song": 1, "clips": 0])
        #expect(folder.unitRecords == records)
        storyboard.scenes[2].scenario += " It snows."
        try folder.write(storyboard.json.text, as: JobFolder.Name.storyboard)
        #expect(try counts(generation.forecast()) == ["song": 1, "clips": 1])
    }

    @Test("what is sketched costs nothing")
    func prices() throws {
        let job = JobOptions(
            topic: "A lighthouse", services: ["chat": "sketch", "song": "sketch", "clip": "sketch"])
        let prices = try generation(job).forecast().calls.filter { $0.use != "words" }.map(\.price)
        #expect(prices.count == 2)
        #expect(prices.allSatisfy { $0?.hasPrefix("nothing") == true })
    }

    @Test("a service that nobody knows is named")
    func unknownService() throws {
        var job = job()
        job.services["clip"] = "vhs"
        let error = #expect(throws: PipelineError.self) { try generation(job).forecast() }
        #expect(error?.description.contains("vhs") == true)
    }
}
