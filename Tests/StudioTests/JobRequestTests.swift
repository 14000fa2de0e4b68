import Foundation
import MVSyncPipeline
import TestSupport
import Testing

@Suite("What is asked for")
struct JobRequestTests {
    private func job(
        _ text: String, usual: JobOptions = JobOptions(topic: "", services: JobOptions.usualServices)
    )
        throws -> JobOptions
    {
        try JobRequest(parsing: text, usual: usual).job
    }

    @Test("all that a request may say is in the job and in its run")
    func all() throws {
        let request = try JobRequest(
            parsing: """
                {"topic": "A lighthouse", "provider": "sketch", "song": "suno", "scenes": 3, "story": true,
                 "images": true, "refine": true, "instrumental": true, "aspect": "9:16", "lines": 360,
                 "songSeconds": 30.5, "clipSeconds": 4, "choice": "best", "seed": 18446744073709551615,
                 "maxNewClips": 2, "maxNewSongs": 0}
                """, usual: JobOptions(topic: "", services: JobOptions.usualServices))
        var expected = JobOptions(
            topic: "A lighthouse",
            services: ["chat": "sketch", "song": "suno", "clip": "sketch", "image": "sketch"])
        expected.scenes = 3
        (expected.story, expected.images, expected.refine, expected.instrumental) = (true, true, true, true)
        expected.aspect = JobOptions.Aspect(width: 9, height: 16)
        expected.lines = 360
        (expected.songSeconds, expected.clipSeconds) = (30.5, 4)
        expected.choice = .best
        expected.seed = .max
        #expect(request.job == expected)
        var wish = RunWish()
        (wish.mostNewClips, wish.mostNewSongs) = (2, 0)
        #expect(request.wish == wish)
    }

    @Test("what it does not say is as the server has it")
    func usual() throws {
        var usual = JobOptions(topic: "", services: ["clip": "comfyui"])
        usual.workflows = ["clip": "/w.json"]
        usual.addresses = ["comfyui": "http://127.0.0.1:1"]
        usual.songFile = "/song.mp3"
        var expected = usual
        expected.topic = "A"
        #expect(try job(#"{"topic": "A"}"#, usual: usual) == expected)
        // Another song takes the place of the server's own.
        #expect(try job(#"{"topic": "A", "song": "sketch"}"#, usual: usual).songFile == nil)
        #expect(try job(#"{"brief": "A shirt.\nIt is red."}"#, usual: usual).brief == "A shirt.\nIt is red.")
    }

    @Test(
        "files, addresses, models and keys cannot be named",
        arguments: [
            (#""songFile": "/etc/passwd""#, "$.songFile"), (#""lyricsFile": "/etc/passwd""#, "$.lyricsFile"),
            (#""promptFolder": "/etc""#, "$.promptFolder"), (#""workflows": {"clip": "/x"}"#, "$.workflows"),
            (#""addresses": {"luma": "http://169.254.169.254"}"#, "$.addresses"),
            (#""models": {"chat": "x"}"#, "$.models"), (#""key": "secret-1""#, "$.key"),
            (#""LUMAAI_API_KEY": "secret-1""#, "$.LUMAAI_API_KEY"),
            (#""schema": "mvsync.job/1""#, "$.schema"),
            (#""song": "/etc/passwd""#, "$.song"), (#""song": "luma""#, "$.song"),
            (#""chat": "http://169.254.169.254/""#, "$.chat"), (#""clip": "../x""#, "$.clip"),
            (#""provider": "http://evil.example""#, "$.provider"),
        ])
    func refused(member: String, place: String) async throws {
        let bench = try Bench()
        let answer = try await bench.ask("POST", "/api/jobs", #"{"topic": "A", \#(member)}"#)
        #expect(answer.status == 400)
        let sentence = try #require(answer.error)
        #expect(sentence.hasPrefix(place + ": "), "\(sentence)")
        #expect(!sentence.contains("secret-1"))
        #expect(bench.folder.contents.isEmpty)
    }

    @Test(
        "what is no request is told where",
        arguments: [
            ("", ""), ("[]", "$: "), (#"{"topic": "A""#, ""), ("{}", "$: "),
            (#"{"topic": " "}"#, "$.topic: "),
            (#"{"topic": "A", "brief": "B"}"#, "$: "), (#"{"topic": 7}"#, "$.topic: "),
            (#"{"topic": "A", "topic": "B"}"#, "$.topic: "), (#"{"topic": "A", "scenes": 13}"#, "$.scenes: "),
            (#"{"topic": "A", "scenes": "3"}"#, "$.scenes: "),
            (#"{"topic": "A", "scenes": 1e99}"#, "$.scenes: "),
            (#"{"topic": "A", "aspect": "9:1"}"#, "$.aspect: "), (#"{"topic": "A", "seed": -1}"#, "$.seed: "),
            (#"{"topic": "A", "songSeconds": 9.9}"#, "$.songSeconds: "),
            (#"{"topic": "A", "choice": "third"}"#, "$.choice: "),
            (#"{"topic": "A", "images": 1}"#, "$.images: "),
            (#"{"topic": "A", "maxNewClips": -1}"#, "$.maxNewClips: "),
            (#"{"topic": "\#(String(repeating: "ä", count: 1001))"}"#, "$.topic: "),
            (String(repeating: "[", count: 60_000), ""),
        ])
    func malformed(body: String, place: String) async throws {
        let bench = try Bench()
        let answer = try await bench.ask("POST", "/api/jobs", body)
        #expect(answer.status == 400)
        #expect(answer.error?.hasPrefix(place) == true, "\(answer.error ?? "")")
        #expect(bench.folder.contents.isEmpty)
    }

    @Test("services that cannot make what is asked for are told of before anything is made")
    func unfit() async throws {
        let bench = try Bench()
        let keyless = try await bench.ask("POST", "/api/jobs", #"{"topic": "A", "clip": "luma"}"#)
        #expect(keyless.status == 422)
        #expect(keyless.error?.contains("LUMAAI_API_KEY") == true)
        let planless = try await bench.ask("POST", "/api/jobs", #"{"topic": "A", "clip": "comfyui"}"#)
        #expect(planless.status == 422)
        #expect(planless.error?.contains("--clip-workflow") == true)
        #expect(bench.folder.contents.isEmpty)
    }
}
