/// Makes the clients of services from settings.
public struct ServiceCatalog: Sendable {
    private let settings: ServiceSettings
    private let transport: any HTTPTransport
    private let patience: Patience
    private let observe: @Sendable (ServiceEvent) -> Void
    private let isDry: Bool

    /// Creates a catalogue whose clients use the network.
    ///
    /// - Parameters:
    ///   - settings: Where services are and what authorises.
    ///   - patience: How long they are waited for.
    ///   - isDry: Whether nobody is going to be asked, so that keys are not needed.
    ///   - observe: Told of each exchange.
    public init(
        settings: ServiceSettings, patience: Patience = Patience(), isDry: Bool = false,
        observe: @escaping @Sendable (ServiceEvent) -> Void = { _ in }
    ) {
        self.settings = settings
        transport = CurlTransport()
        self.patience = patience
        self.observe = observe
        self.isDry = isDry
    }

    /// A language model: Together's, or that of any other server.
    ///
    /// - Throws: `ServiceError`.
    public func chat(_ service: ServiceName) throws -> any ChatModel {
        guard [.together, .chat].contains(service) else { throw Self.unfit(service, "write") }
        guard let model = settings.model(of: service, for: "chat") else {
            throw ServiceError(
                .refused, service: service.rawValue,
                "Nobody said which language model is wanted; pass --chat-model, or set MVSYNC_CHAT_MODEL.")
        }
        return OpenAIChat(model: model, client: try client(service))
    }

    /// A maker of still pictures.
    ///
    /// - Parameter workflow: The text of a workflow and its file's name, for ComfyUI.
    /// - Throws: `ServiceError`.
    public func images(_ service: ServiceName, workflow: (text: String, file: String)? = nil) throws
        -> any MediaService<ImageOrder>
    {
        switch service {
        case .together:
            TogetherImages(
                model: settings.model(of: service, for: "image") ?? "", client: try client(service))
        case .comfyui: try comfyUI(workflow, needing: "prompt")
        default: throw Self.unfit(service, "make pictures")
        }
    }

    /// A maker of clips.
    ///
    /// - Parameter workflow: The text of a workflow and its file's name, for ComfyUI.
    /// - Throws: `ServiceError`.
    public func clips(_ service: ServiceName, workflow: (text: String, file: String)? = nil) throws
        -> any MediaService<ClipOrder>
    {
        let model = settings.model(of: service, for: "clip") ?? ""
        return switch service {
        case .luma: LumaDreamMachine(model: model, client: try client(service))
        case .lumaAgents: LumaAgents(model: model, client: try client(service))
        case .comfyui: try comfyUI(workflow, needing: "prompt")
        default: throw Self.unfit(service, "make clips")
        }
    }

    /// A maker of songs.
    ///
    /// - Parameter workflow: The text of a workflow and its file's name, for ComfyUI.
    /// - Throws: `ServiceError`.
    public func songs(_ service: ServiceName, workflow: (text: String, file: String)? = nil) throws
        -> any MediaService<SongOrder>
    {
        switch service {
        case .acestep: AceStep(client: try client(service))
        case .suno: SunoServer(model: settings.model(of: service, for: "song"), client: try client(service))
        case .elevenlabs:
            ElevenLabsMusic(
                model: settings.model(of: service, for: "song") ?? "", client: try client(service))
        case .comfyui: try comfyUI(workflow, needing: "lyrics")
        default: throw Self.unfit(service, "make songs")
        }
    }

    private func comfyUI<Order: ComfyUIOrder>(
        _ workflow: (text: String, file: String)?, needing place: String
    ) throws -> ComfyUI<Order> {
        guard let workflow else {
            throw ServiceError(
                .refused, service: "comfyui",
                "ComfyUI needs a workflow: save one with Export (API), write %\(place)% where the words go, and name it with --\(Order.use)-workflow."
            )
        }
        let read = try Workflow(parsing: workflow.text, file: workflow.file)
        guard read.places.contains(place) else {
            throw ServiceError(
                .refused, service: "comfyui",
                "The workflow “\(workflow.file)” has no place %\(place)%, so each result would be the same; write it where the words go."
            )
        }
        return ComfyUI(workflow: read, client: try client(.comfyui))
    }

    private func client(_ service: ServiceName) throws -> ServiceClient {
        let address = try settings.address(of: service)
        let credential = isDry ? nil : try settings.credential(of: service, at: address)
        return ServiceClient(
            service: service.rawValue, address: address, authorization: credential.map(service.authorization),
            transport: transport, patience: patience, observe: observe)
    }

    private static func unfit(_ service: ServiceName, _ what: String) -> ServiceError {
        ServiceError(.unsupported, service: service.rawValue, "\(service.rawValue) does not \(what).")
    }
}
