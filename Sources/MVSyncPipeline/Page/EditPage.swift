package import EditModel
internal import Foundation

/// An edit at a glance: one HTML page without outside references but its video's name.
///
/// A pure function of what it is made from: the same input gives the same bytes.
package struct EditPage {
    let edit: Edit
    let videoName: String
    let media: PageMedia
    let certificate: Certificate?

    /// Prepares a page.
    ///
    /// - Parameters:
    ///   - edit: A valid edit.
    ///   - videoName: The file name of its video, looked for beside the page.
    ///   - media: What is shown of its song and clips.
    ///   - certificate: What was measured in the video; nil where nothing was.
    package init(edit: Edit, videoName: String, media: PageMedia, certificate: Certificate?) {
        self.edit = edit
        self.videoName = videoName
        self.media = media
        self.certificate = certificate
    }

    /// The page.
    package var html: String {
        let style = PageStyle.rules + TimelineDrawing.style + ownRules
        return """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(policy(style: style))">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <title>\(Markup.escaped(title)) – the edit</title>
            <style>\(style)</style></head><body>
            <a class="skip" href="#shots">Skip to the shots</a>
            <header><h1>\(Markup.escaped(title))</h1><p class="facts">\(facts)</p></header>
            <main>
            \(timeline)
            <div class="columns">
            \(player)
            <div class="rest">
            \(remarks)\(clips)\(certificateSection)\(form)
            <section id="shots" aria-labelledby="shots-title"><h2 id="shots-title">Shots</h2>\(picturesRemark)
            \(shots)
            </section>
            </div>
            </div>
            </main>
            <footer><p>\(Self.keys)</p></footer>
            <script>\(PageScript.source)</script>
            </body></html>

            """
    }

    /// Nothing is loaded but what is in the page, and a video from where the page is.
    ///
    /// Of pages that are opened as files,
    /// some browsers count the file's folder as “self” and some do not: `file:` is for those.
    private func policy(style: String) -> String {
        """
        default-src 'none'; img-src data:; media-src 'self' file:; style-src \(PagePolicy.source(style)); \
        script-src \(PagePolicy.source(PageScript.source)); base-uri 'none'; form-action 'none'
        """
    }

    private var title: String { (videoName as NSString).deletingPathExtension }

    private static let keys = """
        <kbd>←</kbd> <kbd>→</kbd> shot before and after, <kbd>Home</kbd> <kbd>End</kbd> first and last, <kbd>Space</kbd> play \
        and pause.
        """

    private var facts: String {
        let films = edit.clips.filter { !$0.isStill }
        let stills = edit.clips.count - films.count
        let footage = String(format: "%.1f", films.reduce(0) { $0 + $1.duration })
        let parts = [
            "to \(Markup.escaped(quoted(fileName(edit.song.path))))",
            Self.clock(edit.song.duration),
            edit.song.bpm > 0 ? String(format: "%.1f BPM", edit.song.bpm) : "no beat",
            "\(edit.shots.count) shots from \(films.count) clips of \(footage) s\(stills > 0 ? " and \(stills) stills" : "")",
            "\(edit.canvas.width)×\(edit.canvas.height) at \(String(format: "%.5g", edit.frameRate.framesPerSecond)) fps",
            "\(edit.style.pace.rawValue) pace, seed \(edit.seed)",
        ]
        return parts.map { "<span>\($0)</span>" }.joined(separator: " ")
    }

    private var timeline: String {
        let drawing = TimelineDrawing(edit: edit, waveform: media.waveform)
        let seconds = edit.frameRate.seconds(ofFrame: edit.frameCount)
        let hits = edit.shots.contains { !$0.hits.isEmpty } ? ", dots for movements on beats" : ""
        return """
            <figure aria-labelledby="timeline-title"><div class="bar"><h2 id="timeline-title">Timeline</h2>\
            <div class="zoom" role="group" aria-label="Width of the timeline"><button id="narrower" type="button" \
            aria-label="Narrower">−</button><button id="wider" type="button" aria-label="Wider">+</button></div></div>
            <div id="scroller"><div id="timeline" role="slider" tabindex="0" aria-label="Place in the song" aria-describedby="legend" \
            aria-valuemin="0" aria-valuemax="\(Self.number(seconds))" aria-valuenow="0" aria-valuetext="0:00.0" \
            data-seconds="\(Self.number(seconds))" data-frame="\(Self.number(edit.frameRate.seconds(ofFrame: 1)))">\
            \(drawing.inlineSVG)<div id="head"></div></div></div>
            <figcaption id="legend">Sections; the song’s waveform with the energy of the sections as a line; bars and beats; shots \
            coloured by clip\(hits); speed, with a clip’s own in the middle\(edit.captions.isEmpty ? "" : "; captions"). Click to \
            go there.</figcaption></figure>
            """
    }

    private var player: String {
        """
        <section class="player" aria-label="Player"><video id="video" preload="metadata" playsinline controls \
        aria-label="The video" src="\(Self.address(of: videoName))"></video>
        <div id="still" class="picture" hidden></div>
        <div class="controls"><button id="before" type="button" aria-label="Shot before">\(Self.icon("M5 3v10M13 3 6 8l7 5z"))</button>\
        <button id="play" type="button">Play</button>\
        <button id="after" type="button" aria-label="Shot after">\(Self.icon("M11 3v10M3 3l7 5-7 5z"))</button></div>
        <div class="now"><p><b id="clock">0:00.0</b> <span id="place"></span></p><p id="reason"></p></div>
        <p id="absent" class="quiet" hidden>\(Markup.escaped(quoted(videoName))) is not beside this page, so nothing plays here.</p>
        </section>
        """
    }

    private static func icon(_ path: String) -> String {
        "<svg class=\"icon\" viewBox=\"0 0 16 16\" aria-hidden=\"true\" focusable=\"false\"><path d=\"\(path)\"/></svg>"
    }

    private var remarks: String {
        let all = media.remarks + edit.warnings
        guard !all.isEmpty else { return "" }
        let items = all.map { "<li>\(Markup.escaped($0))</li>" }.joined()
        return """
            <details class="remarks"\(all.count <= 3 ? " open" : "")><summary>\(all.count == 1 ? "A remark" : "\(all.count) remarks")\
            </summary><ul>\(items)</ul></details>

            """
    }

    private var clips: String {
        let shown = Dictionary(grouping: edit.shots, by: \.clip)
        let order = edit.clips.indices.filter { shown[$0] != nil }
        let buttons = order.map { clip in
            let own = shown[clip] ?? []
            return """
                <li><button type="button" class="clip c\(clip)" data-clip="\(clip)" aria-pressed="false"><i></i>\
                <b>\(Markup.escaped(edit.clips[clip].name))</b> <span>\(own.count) shot\(own.count == 1 ? "" : "s")</span></button></li>
                """
        }
        let unused = edit.clips.indices.filter { shown[$0] == nil }.map { quoted(edit.clips[$0].name) }
        let rest =
            unused.isEmpty
            ? "" : "<p class=\"quiet\">Not shown: \(Markup.escaped(unused.joined(separator: ", ")))</p>"
        return """
            <section aria-labelledby="clips-title"><h2 id="clips-title">Clips</h2><ul class="clips">\(buttons.joined())</ul>\(rest)</section>

            """
    }
}
