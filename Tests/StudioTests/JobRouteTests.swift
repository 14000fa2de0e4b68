import Foundation
import MVSyncPipeline
import TestSupport
import Testing

@Suite("Jobs of the studio")
struct JobRouteTests {
    @Test("a job that is asked for has a folder named after its topic, and waits")
    func begun() async throws {
        let bench = try Bench()
        let first = try await bench.ask(
            "POST", "/api/jobs", #"{"topic": "A lighthouse at dawn", "scenes": 2}"#)
        #expect(first.status == 202)
        #expect(first.json?["id"] as? String == "a-lighthouse-at-dawn")
        #expect(first["Location"] == "/api/jobs/a-lighthouse-at-dawn")
        let second = try await bench.ask("POST", "/api/jobs", #"{"topic": "A lighthouse at dawn"}"#)
        #expect(second.json?["id"] as? String == "a-lighthouse-at-dawn-2")
        #expect(bench.folder.contents == ["a-lighthouse-at-dawn", "a-lighthouse-at-dawn-2"])
        #expect(try JobFolder.options(at: bench.folder.file("a-lighthouse-at-dawn"))?.scenes == 2)
        let jobs = try #require(await bench.ask("GET", "/api/jobs").json?["jobs"] as? [[String: Any]])
        #expect(jobs.compactMap { $0["state"] as? String } == ["waiting", "waiting"])
        #expect(
            jobs.compactMap { $0["title"] as? String } == ["A lighthouse at dawn", "A lighthouse at dawn"])
        let one = try await bench.ask("GET", "/api/jobs/a-lighthouse-at-dawn").json
        let parts = try #require(one?["parts"] as? [[String: Any]])
        #expect(parts.compactMap { $0["name"] as? String } == ["song-sheet.json", "storyboard.json"])
        #expect(
            one?["services"] as? [String: String] == [
                "chat": "sketch", "song": "sketch", "clip": "sketch", "image": "sketch",
            ])
    }

    @Test("a waiting job is taken out of the line, and put into it once")
    func line() async throws {
        let bench = try Bench()
        _ = try await bench.ask("POST", "/api/jobs", #"{"topic": "A"}"#)
        func state() async throws -> String? {
            try await bench.ask("GET", "/api/jobs/a").json?["state"] as? String
        }
        #expect(try await bench.ask("POST", "/api/jobs/a/resume", "{}").status == 409)
        #expect(try await bench.ask("POST", "/api/jobs/a/cancel", "").status == 202)
        #expect(try await state() == "stopped")
        let again = try await bench.ask("POST", "/api/jobs/a/cancel", "{}")
        #expect(again.status == 409)
        #expect(again.error == "“a” is not worked at here, so nothing can be stopped.")
        #expect(try await bench.ask("POST", "/api/jobs/a/resume", #"{"resubmit": 1}"#).status == 400)
        #expect(
            try await bench.ask("POST", "/api/jobs/a/resume", #"{"resubmit": true, "maxNewClips": 1}"#).status
                == 202)
        #expect(try await state() == "waiting")
    }

    @Test("no more than a hundred jobs wait")
    func full() async throws {
        let bench = try Bench()
        for number in 1...100 {
            #expect(try await bench.ask("POST", "/api/jobs", #"{"topic": "\#(number)"}"#).status == 202)
        }
        #expect(try await bench.ask("POST", "/api/jobs", #"{"topic": "one more"}"#).status == 409)
        #expect(!bench.folder.contents.contains("one-more"))
    }

    @Test("jobs that were there are listed with what their last run came to")
    func listed() async throws {
        let bench = try Bench()
        try bench.makeJob("done", files: ["video.mp4": Data([1])], run: Bench.finished())
        try bench.makeJob(
            "waits", topic: "B",
            run: """
                {"schema": "mvsync.run/1", "state": "stopped", "reasons": ["The quota is used up."],
                 "resumeAt": "2026-11-27T00:00:00Z", "mayHaveOrdered": true, "shortcomings": ["A card."], "remarks": [],
                 "files": []}
                """)
        try bench.makeJob("broken", run: "{")
        try FileManager.default.createDirectory(
            atPath: bench.folder.file("other"), withIntermediateDirectories: true)
        let jobs = try #require(await bench.ask("GET", "/api/jobs").json?["jobs"] as? [[String: Any]])
        let byID = Dictionary(uniqueKeysWithValues: jobs.map { ($0["id"] as? String ?? "", $0) })
        #expect(byID.keys.sorted() == ["broken", "done", "waits"])
        #expect(byID["done"]?["state"] as? String == "finished")
        #expect(byID["done"]?["files"] as? [String: String] == ["video": "video.mp4"])
        #expect(byID["done"]?["remarks"] as? [String] == ["A remark."])
        #expect(byID["waits"]?["state"] as? String == "stopped")
        #expect(byID["waits"]?["reasons"] as? [String] == ["The quota is used up."])
        #expect(byID["waits"]?["resumeAt"] as? String == "2026-11-27T00:00:00Z")
        #expect(byID["waits"]?["mayHaveOrdered"] as? Bool == true)
        #expect(byID["broken"]?["state"] as? String == "failed")
    }

    @Test("a run that ended without a report is told from one that another process is at")
    func interrupted() async throws {
        let bench = try Bench()
        let running = Bench.finished("").replacing("finished", with: "running")
        let path = try bench.makeJob("a", run: running)
        let left = try await bench.ask("GET", "/api/jobs/a").json
        #expect(left?["state"] as? String == "stopped")
        #expect((left?["reasons"] as? [String])?.first?.contains("ended before its time") == true)
        let other = try JobFolder(path)
        #expect(try await bench.ask("GET", "/api/jobs/a").json?["state"] as? String == "running")
        let refused = try await bench.ask("POST", "/api/jobs/a/resume", "{}")
        #expect(refused.status == 409)
        #expect(refused.error?.hasPrefix("Another mvsync works in “a”") == true)
        #expect(try await bench.ask("POST", "/api/jobs/a/cancel", "{}").status == 409)
        withExtendedLifetime(other) {}
    }

    @Test(
        "nothing outside the folder of jobs is a job",
        arguments: [
            "..", ".", "%2e%2e", "%2E%2E%2Fsecret", "..%2fsecret", "%2e%2e%2f%2e%2e%2fetc", "%252e%252e",
            ".hidden", "link",
            "a%00", "a%2f..%2f..%2fsecret", "%2fetc%2fpasswd", "%ff", "a%5c..", "file", "nothing",
            "a%2fclips",
        ])
    func outside(id: String) async throws {
        let bench = try Bench()
        let outside = try Bench()
        try outside.makeJob("secret", files: ["video.mp4": Data("secret".utf8)], run: Bench.finished())
        try bench.makeJob("a")
        try bench.makeJob(".hidden")
        try Data().write(to: URL(fileURLWithPath: bench.folder.file("file")))
        try FileManager.default.createSymbolicLink(
            atPath: bench.folder.file("link"), withDestinationPath: outside.folder.file("secret"))
        // A folder beside that of the jobs, too.
        let beside = (bench.folder.path as NSString).deletingLastPathComponent + "/secret"
        #expect(!FileManager.default.fileExists(atPath: beside))
        for path in ["", "/video", "/job.json"] {
            let answer = try await bench.ask("GET", "/api/jobs/\(id)\(path)")
            #expect([400, 404].contains(answer.status), "\(id)\(path)")
            #expect(
                answer.body.range(of: Data("secret".utf8)) == nil
                    || answer.error?.contains("There is no job") == true)
        }
        #expect([400, 404].contains(try await bench.ask("POST", "/api/jobs/\(id)/resume", "{}").status))
        #expect([400, 404].contains(try await bench.ask("POST", "/api/jobs/\(id)/cancel", "{}").status))
    }

    @Test("a folder of any visible name is a job, known by its name with its escapes resolved once")
    func named() async throws {
        let bench = try Bench()
        try bench.makeJob("ä 100%62 ?#&")
        let answer = try await bench.ask("GET", "/api/jobs/%C3%A4%20100%2562%20%3F%23%26")
        #expect(answer.json?["id"] as? String == "ä 100%62 ?#&")
        let resumed = try await bench.ask("POST", "/api/jobs/%C3%A4%20100%2562%20%3F%23%26/resume", "{}")
        #expect(resumed["Location"] == "/api/jobs/%C3%A4%20100%2562%20%3F%23%26")
        #expect(try await bench.ask("GET", "/api/jobs/%C3%A4%20100b%20%3F%23%26").status == 404)
    }

    @Test("only what a run made is given out, and no links")
    func files() async throws {
        let bench = try Bench()
        let path = try bench.makeJob(
            "a",
            files: [
                "video.mp4": Data("film".utf8), "events.jsonl": Data("log".utf8), "other.mp4": Data("x".utf8),
            ],
            run: Bench.finished(#"{"video": "video.mp4", "edit": "../b/job.json", "report": "link.html"}"#))
        try bench.makeJob("b")
        let secret = bench.folder.file("secret.html")
        try Data("secret".utf8).write(to: URL(fileURLWithPath: secret))
        try FileManager.default.createSymbolicLink(atPath: path + "/link.html", withDestinationPath: secret)
        for name in ["video", "video.mp4"] {
            let answer = try await bench.ask("GET", "/api/jobs/a/\(name)")
            #expect(answer.status == 200)
            #expect(answer.body == Data("film".utf8))
            #expect(answer["Content-Type"] == "video/mp4")
        }
        for name in [
            "edit", "report", "link.html", "events.jsonl", "other.mp4", "job.json", "..%2fb%2fjob.json",
            ".lock",
        ] {
            let answer = try await bench.ask("GET", "/api/jobs/a/\(name)")
            #expect(answer.status == 404, "\(name)")
        }
    }

    @Test("a page that came with a folder of jobs may run no script of its own here")
    func report() async throws {
        let bench = try Bench()
        let page = Data("<script>fetch('/api/jobs')</script>".utf8)
        try bench.makeJob("a", files: ["video.mp4": Data([1]), "video.html": page], run: Bench.finished())
        let answer = try await bench.ask("GET", "/api/jobs/a/report")
        #expect(answer.body == page)
        #expect(answer["Content-Type"] == "text/html; charset=utf-8")
        let policy = try #require(answer["Content-Security-Policy"])
        #expect(policy.contains("default-src 'none'") && policy.contains("form-action 'none'"))
        #expect(policy.contains(/script-src 'sha256-[A-Za-z0-9+\/=]+';/))
        #expect(!policy.contains("connect-src"))
    }
}
