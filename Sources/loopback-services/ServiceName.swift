internal import ArgumentParser
internal import Foundation
internal import LoopbackServices
internal import Synchronization

/// The services that can be served.
enum ServiceName: String, CaseIterable, ExpressibleByArgument {
    case chat
    case luma
    case lumaAgents = "luma-agents"
    case comfyui
    case acestep
    case suno
    case elevenlabs

    /// Whether the service cannot be had without a key.
    var demandsKey: Bool { [.luma, .lumaAgents, .elevenlabs].contains(self) }

    /// What a service is made of.
    struct Materials {
        var key: String?
        var clip: Data
        var song: Data
        var songName: String
        var image: Data
        var answers: [String]
        var script: JobScript

        /// What the song is called where its name says what it is.
        var songFile: String { "song.\(songName.split(separator: ".").last ?? "mp3")" }
    }

    /// Makes the service.
    func made(_ materials: Materials) -> any LoopbackService {
        let key = materials.key ?? ""
        switch self {
        case .chat:
            return Self.chat(materials)
        case .luma:
            let service = LumaDreamMachineService(key: key, clip: materials.clip, image: materials.image)
            service.book.usually(materials.script)
            return service
        case .lumaAgents:
            let service = LumaAgentsService(key: key, clip: materials.clip, image: materials.image)
            service.book.usually(materials.script)
            return service
        case .comfyui:
            let service = ComfyUIService(
                files: [
                    "clip.mp4": materials.clip, materials.songFile: materials.song,
                    "image.png": materials.image,
                ].filter { !$0.value.isEmpty })
            service.book.usually(materials.script)
            return service
        case .acestep:
            let service = AceStepService(key: materials.key, song: materials.song)
            service.book.usually(materials.script)
            return service
        case .suno:
            let service = SunoService(song: materials.song)
            service.book.usually(materials.script)
            return service
        case .elevenlabs:
            return ElevenLabsService(key: key, song: materials.song)
        }
    }

    private static func chat(_ materials: Materials) -> ChatService {
        let answers = materials.answers
        let next = Counter()
        return ChatService(key: materials.key, image: materials.image) { _ in
            answers.isEmpty ? ChatScript("Hello.") : ChatScript(answers[next.next() % answers.count])
        }
    }

    /// Counts from 0.
    private final class Counter: Sendable {
        private let value = Mutex(0)

        func next() -> Int {
            value.withLock { value in
                defer { value += 1 }
                return value
            }
        }
    }
}
