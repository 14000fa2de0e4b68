import ArgumentParser

/// The whole way from a topic, and each of its steps.
struct Generate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a song and clips from a topic, and cut them to a finished video.",
        discussion: """
            A language model writes the song and its scenes, services sing and film them, align cuts the clips to the song. \
            All of it lands in a folder of its own, and can be read, changed and gone on with: what is there is not made, \
            nor paid, twice.

            EXAMPLES
              mvsync generate "I met my ex on TikTok" --provider sketch    offline, without any account
              mvsync generate "A lighthouse at dawn" --dry-run             what would be asked, of whom, at what price
              mvsync generate "A lighthouse at dawn" --song acestep --clip luma --max-new-clips 5
              mvsync generate --resume a-lighthouse-at-dawn                go on, after a quota or ^C
              mvsync generate --brief tshirt.txt --chat http://localhost:11434/v1 --chat-model llama3.2
              mvsync generate sheet "A lighthouse at dawn"                 the first step alone; then change song-sheet.json
              mvsync generate clips --resume a-lighthouse-at-dawn --only 3,5

            Services and where their keys are read from:
              together (words, stills)    TOGETHER_API_KEY       chat (any OpenAI-compatible server)  MVSYNC_CHAT_KEY
              luma (clips)                LUMAAI_API_KEY         luma-agents (clips, also from stills) LUMA_AGENTS_API_KEY
              acestep (songs, your own)   ACESTEP_API_KEY        elevenlabs (songs)                   ELEVENLABS_API_KEY
              comfyui (stills, clips, songs; your own)           suno (songs, a server like suno-api)
            or from ~/.config/mvsync/services.json, which only you may read (chmod 600):
              {"luma": {"key": "…"}, "chat": {"url": "http://localhost:11434/v1", "model": "llama3.2"}}

            Options of all steps: mvsync generate video --help
            """,
        subcommands: [
            GenerateVideo.self, GenerateSheet.self, GenerateStory.self, GenerateKeyframes.self,
            GenerateSong.self, GenerateImages.self, GenerateClips.self, GenerateStatus.self,
            GenerateQuota.self,
            GeneratePrompts.self,
        ],
        defaultSubcommand: GenerateVideo.self)
}
