import Foundation
import LoopbackServices
import TestSupport
import Testing

@Suite("mvsync generate")
struct GenerateTests {
    private static let create = LumaDreamMachineService.basePath + "/generations/video"

    @Test("a topic becomes a video that verify passes, is not made twice, and changes where its scenes do")
    func whole() async throws {
        let rig = try await GenerateRig()
        let made = try await rig.run(rig.beginningWithServices())
        #expect(made.status == 0, "\(made.complaints)")
        #expect(made.output.contains("video     job/video.mp4"))
        let verified = try await rig.run(["verify", "job/video.mp4", "--edit", "job/video.mvsync.json"])
        #expect(verified.status == 0, "\(verified.output)")
        #expect(rig.files("songs").filter { $0.hasSuffix(".flac") } == ["1.flac", "2.flac"])
        let video = try #require(rig.bytes("video.mp4"))
        let counts = { [rig.chat.completions, rig.suno.creates, rig.luma.creates] }
        #expect(counts() == [2, 1, 2])
        let requests = rig.store.requests.count
        // Nothing is asked, fetched or rendered of what is there.
        let again = try await rig.run(rig.resuming())
        #expect(again.status == 0)
        #expect(again.complaints.contains("Nothing has changed"), "\(again.complaints)")
        #expect(counts() == [2, 1, 2])
        #expect(rig.store.requests.count == requests)
        // A scene that was changed by hand is ordered anew, alone.
        let board = rig.program.folder.file("job/storyboard.json")
        let text = try String(contentsOfFile: board, encoding: .utf8)
        try text.replacing("A harbour in fog.", with: "A harbour in rain.").write(
            toFile: board, atomically: true, encoding: .utf8)
        let changed = try await rig.run(rig.resuming("clips"))
        #expect(changed.status == 0, "\(changed.complaints)")
        #expect(counts() == [2, 1, 3])
        #expect(rig.luma.lastPrompt?.contains("A harbour in rain.") == true)
        #expect(rig.files("replaced") == ["02-chorus.mp4"])
        #expect(rig.bytes("video.mp4") == video)
        await rig.stop()
    }

    @Test("offline, a topic becomes a video that verify passes, of a song whose words were shortened by hand")
    func sketch() async throws {
        let rig = try await GenerateRig()
        let sheet = try await rig.run([
            "generate", "sheet", "A lighthouse", "--provider", "sketch", "--lines", "64", "--scenes", "1",
            "--clip-seconds", "1", "--song-seconds", "10", "-o", "job",
        ])
        #expect(sheet.status == 0, "\(sheet.complaints)")
        let file = rig.program.folder.file("job/song-sheet.json")
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(text.contains("lighthouse"))
        // The whole of it would be sung for most of a minute.
        let short = text.replacing(/"lyrics": \[[^\]]*(\[[^\]]*\][^\]]*)*\n  \],/) { _ in
            #""lyrics": ["[Verse 1]", "Grey sea, slow light"],"#
        }
        #expect(short != text)
        try short.write(toFile: file, atomically: true, encoding: .utf8)
        let made = try await rig.run(["generate", "--resume", "job"])
        #expect(made.status == 0, "\(made.complaints)")
        #expect(made.output.contains("video     job/video.mp4"))
        let verified = try await rig.run(["verify", "job/video.mp4", "--edit", "job/video.mvsync.json"])
        #expect(verified.status == 0, "\(verified.output)")
        // One second of clip lacks most of ten; scenes for it join the storyboard, and are to be made.
        let suggested = try await rig.run(["suggest", "job", "--write"])
        #expect(suggested.status == 0, "\(suggested.complaints)")
        let board = rig.program.folder.file("job/storyboard.json")
        let scenes = try String(contentsOfFile: board, encoding: .utf8)
        #expect(scenes.contains("\"number\": 2") && scenes.contains(/"seconds": [59]/), "\(scenes)")
        let forecast = try await rig.run(["generate", "--resume", "job", "--dry-run"])
        #expect(forecast.output.contains(/clips +sketch +[1-9].* 1 of \d+ are there/), "\(forecast.output)")
        for server in [rig.lumaServer, rig.chatServer, rig.aceServer] { #expect(server.requests.isEmpty) }
        await rig.stop()
    }

    @Test("a quota at the second of three clips ends with 75, a preview with title cards, and a way to go on")
    func quota() async throws {
        let rig = try await GenerateRig()
        let first = try await rig.run(rig.beginning("clips", scenes: 3) + ["--max-new-clips", "1"])
        #expect(first.status == 75, "\(first.complaints)")
        #expect(
            first.complaints.contains("is not ordered: --max-new-clips allows no more of them in this run"))
        #expect(rig.luma.creates == 1)
        rig.lumaServer.inject(
            .answer(
                LumaDreamMachineService.refusal(
                    402, "Insufficient credits", headers: [.init("Retry-After", "7200")])), on: "POST",
            Self.create)
        let second = try await rig.run(rig.resuming())
        #expect(second.status == 75)
        #expect(second.complaints.contains("Insufficient credits"))
        #expect(second.complaints.contains("title card stands in"))
        #expect(
            second.complaints.contains(
                /go on after \d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)? UTC with: mvsync generate --resume job/),
            "\(second.complaints)")
        #expect(second.output.contains("job/preview.mp4"))
        #expect(rig.bytes("preview.mp4") != nil)
        #expect(rig.bytes("video.mp4") == nil)
        #expect(rig.luma.creates == 1)
        let status = try await rig.run(["generate", "status", "job"])
        #expect(status.output.contains("planned"))
        let third = try await rig.run(rig.resuming())
        #expect(third.status == 0, "\(third.complaints)")
        #expect(rig.luma.creates == 3)
        #expect(rig.bytes("video.mp4") != nil)
        await rig.stop()
    }

    @Test("a dry run contacts nobody and writes nothing, of a new job or of one that is begun")
    func dryRun() async throws {
        let rig = try await GenerateRig()
        let before = rig.program.files
        let fresh = try await rig.run(rig.beginningWithServices() + ["--dry-run"])
        #expect(fresh.status == 0, "\(fresh.complaints)")
        #expect(fresh.output.contains("Nothing was asked or written."))
        #expect(rig.program.files == before)
        let scenes = try await rig.run(rig.beginning("keyframes"))
        #expect(scenes.status == 0, "\(scenes.complaints)")
        #expect(scenes.output.contains("job/storyboard.json"), "\(scenes.output)")
        let files = Set(rig.files())
        let begun = try await rig.run(rig.resuming("clips") + ["--dry-run", "--scenes", "5"])
        #expect(begun.complaints.contains("--scenes changes nothing any more"), "\(begun.complaints)")
        #expect(begun.output.contains(/clips +luma +2/), "\(begun.output)")
        #expect(Set(rig.files()) == files)
        for server in [rig.lumaServer, rig.chatServer, rig.sunoServer, rig.aceServer, rig.store] {
            #expect(server.requests.isEmpty)
        }
        await rig.stop()
    }

    @Test("each topic of a file gets a folder, whatever becomes of the others")
    func topics() async throws {
        let rig = try await GenerateRig()
        try Data("# my topics\r\nA lighthouse at dawn\r\n\r\nThe last tram\r\n".utf8).write(
            to: URL(fileURLWithPath: rig.program.folder.file("topics.txt")))
        rig.lumaServer.inject(
            .answer(LumaDreamMachineService.refusal(400, "prompt was blacklisted by moderation")),
            on: "POST", Self.create)
        let outcome = try await rig.run(
            ["generate", "clips", "--topics-file", "topics.txt", "-o", "jobs"] + rig.services
                + ["--chat", "sketch", "--song", "song.flac", "--scenes", "1", "--jobs", "1"])
        #expect(outcome.status == 65, "\(outcome.complaints)")
        #expect(outcome.complaints.contains("blacklisted"))
        let jobs = try FileManager.default.contentsOfDirectory(atPath: rig.program.folder.file("jobs"))
        #expect(jobs.sorted() == ["a-lighthouse-at-dawn", "the-last-tram"])
        #expect(rig.luma.creates == 1)
        await rig.stop()
    }

    @Test("what a run may order counts over all topics, and the same command goes on with them")
    func limitOverTopics() async throws {
        let rig = try await GenerateRig()
        try Data("A lighthouse at dawn\nThe last tram\n".utf8).write(
            to: URL(fileURLWithPath: rig.program.folder.file("topics.txt")))
        let command =
            ["generate", "clips", "--topics-file", "topics.txt", "-o", "jobs"] + rig.services
            + ["--chat", "sketch", "--song", "song.flac", "--scenes", "1", "--jobs", "1"]
        let first = try await rig.run(command + ["--max-new-clips", "1"])
        #expect(first.status == 75, "\(first.complaints)")
        #expect(rig.luma.creates == 1)
        let second = try await rig.run(command + ["--max-new-clips", "1"])
        #expect(second.status == 0, "\(second.complaints)")
        #expect(rig.luma.creates == 2)
        await rig.stop()
    }

    @Test("stills that the service of clips cannot be sent are told of before anybody is asked")
    func stillsForLuma() async throws {
        let rig = try await GenerateRig()
        let outcome = try await rig.run(
            rig.beginningWithServices("clips") + ["--images", "--image", "sketch"])
        #expect(outcome.status == 65, "\(outcome.complaints)")
        #expect(outcome.complaints.contains("--clip luma-agents or comfyui"), "\(outcome.complaints)")
        #expect(rig.program.files == ["song.flac"])
        #expect(rig.chatServer.requests.isEmpty)
        await rig.stop()
    }

    @Test("a brief becomes an advertisement's sheet, and only the scenes that are named are made")
    func briefAndOnly() async throws {
        let rig = try await GenerateRig()
        try Data("A blue T-shirt of hemp that lasts.\n".utf8).write(
            to: URL(fileURLWithPath: rig.program.folder.file("shirt.txt")))
        let outcome = try await rig.run(
            ["generate", "clips", "--brief", "shirt.txt", "-o", "job", "--only", "2"] + rig.services
                + ["--chat", "sketch", "--song", "song.flac", "--scenes", "3"])
        #expect(outcome.status == 0, "\(outcome.complaints)")
        #expect(rig.luma.creates == 1)
        #expect(rig.files("clips").count == 2)
        #expect(rig.files("clips").allSatisfy { $0.hasPrefix("02-") })
        #expect(outcome.output.contains(/clip +job\/clips\/02-.*\.mp4\njob +job/), "\(outcome.output)")
        let missing = try await rig.run(rig.resuming("clips") + ["--only", "2,9"])
        #expect(missing.status == 66)
        #expect(
            missing.complaints.contains("no scene 9; storyboard.json has 1, 2, 3"), "\(missing.complaints)")
        await rig.stop()
    }

    @Test("a missing key is 77 before anything is made or asked")
    func noKey() async throws {
        let rig = try await GenerateRig()
        let before = rig.program.files
        let outcome = try await rig.program.runAside(
            rig.beginning(), environment: rig.environment.merging(["LUMAAI_API_KEY": ""]) { $1 })
        #expect(outcome.status == 77)
        #expect(outcome.complaints.contains("LUMAAI_API_KEY"))
        #expect(rig.program.files == before)
        await rig.stop()
    }

    @Test("where nobody listens it ends with 69, and can be gone on with")
    func nobody() async throws {
        let rig = try await GenerateRig()
        let closed = try await LoopbackServer(MediaShelf())
        await closed.stop()
        let outcome = try await rig.run(
            rig.beginning("clips") + ["--address", "luma=\(closed.url)\(LumaDreamMachineService.basePath)"])
        #expect(outcome.status == 69, "\(outcome.complaints)")
        #expect(outcome.complaints.contains("mvsync generate --resume job"))
        let resumed = try await rig.run(
            rig.resuming("clips")
                + ["--address", "luma=\(rig.lumaServer.url)\(LumaDreamMachineService.basePath)"])
        #expect(resumed.status == 0, "\(resumed.complaints)")
        #expect(rig.luma.creates == 2)
        await rig.stop()
    }
}
