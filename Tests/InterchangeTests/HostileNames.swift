import EditModel
import Interchange

/// Names that break what is written carelessly.
enum HostileNames {
    static let all = [
        "</script><!-- ]]> & &amp; \"quotes\" 'single' <b>", "two\nlines\tand\r\ncarriage returns",
        "right \u{202E} to left", String(repeating: "long ", count: 60),
        "-leading % %20 #hash ?query;semi:colon",
        "naïve 日本語 🎬 e\u{301}", "\\back\\slash $(touch x) `y`", " spaces ", "control \u{1} \u{7F}",
    ]

    /// An edit whose clips, song, reasons and sections have a name, in a folder of that name.
    static func cuts(_ name: String) -> CutList {
        var edit = MadeEdit.of(
            [MadeEdit.even(24, from: 10, to: 34), MadeEdit.even(24, from: 20, to: 68)],
            clips: [MadeEdit.clip("\(name)/1 \(name)"), MadeEdit.clip("\(name)/2 \(name)")],
            song: "/media/\(name)/\(name).wav")
        // XML has no place for most control characters; in URLs they are escaped.
        let readable = String(String.UnicodeScalarView(name.unicodeScalars.filter { $0 != "\u{1}" }))
        edit.sections[0].name = readable
        edit.shots[0].reason = readable
        if readable != name {
            edit = MadeEdit.of(
                [MadeEdit.even(24, from: 10, to: 34)], clips: [MadeEdit.clip("\(name)/clip")],
                song: "/media/\(name)/song.wav")
        }
        let song = CutList.Sound(
            path: edit.song.path, duration: edit.song.duration, sampleRate: 44_100, channelCount: 2)
        return CutList(edit, name: readable, facts: [:], song: song, link: MediaLink(relativeTo: nil))
    }
}
