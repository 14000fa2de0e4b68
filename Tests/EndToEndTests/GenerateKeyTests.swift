import Foundation
import LoopbackServices
import Synchronization
import TestSupport
import Testing

@Suite("Keys of services")
struct GenerateKeyTests {
    @Test("a key goes to its service and nowhere else, even where services repeat it")
    func leak() async throws {
        let keys = GenerateRig.keys
        let search = KeySearch(keys: Array(keys.values))
        let chatKey = try #require(keys["MVSYNC_CHAT_KEY"])
        let lumaKey = try #require(keys["LUMAAI_API_KEY"])
        let aceKey = try #require(keys["ACESTEP_API_KEY"])
        let rig = try await GenerateRig(echo: chatKey)
        let create = LumaDreamMachineService.basePath + "/generations/video"
        rig.chatServer.inject(
            .answer(ChatService.refusal(503, "Overloaded; you sent Bearer \(chatKey).")), on: "POST", "/v1")
        rig.lumaServer.inject(
            .answer(LumaDreamMachineService.refusal(400, "Bad order by \(lumaKey)")), on: "POST", create)
        rig.luma.book.plan(JobScript(failure: .init("job error for \(lumaKey)")))
        rig.ace.book.plan(JobScript(failure: .init("\(aceKey) is out of memory")))
        let seen = Mutex(Data())
        var arguments = rig.beginningWithServices("clips", song: "acestep")
        arguments[arguments.count - 1] = "1"
        // Long enough for the second attempt after the first refusal.
        arguments += ["--max-wait", "3", "--verbose"]
        let running = try rig.program.start(arguments, environment: rig.environment)
        let first = try await running.ended {
            let line = FileManager.default.contents(atPath: "/proc/\(running.number)/cmdline") ?? Data()
            seen.withLock { $0 += line }
            return false
        }
        #expect(first.complaints.contains("Bad order by"), "\(first.complaints)")
        let argumentLists = seen.withLock(\.self)
        #expect(!argumentLists.isEmpty)
        let song = try await rig.run(rig.resuming("song"))
        #expect(song.status == 0, "\(song.complaints)")
        let second = try await rig.run(rig.resuming("clips"))
        #expect(second.status == 0, "\(second.complaints)")
        #expect(search.found(in: argumentLists).isEmpty)
        for outcome in [first, song, second] {
            #expect(search.found(in: outcome).isEmpty, "\(outcome.complaints)")
        }
        let folder = rig.program.folder.file("job")
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
        #expect(names.contains("events.jsonl") && names.contains("song-sheet.raw.txt"))
        #expect(try search.files(below: rig.program.folder.path) == [])
        #expect(search.found(in: rig.store.requests).isEmpty)
        #expect(!rig.store.requests.isEmpty)
        // Each service got its own key only.
        for (server, key) in [(rig.chatServer, chatKey), (rig.lumaServer, lumaKey), (rig.aceServer, aceKey)] {
            #expect(search.found(in: server.requests, besides: key).isEmpty)
        }
        await rig.stop()
    }

    @Test("a file of keys that others can read is refused; one that only its owner can read is used")
    func file() async throws {
        let rig = try await GenerateRig()
        let folder = rig.program.folder.file(".config/mvsync")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let key = try #require(GenerateRig.keys["LUMAAI_API_KEY"])
        let file = folder + "/services.json"
        try Data(#"{"luma": {"key": "\#(key)"}}"#.utf8).write(to: URL(fileURLWithPath: file))
        let environment = rig.environment.merging(["LUMAAI_API_KEY": ""]) { $1 }
        chmod(file, 0o644)
        let refused = try await rig.program.runAside(rig.beginning("clips"), environment: environment)
        #expect(refused.status == 65 || refused.status == 77, "\(refused.complaints)")
        #expect(refused.complaints.contains("can be read by others"))
        #expect(refused.complaints.contains("chmod 600"))
        #expect(!refused.complaints.contains(key))
        #expect(!rig.program.files.contains("job"))
        chmod(file, 0o600)
        let used = try await rig.program.runAside(rig.beginning("clips"), environment: environment)
        #expect(used.status == 0, "\(used.complaints)")
        #expect(rig.luma.creates == 2)
        await rig.stop()
    }
}
