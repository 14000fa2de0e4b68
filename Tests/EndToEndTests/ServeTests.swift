import Foundation
import GenerativeServices
import LoopbackServices
import TestSupport
import Testing

@Suite("mvsync serve")
struct ServeTests {
    /// A job that is made quickly.
    private static let small = """
        {"topic": "A lighthouse at dawn", "scenes": 1, "instrumental": true, "songSeconds": 10, "clipSeconds": 1, "lines": 64}
        """

    @Test(
        "a topic that is posted becomes a video, which is given whole and in parts; the command line goes on with its job"
    )
    func whole() async throws {
        let program = try Program()
        let rig = try await ServeRig(program, ["--provider", "sketch"])
        let posted = try await rig.ask("api/jobs", Self.small)
        #expect(posted.status == 202)
        #expect(posted["id"] == "a-lighthouse-at-dawn")
        #expect(posted.head["location"] == "/api/jobs/a-lighthouse-at-dawn")
        let made = try await rig.job("a-lighthouse-at-dawn", in: [])
        #expect(made["state"] == "finished", "\(made.json ?? [:])")
        let parts = try #require(made.json?["parts"] as? [[String: Any]])
        #expect(parts.count == 4)
        #expect(parts.filter { $0["state"] as? String == "done" }.count == 2)
        let job = "api/jobs/a-lighthouse-at-dawn/"
        let video = try await rig.ask(job + "video")
        #expect(video.status == 200)
        #expect(video.head["content-type"] == "video/mp4")
        let lies = program.folder.file("a-lighthouse-at-dawn/video.mp4")
        #expect(video.body == FileManager.default.contents(atPath: lies))
        let part = try await rig.ask(job + "video.mp4", nil, [("Range", "bytes=100-1099")])
        #expect(part.status == 206)
        #expect(part.body == video.body[100..<1100])
        #expect(part.head["content-range"] == "bytes 100-1099/\(video.body.count)")
        // Over the network too it is a video that players can go about in.
        let probed = try await Tool.runAside(
            "ffprobe",
            [
                "-v", "error", "-show_entries", "stream=codec_type,height", "-of", "csv=p=0",
                rig.url + job + "video",
            ])
        #expect(String(decoding: probed, as: UTF8.self).contains("video,64"))
        let report = try await rig.ask(job + "report")
        #expect(String(decoding: report.body, as: UTF8.self).contains("./video.mp4"))
        let edit = try await rig.ask(job + "edit")
        #expect(edit.json?["schema"] as? String == "mvsync.edit/1")
        let status = try await program.runAside([
            "generate", "status", "a-lighthouse-at-dawn", "--format", "json",
        ])
        let told = try JSONSerialization.jsonObject(with: Data(status.output.utf8)) as? [[String: String]]
        #expect(told == parts as? [[String: String]])
        let ended = try await rig.interrupt()
        #expect(ended.status == 130)
        #expect(ended.complaints.contains("the jobs are saved"), "\(ended.complaints)")
        let again = try await program.runAside(["generate", "--resume", "a-lighthouse-at-dawn"])
        #expect(again.complaints.contains("Nothing has changed"), "\(again.complaints)")
    }

    @Test("a job is stopped and gone on with, and so is one that ^C stopped; nothing is ordered twice")
    func resumed() async throws {
        let rig = try await GenerateRig()
        rig.luma.book.plan(JobScript(polls: 100_000))
        let arguments = Array(rig.services) + ["--chat", "sketch", "--song", "song.flac", "--jobs", "1"]
        let first = try await ServeRig(rig.program, arguments, environment: rig.environment)
        let posted = try await first.ask(
            "api/jobs", #"{"topic": "Job", "scenes": 2, "lines": 90, "clipSeconds": 1}"#)
        #expect(posted.status == 202, "\(posted.json ?? [:])")
        func wait(until creates: Int) async throws {
            while rig.luma.creates < creates, first.running.isRunning {
                try await Task.sleep(for: .milliseconds(20))
            }
        }
        try await wait(until: 1)
        #expect(try await first.ask("api/jobs/job/resume", "{}").status == 409)
        let second = try await first.ask("api/jobs", #"{"topic": "Another", "scenes": 1}"#)
        #expect(second["id"] == "another")
        #expect(try await first.ask("api/jobs/another")["state"] == "waiting")
        #expect(try await first.ask("api/jobs/another/cancel", "{}").status == 202)
        #expect(try await first.ask("api/jobs/job/cancel", "{}").status == 202)
        let stopped = try await first.job("job", in: ["stopped"])
        #expect(stopped["state"] == "stopped")
        #expect((stopped.json?["reasons"] as? [String])?.first?.contains("interrupted") == true)
        #expect(try await first.ask("api/jobs/job/cancel", "{}").status == 409)
        #expect(try await first.ask("api/jobs/job/resume", "{}").status == 202)
        while try await first.ask("api/jobs/job")["state"] != "running" {
            try await Task.sleep(for: .milliseconds(20))
        }
        let ended = try await first.interrupt()
        #expect(ended.status == 130, "\(ended.complaints)")
        #expect(rig.luma.creates == 1)
        rig.luma.book.finish()
        let again = try await ServeRig(rig.program, arguments, environment: rig.environment)
        #expect(try await again.ask("api/jobs/job")["state"] == "stopped")
        #expect(try await again.ask("api/jobs/job/resume", "{}").status == 202)
        let made = try await again.job("job", in: ["stopped"])
        #expect(made["state"] == "finished", "\(made.json ?? [:])")
        #expect(rig.luma.creates == 2)
        _ = try await again.interrupt()
        await rig.stop()
    }

    @Test("what all jobs together may order is not passed, and it is told when to come back")
    func allowance() async throws {
        let rig = try await GenerateRig()
        let arguments = rig.services + ["--chat", "sketch", "--song", "song.flac", "--max-new-clips", "1"]
        let served = try await ServeRig(rig.program, arguments, environment: rig.environment)
        for topic in ["One", "Two"] {
            let body =
                #"{"topic": "\#(topic)", "scenes": 1, "lines": 90, "clipSeconds": 1, "maxNewClips": 5}"#
            #expect(try await served.ask("api/jobs", body).status == 202)
        }
        #expect(try await served.job("one", in: ["stopped"])["state"] == "finished")
        let second = try await served.job("two", in: ["stopped"])
        #expect(second["state"] == "stopped")
        #expect((second.json?["reasons"] as? [String])?.first?.contains("--max-new-clips") == true)
        #expect(
            second.json?["files"] as? [String: String] == [
                "video": "preview.mp4", "edit": "preview.mvsync.json", "report": "preview.html",
            ])
        #expect(try await served.ask("api/jobs/two/video").status == 200)
        #expect(rig.luma.creates == 1)
        _ = try await served.interrupt()
        await rig.stop()
    }

    @Test("no key is ever told, and none is taken")
    func keys() async throws {
        let rig = try await GenerateRig()
        let arguments =
            rig.services + ["--chat", rig.chatServer.url, "--chat-model", "m", "--song", "acestep"]
        let served = try await ServeRig(rig.program, arguments, environment: rig.environment)
        let keys = Array(GenerateRig.keys.values)
        let key = try #require(GenerateRig.keys["LUMAAI_API_KEY"])
        rig.lumaServer.inject(
            .answer(LumaDreamMachineService.refusal(400, "Bad order by \(key)")), on: "POST",
            LumaDreamMachineService.basePath + "/generations/video")
        let refused = try await served.ask("api/jobs", #"{"topic": "A", "keys": {"luma": "\#(key)"}}"#)
        #expect(refused.status == 400)
        #expect(
            try await served.ask("api/jobs", #"{"topic": "Job", "scenes": 2, "lines": 90}"#).status == 202)
        var told = refused.body
        let failed = try await served.job("job", in: ["stopped"])
        #expect(String(decoding: failed.body, as: UTF8.self).contains("Bad order by"))
        told += failed.body
        for path in ["", "api/jobs", "api/jobs/job", "api/jobs/nothing"] {
            let answer = try await served.ask(path)
            told += answer.body + Data("\(answer.head.headers)".utf8)
        }
        #expect(!told.isEmpty)
        for key in keys { #expect(told.range(of: Data(key.utf8)) == nil) }
        let ended = try await served.interrupt()
        for key in keys { #expect(!(ended.output + ended.complaints).contains(key)) }
        await rig.stop()
    }

    @Test("what is hostile is refused, and makes nothing")
    func hostile() async throws {
        let program = try Program()
        let rig = try await ServeRig(program, ["--provider", "sketch"])
        let job = #"{"topic": "A"}"#
        #expect(try await rig.ask("", nil, [("Host", "evil.example")]).status == 421)
        #expect(try await rig.ask("api/jobs", job, [("Host", "evil.example")]).status == 421)
        #expect(try await rig.ask("api/jobs", job, [("Origin", "http://evil.example")]).status == 403)
        #expect(try await rig.ask("api/jobs", job, [("Sec-Fetch-Site", "cross-site")]).status == 403)
        for type in ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x"] {
            #expect(try await rig.ask("api/jobs", "topic=A", [("Content-Type", type)]).status == 415)
        }
        let long = #"{"brief": "\#(String(repeating: "a", count: 70_000))"}"#
        #expect(try await rig.ask("api/jobs", long).status == 413)
        #expect(try await rig.ask("api/jobs", long, [("Transfer-Encoding", "chunked")]).status == 413)
        #expect(try await rig.ask("api/jobs", #"{"topic": "A", "songFile": "/etc/passwd"}"#).status == 400)
        #expect(
            try await rig.ask("api/jobs", #"{"topic": "A", "chat": "http://169.254.169.254/"}"#).status == 400
        )
        for id in ["%2e%2e", "..%2f..%2fetc", "%2fetc", ".cache", "%00"] {
            #expect(try await rig.ask("api/jobs/\(id)").status == 404, "\(id)")
            #expect(try await rig.ask("api/jobs/\(id)/video").status == 404, "\(id)")
        }
        #expect(try await rig.ask("api/jobs").json?["jobs"] as? [String] == [])
        #expect(program.files.isEmpty)
        _ = try await rig.interrupt()
    }

    @Test("what it cannot serve, or not only to this machine, is refused at once")
    func refused() async throws {
        let program = try Program()
        for host in ["0.0.0.0", "192.168.0.2", "example.com", "::"] {
            #expect(try await program.runAside(["serve", "--host", host]).status == 64)
        }
        #expect(try await program.runAside(["serve", "--port", "65536"]).status == 64)
        let absent = try await program.runAside(["serve", "nothing"])
        #expect(absent.status == 66)
        #expect(absent.complaints.contains("“nothing”"), "\(absent.complaints)")
        let rig = try await ServeRig(program, ["--provider", "sketch"])
        let port = try #require(rig.url.split(separator: ":").last?.dropLast())
        let taken = try await program.runAside(["serve", "--port", String(port)])
        #expect(taken.status == 69)
        #expect(taken.complaints.contains("--port"), "\(taken.complaints)")
        _ = try await rig.interrupt()
    }

    @Test("^C ends it while one connection is idle, and another takes a video and does not read it")
    func slow() async throws {
        let program = try Program()
        let made = try await program.runAside(["generate", "sheet", "A", "--provider", "sketch", "-o", "job"])
        #expect(made.status == 0, "\(made.complaints)")
        let job = program.folder.file("job")
        let report = #"""
            {"schema": "mvsync.run/1", "state": "finished", "reasons": [], "mayHaveOrdered": false, "shortcomings": [],
             "remarks": [], "files": [{"video": "video.mp4"}]}
            """#
        try Data(report.utf8).write(to: URL(fileURLWithPath: job + "/run.json"))
        // Longer than what lies in the buffers of a connection, and takes no room.
        #expect(FileManager.default.createFile(atPath: job + "/video.mp4", contents: nil))
        #expect(truncate(job + "/video.mp4", 1 << 28) == 0)
        let served = try await ServeRig(program, ["--provider", "sketch"])
        let idle = try LoopbackSocket(served.url)
        let reader = try LoopbackSocket(served.url)
        for (socket, path) in [(idle, "/api/jobs"), (reader, "/api/jobs/job/video")] {
            try socket.send("GET \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n")
            #expect(try socket.receive(12) == "HTTP/1.1 200")
        }
        #expect(try await served.interrupt().status == 130)
        withExtendedLifetime((idle, reader)) {}
    }

    // Opt in by having `chromium` and `python3` on the path; CHROMIUM may name the former.
    @Test(
        "in a browser a topic becomes a video: it is begun, stopped, gone on with and played",
        .enabled(if: Browser.isThere, "needs chromium and python3"))
    func browser() async throws {
        let program = try Program()
        let rig = try await ServeRig(program, ["--provider", "sketch"])
        let url = rig.url
        let complaint = try Browser.complaint(by: "check_studio.py", [url, "A lighthouse at dawn"])
        #expect(complaint == "")
        _ = try await rig.interrupt()
    }
}
