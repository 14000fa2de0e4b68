internal import EditPlanning
package import GenerativeServices

/// What a job is to make; kept in its folder.
package struct JobOptions: Codable, Sendable, Equatable {
    /// The form of this record.
    package var schema = "mvsync.job/1"
    /// What the song and the video are about; empty where a brief says it.
    package var topic: String
    /// The text of a product brief, for an advertisement; nil for a song about a topic.
    package var brief: String?
    /// How many scenes there are to be, 1…12.
    package var scenes = 6
    /// Whether a story is written before the scenes.
    package var story = false
    /// Whether each scene is drawn as a still first, which its clip starts from.
    package var images = false
    /// Whether each scene's prompt is refined by the language model.
    package var refine = false
    /// Whether the song has no words.
    package var instrumental = false
    /// Who writes the song's words; nil for the language model, as in jobs that were begun before there was a choice.
    package var writer: Writer?
    /// The shape of the picture.
    package var aspect = Aspect()
    /// The height of the picture, or its width where that is less.
    package var lines = 720
    /// The wanted length of a clip.
    package var clipSeconds = 5.0
    /// The wanted length of the song; nil to leave it to the service.
    package var songSeconds: Double?
    /// Which of a service's songs is used.
    package var choice = SongChoice.first
    /// A song of the user's own; nil where one is made.
    package var songFile: String?
    /// Lyrics of the user's own; nil where they are written.
    package var lyricsFile: String?
    /// A folder of the user's own prompts; nil for the built-in ones.
    package var promptFolder: String?
    /// What chance is drawn from.
    package var seed: UInt64 = 1
    /// The services by what they make: `chat`, `image`, `clip`, `song`.
    package var services: [String: String]
    /// The workflows of ComfyUI by what they make.
    package var workflows: [String: String] = [:]
    /// The models that were named, by what they make.
    package var models: [String: String] = [:]
    /// The addresses that were named, by service; never a key.
    package var addresses: [String: String] = [:]

    /// Who writes a song's words, but for the language model.
    package enum Writer: String, Codable, Sendable {
        /// The service that sings them, from a description.
        case songService
    }

    /// Whether the song is ordered by a description, and its words come with it.
    package var isDescribed: Bool { writer == .songService }

    /// A shape as whole numbers.
    package struct Aspect: Codable, Sendable, Equatable {
        package var width = 16
        package var height = 9

        /// Creates a shape.
        package init(width: Int = 16, height: Int = 9) {
            self.width = width
            self.height = height
        }

        /// Reads `16:9`; nil for what is no shape, or more than four times as long as it is short.
        package init?(parsing text: String) {
            guard let aspect = EditStyle.Aspect(parsing: text) else { return nil }
            self.init(width: aspect.width, height: aspect.height)
        }
    }

    /// What makes what when nobody says otherwise.
    package static let usualServices = [
        "chat": "together", "song": "acestep", "clip": "luma", "image": "together",
    ]

    /// Creates a job of a topic.
    package init(topic: String, services: [String: String]) {
        self.topic = topic
        self.services = services
    }

    /// What it is about, short enough for a name.
    package var title: String {
        topic.isEmpty ? String((brief ?? "").split(whereSeparator: \.isNewline).first ?? "advert") : topic
    }

    /// Where its services are and what authorises at them.
    ///
    /// - Parameter environment: The process's environment.
    /// - Throws: `ServiceError`.
    package func settings(environment: [String: String]) throws -> ServiceSettings {
        let named = addresses.compactMap { name, url in ServiceName(rawValue: name).map { ($0, url) } }
        return try ServiceSettings(
            environment: environment, addresses: Dictionary(named) { $1 }, models: models)
    }
}

/// Which of the songs that a service makes of one order is used.
package enum SongChoice: String, Codable, Sendable, CaseIterable {
    /// The first.
    case first = "1"
    /// The second, or the first where there is one only.
    case second = "2"
    /// The longest.
    case longest
    /// The one whose beat is heard most surely.
    case best
}

/// What one run of a job may do.
package struct RunOptions: Sendable {
    /// The last step to take.
    package var until = GenerationStep.video
    /// The parts to make, such as the scenes 3 and 5; nil for all.
    package var scenes: Set<Int>?
    /// How many clips may be ordered; nil for any number.
    package let mostNewClips: Int?
    /// How many songs may be ordered; nil for any number.
    package let mostNewSongs: Int?
    /// What is left of these; shared by all copies, so that several jobs keep to it together.
    let budget: Budget
    /// Whether what may have been ordered already is ordered again where nobody can tell.
    package var resubmits = false
    /// How many clips or stills are made at the same time.
    package var jobs = 3
    /// The longest wait that a service may ask for, in seconds.
    package var mostWait = 120.0
    /// Seconds until a job is first asked about.
    package var pollInterval = 3.0
    /// How many different videos are made.
    package var variants = 1
    /// Whether nobody is asked, and nothing made.
    package var isDry = false

    /// Creates the default options with these limits.
    ///
    /// - Parameter whole: What several jobs may do together; nil where this run is alone.
    package init(mostNewClips: Int? = nil, mostNewSongs: Int? = nil, within whole: RunOptions? = nil) {
        self.mostNewClips = mostNewClips
        self.mostNewSongs = mostNewSongs
        budget = Budget(
            [JobUnitKind.clip: mostNewClips, .song: mostNewSongs].compactMapValues(\.self),
            within: whole?.budget)
        guard let whole else { return }
        jobs = whole.jobs
        mostWait = whole.mostWait
        pollInterval = whole.pollInterval
    }
}

/// The steps from a topic to a video, in their order.
package enum GenerationStep: String, Sendable, CaseIterable, Comparable {
    case sheet, story, keyframes, song, images, clips, video

    package static func < (a: Self, b: Self) -> Bool { a.place < b.place }

    private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
