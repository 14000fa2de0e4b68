import Foundation
import TestSupport
import Testing

@Suite("The studio's page")
struct StudioPageTests {
    private func page() async throws -> (text: String, policy: String) {
        let answer = try await Bench().ask("GET", "/")
        #expect(answer.status == 200)
        #expect(answer["Content-Type"] == "text/html; charset=utf-8")
        return (String(decoding: answer.body, as: UTF8.self), try #require(answer["Content-Security-Policy"]))
    }

    @Test("it asks nobody but its own server, and runs nothing but what is in it")
    func alone() async throws {
        let (text, policy) = try await page()
        #expect(!text.contains("//cdn") && !text.contains("https://") && !text.contains("http://"))
        #expect(policy.contains("connect-src 'self'") && policy.contains("frame-ancestors 'none'"))
        #expect(!policy.contains("unsafe"))
        for (element, directive) in [("style", "style-src"), ("script", "script-src")] {
            let body = try #require(
                text.split(separator: "<\(element)>").last?.split(separator: "</\(element)>").first)
            let folder = try ScratchFolder()
            try Data(body.utf8).write(to: URL(fileURLWithPath: folder.file("text")))
            let hash = try Tool.run(
                "openssl", ["dgst", "-sha256", "-binary", "-out", folder.file("hash"), folder.file("text")])
            #expect(hash.isEmpty)
            let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.file("hash")))
            #expect(policy.contains("\(directive) 'sha256-\(bytes.base64EncodedString())'"))
        }
    }

    @Test("it offers the services that can make each part, and says which are usual")
    func services() async throws {
        let (text, _) = try await page()
        #expect(text.contains("as usual (sketch)"))
        let clips = try #require(
            text.split(separator: "data-key=\"clip\">").last?.split(separator: "</select>").first)
        #expect(
            clips.matches(of: /<option>([a-z-]+)/).map { String($0.1) } == [
                "luma", "luma-agents", "comfyui", "sketch",
            ])
    }
}
