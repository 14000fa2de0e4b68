import Foundation
import MVSyncPipeline
import TestSupport
import Testing

@Suite("Content cache")
struct ContentCacheTests {
    private let folder: ScratchFolder
    private let cache: ContentCache

    init() throws {
        folder = try ScratchFolder()
        cache = ContentCache(folder: URL(fileURLWithPath: folder.file("inner")))
    }

    @Test("what is stored comes back, under its own kind and key only")
    func roundTrip() {
        cache.store([1, 2, 3], kind: "song-v1", key: "abc")
        #expect(cache.value([Int].self, kind: "song-v1", key: "abc") == [1, 2, 3])
        #expect(cache.value([Int].self, kind: "song-v2", key: "abc") == nil)
        #expect(cache.value([Int].self, kind: "song-v1", key: "abd") == nil)
    }

    @Test("an entry that was damaged is as good as none")
    func damaged() throws {
        cache.store([1], kind: "k", key: "a")
        try Data("[1,".utf8).write(to: cache.folder.appendingPathComponent("k-a.json"))
        #expect(cache.value([Int].self, kind: "k", key: "a") == nil)
    }

    @Test("an entry in which a single bit fell over, or that lost its end, is as good as none")
    func flipped() throws {
        cache.store(["duration": 30.5], kind: "k", key: "a")
        let file = cache.folder.appendingPathComponent("k-a.json")
        let entry = try Data(contentsOf: file)
        for place in 0..<entry.count {
            var damaged = entry
            damaged[place] ^= 4
            try damaged.write(to: file)
            #expect(cache.value([String: Double].self, kind: "k", key: "a") == nil)
            try entry.prefix(place).write(to: file)
            #expect(cache.value([String: Double].self, kind: "k", key: "a") == nil)
        }
        try entry.write(to: file)
        #expect(cache.value([String: Double].self, kind: "k", key: "a") == ["duration": 30.5])
    }

    @Test("the user's cache follows the environment")
    func place() {
        #expect(
            ContentCache.ofUser(environment: ["XDG_CACHE_HOME": "/x", "HOME": "/h"])?.folder.path
                == "/x/mvsync")
        #expect(ContentCache.ofUser(environment: ["HOME": "/h"])?.folder.path == "/h/.cache/mvsync")
        #expect(ContentCache.ofUser(environment: ["XDG_CACHE_HOME": "x", "HOME": ""]) == nil)
        #expect(ContentCache.ofUser(environment: ["HOME": "relative"]) == nil)
    }

    @Test("paths lose their dots against the current folder")
    func absolutePaths() {
        #expect(absolutePath("/a/./b/../c") == "/a/c")
        #expect(absolutePath("x") == FileManager.default.currentDirectoryPath + "/x")
    }
}
