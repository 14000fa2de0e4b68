import ArgumentParser

/// The whole way from a topic, and each of its steps.
struct Generate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a song and clips from a topic, and cut them to a finished video.",
        discussion: """
            A language model writes the song and its scenes, services sing and film them, align cuts the clips to \
            the song. All of it lands in a folder, and can be read, changed and gone on with: what is there is \
            not made, nor paid, twice.

            --provider sketch makes all of it offline. --dry-run shows what would be asked, of whom, at what price. \
            --resume goes on: after a quota, ^C, or a change of your own to what a step left. Each step is a \
            command, too.

            EXAMPLES
              mvsync generate "I met my ex on TikTok" --provider sketch
              mvsync generate "A lighthouse at dawn" --dry-run
              mvsync generate "A lighthouse at dawn" --max-new-clips 5
              mvsync generate --resume a-lighthouse-at-dawn
              mvsync generate sheet "A lighthouse at dawn"
              mvsync generate clips --resume a-lighthouse-at-dawn --only 3,5
              mvsync generate --brief shirt.txt --chat http://localhost:11434/v1

            Services, and the variables that their keys are read from:
              together     words, stills                TOGETHER_API_KEY
              chat         words, by --chat URL         MVSYNC_CHAT_KEY
              acestep      songs, on your machine       ACESTEP_API_KEY
              suno         songs, by a server of yours
              elevenlabs   songs                        ELEVENLABS_API_KEY
              luma         clips                        LUMAAI_API_KEY
              luma-agents  clips, also from stills      LUMA_AGENTS_API_KEY
              comfyui      stills, clips, songs, on your machine
              sketch       all, offline
            Or from ~/.config/mvsync/services.json, which only you may read:
              {"luma": {"key": "…"}}

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
