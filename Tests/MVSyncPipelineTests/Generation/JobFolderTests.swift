import Foundation
import GenerativeServices
import TestSupport
import Testing

@testable import MVSyncPipeline

@Suite("Folders of jobs")
struct JobFolderTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    @Test("a second process is refused until the first one has gone")
    func lock() throws {
        var first: JobFolder? = try JobFolder(scratch.file("job"))
        let error = #expect(throws: PipelineError.self) { try JobFolder(scratch.file("job")) }
        #expect(error?.description.contains("Another mvsync works in") == true)
        withExtendedLifetime(first) {}
        first = nil
        _ = try JobFolder(scratch.file("job"))
    }

    @Test("a file in the place of a folder is refused")
    func file() throws {
        try Data("mine".utf8).write(to: URL(fileURLWithPath: scratch.file("job")))
        let error = #expect(throws: PipelineError.self) { try JobFolder(scratch.file("job")) }
        #expect(error?.code == .cannotWrite)
    }

    @Test(
        "a folder's name is made of the topic's letters, and lies where it should",
        arguments: [
            ("A lighthouse at dawn", "a-lighthouse-at-dawn"), ("../../etc/passwd", "etc-passwd"),
            ("/", "video"), ("..", "video"), ("", "video"), ("灯台", "video"),
            ("-rf *; $(reboot)", "rf-reboot"),
            ("Ærø\u{0}\n\u{1B}[31m", "aero-31m"), ("a\u{202E}b", "a-b"),
            (
                String(repeating: "long ", count: 100),
                "long-long-long-long-long-long-long"
            ),
        ])
    func names(topic: String, name: String) {
        let path = JobFolder.freePath(in: scratch.path, for: topic)
        #expect(path == scratch.path + "/" + name)
    }

    @Test("the job of a topic is found again by its topic, and no other is taken for it")
    func ofTopic() throws {
        #expect(try JobFolder.path(ofTopic: "a b", in: scratch.path) == nil)
        for (name, topic) in [("a-b", "a, b"), ("a-b-2", "a b")] {
            let folder = try JobFolder(scratch.file(name))
            try folder.store(JobOptions(topic: topic, services: [:]), as: JobFolder.Name.job)
        }
        #expect(try JobFolder.path(ofTopic: "a b", in: scratch.path) == scratch.file("a-b-2"))
        #expect(try JobFolder.path(ofTopic: "a; b", in: scratch.path) == nil)
    }

    @Test("a name that is taken gets a number")
    func taken() throws {
        _ = try JobFolder(JobFolder.freePath(in: scratch.path, for: "Dawn"))
        try Data().write(to: URL(fileURLWithPath: scratch.file("dawn-2")))
        #expect(JobFolder.freePath(in: scratch.path, for: "Dawn") == scratch.file("dawn-3"))
    }

    @Test("options are read as they were written")
    func options() throws {
        let folder = try JobFolder(scratch.file("job"))
        #expect(try JobFolder.options(at: folder.path) == nil)
        var job = JobOptions(topic: "Dawn", services: ["clip": "luma"])
        (job.scenes, job.lines, job.choice, job.seed) = (3, 90, .longest, .max)
        try folder.store(job, as: JobFolder.Name.job)
        #expect(try JobFolder.options(at: folder.path) == job)
    }

    @Test("options of a job that was begun before the words could be left to a song's service are read")
    func oldOptions() throws {
        let folder = try JobFolder(scratch.file("job"))
        var job = JobOptions(topic: "Dawn", services: ["clip": "luma"])
        job.writer = .songService
        try folder.store(job, as: JobFolder.Name.job)
        #expect(try JobFolder.options(at: folder.path)?.isDescribed == true)
        let text = try folder.text(JobFolder.Name.job)
        let old = text.replacing(/,\s*"writer" : "songService"/, with: "")
        #expect(old != text)
        try folder.write(old, as: JobFolder.Name.job)
        #expect(
            try JobFolder.options(at: folder.path) == JobOptions(topic: "Dawn", services: ["clip": "luma"]))
    }

    @Test("options that are none are named", arguments: ["", "[]", #"{"schema":"mvsync.job/9"}"#])
    func badOptions(text: String) throws {
        let folder = try JobFolder(scratch.file("job"))
        try folder.write(text, as: JobFolder.Name.job)
        let error = #expect(throws: PipelineError.self) { try JobFolder.options(at: folder.path) }
        #expect(error?.description.contains("job.json") == true)
    }

    @Test("what is put aside is never lost to what was put aside before")
    func putAside() throws {
        let folder = try JobFolder(scratch.file("job"))
        for number in 1...3 {
            try folder.write("\(number)", as: "clips/01.mp4")
            try folder.putAside("clips/01.mp4")
        }
        #expect(try folder.text("replaced/01.mp4") == "1")
        #expect(try folder.text("replaced/01-2.mp4") == "2")
        #expect(try folder.text("replaced/01-3.mp4") == "3")
    }

    @Test("the log has a line for each event, and each is JSON")
    func log() throws {
        let folder = try JobFolder(scratch.file("job"))
        DispatchQueue.concurrentPerform(iterations: 50) { number in
            folder.log(
                JobEvent(
                    time: Date(timeIntervalSince1970: 0), part: "clips/01",
                    failure: "“\n” " + String(repeating: "x", count: 2000), wait: Double(number)))
        }
        let lines = try folder.text(JobFolder.Name.events).split(separator: "\n")
        #expect(lines.count == 50)
        let waits = try lines.map {
            try #require(
                (JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])?["wait"] as? Double)
        }
        #expect(Set(waits) == Set((0..<50).map(Double.init)))
    }
}
