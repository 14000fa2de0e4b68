import Foundation
import LoopbackServices
import TestSupport
import Testing

@Suite("mvsync generate, killed")
struct GenerateInterruptionTests {
    /// What the program is doing when it is killed.
    enum Moment: String, CaseIterable, CustomTestStringConvertible {
        case writing, beforeOrder, afterOrder, polling, fetching, song

        var testDescription: String { rawValue }
        /// The last step, so that nothing is rendered that is not looked at.
        var step: String { self == .writing ? "keyframes" : self == .song ? "song" : "clips" }
    }

    /// Makes a moment last, and gives how it is known to have come.
    private func prepare(_ moment: Moment, _ rig: GenerateRig) -> @Sendable () -> Bool {
        let create = LumaDreamMachineService.basePath + "/generations/video"
        switch moment {
        case .writing:
            rig.chatServer.inject(.silence(afterAsking: false), on: "POST", "/v1/chat")
            return { !rig.chatServer.requests.isEmpty }
        case .beforeOrder:
            rig.lumaServer.inject(.silence(afterAsking: false), on: "POST", create)
            return { !rig.lumaServer.requests.isEmpty }
        case .afterOrder:
            rig.lumaServer.inject(.silence(afterAsking: true), on: "POST", create)
            return { rig.luma.creates > 0 }
        case .polling:
            rig.luma.book.plan(JobScript(polls: 100_000))
            return { rig.lumaServer.requests.count { $0.method == "GET" } > 2 }
        case .fetching:
            rig.store.inject(.slow(bytesPerSecond: 500), on: "GET", "/media")
            return { !rig.store.requests.isEmpty }
        case .song:
            rig.ace.book.plan(JobScript(polls: 100_000))
            return { rig.aceServer.requests.count { $0.path == "/query_result" } > 2 }
        }
    }

    @Test(
        "whatever it is doing, it goes on to the end, and orders nothing twice", arguments: Moment.allCases,
        [SIGKILL, SIGINT])
    func killed(moment: Moment, signal: Int32) async throws {
        let rig = try await GenerateRig()
        let hasCome = prepare(moment, rig)
        let arguments =
            moment == .writing || moment == .song
            ? rig.beginningWithServices(moment.step, song: "acestep") : rig.beginning(moment.step)
        let killed = try await rig.program.start(arguments, environment: rig.environment)
            .ended(by: signal, once: hasCome)
        #expect(killed.status == (signal == SIGINT ? 130 : -SIGKILL), "\(killed.complaints)")
        if signal == SIGINT {
            #expect(killed.complaints.contains("mvsync generate --resume job"), "\(killed.complaints)")
        }
        // What took without end has an end at last.
        rig.luma.book.finish()
        rig.ace.book.finish()
        let resumed = try await rig.run(rig.resuming(moment.step))
        #expect(resumed.status == 0, "\(resumed.complaints)")
        switch moment {
        case .writing:
            #expect(rig.chat.completions == 2)
            #expect(rig.bytes("storyboard.json") != nil)
        case .song:
            #expect(rig.ace.creates == 1)
            #expect(rig.files("songs") == ["1.flac"])
        default:
            #expect(rig.luma.creates == 2)
            #expect(rig.files("clips").count == 4)
            #expect(rig.files("clips").allSatisfy { !$0.hasPrefix(".") })
        }
        let again = try await rig.run(rig.resuming(moment.step))
        #expect(again.status == 0)
        #expect(rig.luma.creates + rig.ace.creates == [.writing: 0, .song: 1][moment, default: 2])
        await rig.stop()
    }

    @Test("killed while it renders, it renders again and orders nothing")
    func rendering() async throws {
        let rig = try await GenerateRig()
        let killed = try await rig.program.start(rig.beginning(), environment: rig.environment)
            .ended(by: SIGKILL) { rig.files().contains { $0.hasPrefix(".video.mp4") } }
        #expect(killed.status == -SIGKILL, "\(killed.complaints)")
        #expect(rig.bytes("video.mp4") == nil)
        let resumed = try await rig.run(rig.resuming())
        #expect(resumed.status == 0, "\(resumed.complaints)")
        #expect(rig.luma.creates == 2)
        #expect(rig.files().allSatisfy { !$0.hasPrefix(".") })
        let verified = try await rig.run(["verify", "job/video.mp4", "--edit", "job/video.mvsync.json"])
        #expect(verified.status == 0, "\(verified.output)")
        await rig.stop()
    }

    @Test("a song whose order was lost is ordered again only when told to")
    func unsearchable() async throws {
        let rig = try await GenerateRig()
        rig.aceServer.inject(.silence(afterAsking: true), on: "POST", "/release_task")
        _ = try await rig.program.start(
            rig.beginningWithServices("song", song: "acestep"), environment: rig.environment
        ).ended(by: SIGKILL) { rig.ace.creates > 0 }
        let stopped = try await rig.run(rig.resuming("song"))
        #expect(stopped.status == 75)
        #expect(stopped.complaints.contains("--resubmit"), "\(stopped.complaints)")
        #expect(rig.ace.creates == 1)
        let resumed = try await rig.run(rig.resuming("song") + ["--resubmit"])
        #expect(resumed.status == 0, "\(resumed.complaints)")
        #expect(rig.ace.creates == 2)
        await rig.stop()
    }
}
