/// The services that mvsync knows, by the names that users give them.
public enum ServiceName: String, Sendable, CaseIterable {
    /// Together AI: a language model, and still pictures.
    case together
    /// Any server that speaks OpenAI's chat completions.
    case chat
    /// Luma's Dream Machine API.
    case luma
    /// Luma's Agents API.
    case lumaAgents = "luma-agents"
    /// A ComfyUI server of one's own.
    case comfyui
    /// An ACE-Step 1.5 server of one's own.
    case acestep
    /// A server in the manner of gcui-art/suno-api.
    case suno
    /// ElevenLabs Music.
    case elevenlabs

    /// What it makes: `chat`, `image`, `clip`, `song`.
    package var uses: Set<String> {
        switch self {
        case .together: ["chat", "image"]
        case .chat: ["chat"]
        case .luma, .lumaAgents: ["clip"]
        case .comfyui: ["image", "clip", "song"]
        case .acestep, .suno, .elevenlabs: ["song"]
        }
    }

    /// Where it is when nobody says otherwise; nil where that must be said.
    var defaultAddress: String? {
        switch self {
        case .together: "https://api.together.ai/v1"
        case .chat: nil
        case .luma: "https://api.lumalabs.ai/dream-machine/v1"
        case .lumaAgents: "https://agents.lumalabs.ai/v1"
        case .comfyui: "http://127.0.0.1:8188"
        case .acestep: "http://127.0.0.1:8001"
        case .suno: "http://localhost:3000"
        case .elevenlabs: "https://api.elevenlabs.io"
        }
    }

    /// The path that an address without one gets.
    var defaultPath: String {
        switch self {
        case .together, .chat: "/v1"
        default: ""
        }
    }

    /// The variable of the environment that holds its address, as the service's own programs have it.
    public var addressVariable: String {
        switch self {
        case .together: "TOGETHER_BASE_URL"
        case .chat: "MVSYNC_CHAT_URL"
        case .luma: "LUMAAI_BASE_URL"
        case .lumaAgents: "LUMA_BASE_URL"
        case .comfyui: "COMFYUI_URL"
        case .acestep: "ACESTEP_URL"
        case .suno: "SUNO_API_URL"
        case .elevenlabs: "ELEVENLABS_BASE_URL"
        }
    }

    /// The variable of the environment that holds its key; nil where it has none.
    public var keyVariable: String? {
        switch self {
        case .together: "TOGETHER_API_KEY"
        case .chat: "MVSYNC_CHAT_KEY"
        case .luma: "LUMAAI_API_KEY"
        case .lumaAgents: "LUMA_AGENTS_API_KEY"
        case .comfyui, .suno: nil
        case .acestep: "ACESTEP_API_KEY"
        case .elevenlabs: "ELEVENLABS_API_KEY"
        }
    }

    /// Whether it answers nobody without a key.
    var needsKey: Bool {
        switch self {
        case .together, .luma, .lumaAgents, .elevenlabs: true
        case .chat, .comfyui, .acestep, .suno: false
        }
    }

    /// The model that is asked when nobody names one; nil where the server has one of its own, or must be told.
    var defaultModel: String? {
        switch self {
        case .together: "meta-llama/Llama-3.3-70B-Instruct-Turbo"
        case .luma: "ray-2"
        case .lumaAgents: "ray-3.2"
        case .elevenlabs: "music_v1"
        case .chat, .comfyui, .acestep, .suno: nil
        }
    }

    /// The header that carries its key.
    func authorization(_ credential: Credential) -> HTTPRequest.Authorization {
        self == .elevenlabs
            ? HTTPRequest.Authorization(header: "xi-api-key", scheme: "", credential: credential)
            : HTTPRequest.Authorization(credential: credential)
    }
}
