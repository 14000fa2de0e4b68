import Foundation
import TestSupport
import Testing

@testable import GenerativeServices

struct ServiceSettingsTests {
    private let folder: ScratchFolder
    private var home: [String: String] { ["HOME": folder.path] }
    private var file: String { folder.file(".config/mvsync/services.json") }

    init() throws { folder = try ScratchFolder() }

    private func write(_ text: String, mode: Int = 0o600) throws {
        try FileManager.default.createDirectory(
            atPath: folder.file(".config/mvsync"), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
    }

    private func error(_ work: () throws -> Void) -> ServiceError? {
        do {
            try work()
            return nil
        } catch {
            return error as? ServiceError
        }
    }

    @Test("the command line comes before the environment, that before the file, that before what is usual")
    func precedence() throws {
        try write(
            """
            {"luma":{"url":"https://file.example","key":"key-of-file","model":"file-model"},
             "together":{"imageModel":"file-image"}}
            """)
        var environment = home
        func settings(_ addresses: [ServiceName: String] = [:], _ models: [String: String] = [:]) throws
            -> ServiceSettings
        {
            try ServiceSettings(environment: environment, addresses: addresses, models: models)
        }
        let address = try settings().address(of: .luma)
        #expect(address.text == "https://file.example")
        #expect(try settings().credential(of: .luma, at: address)?.secret == "key-of-file")
        #expect(try settings().model(of: .luma, for: "clip") == "file-model")
        #expect(try settings().model(of: .together, for: "image") == "file-image")
        #expect(try settings().address(of: .acestep).text == "http://127.0.0.1:8001")
        #expect(try settings().model(of: .lumaAgents, for: "clip") == "ray-3.2")
        environment["LUMAAI_BASE_URL"] = ""
        environment["LUMAAI_API_KEY"] = ""
        #expect(try settings().address(of: .luma).text == "https://file.example")
        #expect(try settings().credential(of: .luma, at: address)?.secret == "key-of-file")
        environment["LUMAAI_BASE_URL"] = "https://environment.example/v9/"
        environment["LUMAAI_API_KEY"] = " key-of-environment\n"
        environment["MVSYNC_CHAT_MODEL"] = "environment-model"
        #expect(try settings().address(of: .luma).text == "https://environment.example/v9")
        #expect(try settings().credential(of: .luma, at: address)?.secret == "key-of-environment")
        #expect(try settings().model(of: .chat, for: "chat") == "environment-model")
        let line = try settings([.luma: "https://line.example"], ["clip": "line-model", "chat": "line-chat"])
        #expect(try line.address(of: .luma).text == "https://line.example")
        #expect(line.model(of: .luma, for: "clip") == "line-model")
        #expect(line.model(of: .chat, for: "chat") == "line-chat")
        environment["XDG_CONFIG_HOME"] = folder.file("elsewhere")
        environment["LUMAAI_BASE_URL"] = nil
        #expect(try settings().address(of: .luma).text == "https://api.lumalabs.ai/dream-machine/v1")
    }

    @Test("a file that others can read is refused", arguments: [0o644, 0o640, 0o604, 0o660, 0o620])
    func modes(mode: Int) throws {
        try write("{\"luma\":{\"key\":\"key-of-file\"}}", mode: mode)
        let error = error { _ = try ServiceSettings(environment: home) }
        #expect(error?.description.contains("chmod 600") == true)
        #expect(error?.description.contains("key-of-file") == false)
        try write("{}", mode: 0o400)
        #expect(self.error { _ = try ServiceSettings(environment: home) } == nil)
    }

    @Test(
        "a file that cannot be understood says where, and not what stands there",
        arguments: ["{\"luma\":{\"key\":key-of-file}}", "", "{\"luma\":\"key-of-file", "key-of-file"])
    func brokenFiles(text: String) throws {
        try write(text)
        let error = error { _ = try ServiceSettings(environment: home) }
        #expect(error?.description.contains("line 1") == true)
        #expect(error?.description.contains("key-of") == false)
    }

    @Test("a folder, a pipe and a file without end in the file's place are refused, none at all is not")
    func oddFiles() throws {
        #expect(error { _ = try ServiceSettings(environment: home) } == nil)
        #expect(error { _ = try ServiceSettings(environment: [:]) } == nil)
        try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: true)
        #expect(
            error { _ = try ServiceSettings(environment: home) }?.description.contains("is no file") == true)
        try FileManager.default.removeItem(atPath: file)
        try #require(mkfifo(file, 0o600) == 0)
        #expect(
            error { _ = try ServiceSettings(environment: home) }?.description.contains("is no file") == true)
        try FileManager.default.removeItem(atPath: file)
        try write(String(repeating: " ", count: 1 << 16))
        #expect(
            error { _ = try ServiceSettings(environment: home) }?.description.contains("too long") == true)
    }

    @Test("a key goes over the network encrypted or not at all")
    func encryption() throws {
        let settings = try ServiceSettings(environment: [
            "ELEVENLABS_API_KEY": Record.key, "ACESTEP_API_KEY": Record.key,
            "ACESTEP_URL": "http://10.0.0.5:8001",
        ])
        for url in [
            "https://a.example", "http://127.0.0.1:1", "http://localhost:1", "http://[::1]:1",
            "HTTPS://a.example",
        ] {
            let address = try #require(ServiceAddress(url))
            #expect(try settings.credential(of: .elevenlabs, at: address) != nil)
        }
        for url in [
            "http://a.example", "http://localhost.a.example", "http://127.0.0.1.a.example",
            "http://10.0.0.5:1",
        ] {
            let address = try #require(ServiceAddress(url))
            let error = error { _ = try settings.credential(of: .elevenlabs, at: address) }
            #expect(error?.code == .unauthorized)
            #expect(error?.description.contains("unencrypted") == true)
        }
        #expect(error { _ = try ServiceCatalog(settings: settings).songs(.acestep) }?.code == .unauthorized)
    }

    @Test(
        "a missing key says where it is looked for, one that is no key says so",
        arguments: [nil, "clé-1234567", " "])
    func missingKeys(key: String?) throws {
        let settings = try ServiceSettings(environment: home.merging(["LUMAAI_API_KEY": key ?? ""]) { $1 })
        let error = error { _ = try ServiceCatalog(settings: settings).clips(.luma) }
        #expect(error?.code == .unauthorized)
        #expect(error?.description.contains("LUMAAI_API_KEY") == true)
        #expect(error?.description.contains("clé") == false)
        #expect(error?.description.contains("cannot be a key") == (key?.count ?? 0 > 1))
    }

    @Test("a key that cannot be one is not left out where none is needed")
    func wrongOptionalKey() throws {
        let settings = try ServiceSettings(environment: ["ACESTEP_API_KEY": "clé-1234567"])
        #expect(error { _ = try ServiceCatalog(settings: settings).songs(.acestep) }?.code == .unauthorized)
        #expect(
            error { _ = try ServiceCatalog(settings: ServiceSettings(environment: [:])).songs(.acestep) }
                == nil)
    }

    @Test(
        "addresses are taken as they are meant",
        arguments: [
            ("http://localhost:11434", "http://localhost:11434/v1"),
            ("https://a.example/", "https://a.example/v1"),
            (" https://a.example/v1/ ", "https://a.example/v1"),
            ("https://a.example/x//", "https://a.example/x"),
            ("ftp://a.example", nil), ("a.example", nil), ("http://user:pw@a.example", nil), ("", nil),
            ("https://a.example?x=1", nil), ("https://a.example#x", nil), ("http://", nil),
            ("http://a b", nil),
        ] as [(String, String?)])
    func addresses(text: String, expected: String?) {
        #expect(ServiceAddress(text, defaultPath: "/v1")?.text == expected)
    }

    @Test("services do what they can and say what they cannot")
    func catalogue() throws {
        let settings = try ServiceSettings(environment: [
            "TOGETHER_API_KEY": Record.key, "LUMAAI_API_KEY": Record.key, "LUMA_AGENTS_API_KEY": Record.key,
            "ELEVENLABS_API_KEY": Record.key, "MVSYNC_CHAT_URL": "http://127.0.0.1:1",
        ])
        let catalog = ServiceCatalog(settings: settings)
        #expect(try catalog.chat(.together).name.contains("Llama"))
        #expect(try catalog.images(.together).name == "together")
        #expect(try catalog.clips(.luma).name == "luma")
        #expect(try catalog.clips(.lumaAgents).name == "luma-agents")
        #expect(try catalog.songs(.elevenlabs).name == "elevenlabs")
        #expect(error { _ = try catalog.chat(.chat) }?.description.contains("MVSYNC_CHAT_MODEL") == true)
        #expect(error { _ = try catalog.chat(.luma) }?.code == .unsupported)
        #expect(error { _ = try catalog.songs(.luma) }?.code == .unsupported)
        #expect(error { _ = try catalog.clips(.comfyui) }?.description.contains("--clip-workflow") == true)
        let workflow = ("{\"1\":{\"class_type\":\"A\",\"_meta\":\"%prompt%\",\"inputs\":{}}}", "w.json")
        #expect(
            error { _ = try catalog.clips(.comfyui, workflow: workflow) }?.description.contains("%prompt%")
                == true)
    }

    @Test("what shows settings shows no key")
    func descriptions() throws {
        try write("{\"together\":{\"key\":\"\(Record.key)-file\"}}")
        let settings = try ServiceSettings(environment: home.merging(["LUMAAI_API_KEY": Record.key]) { $1 })
        let catalog = ServiceCatalog(settings: settings)
        var dumped = ""
        dump(settings, to: &dumped)
        dump(catalog, to: &dumped)
        dump(try catalog.clips(.luma), to: &dumped)
        let luma = try catalog.clips(.luma)
        let shown = [
            dumped, "\(settings)", String(reflecting: settings), "\(catalog)", String(reflecting: catalog),
            "\(luma)", String(reflecting: luma), "\(Optional(settings) as Any)",
        ]
        #expect(shown.allSatisfy { !$0.contains(Record.key) })
    }
}
