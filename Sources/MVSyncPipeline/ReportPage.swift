internal import EditModel
internal import Foundation

/// The report of an edit as one HTML page without outside references.
struct ReportPage {
    let edit: Edit
    let videoName: String
    /// One JPEG per shot, in order; empty data where a picture could not be made.
    let pictures: [Data]
    /// What was measured in the video, line by line; none where nothing was.
    let measurements: [String]

    /// The page.
    var html: String {
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(Self.escaped(videoName))</title>
        <style>\(Self.style)</style></head><body>
        <h1>\(Self.escaped(videoName))</h1>
        <p class="facts">\(facts)</p>
        \(warnings)
        <figure>\(TimelineDrawing(edit: edit).svg)
        <figcaption>Sections with their energy, cuts coloured by clip, dots for movements on beats, and bars.</figcaption></figure>
        <ol class="shots">\(shots)</ol>
        \(certificate)
        </body></html>

        """
    }

    private var facts: String {
        let footage = edit.clips.reduce(0) { $0 + $1.duration }
        let parts = [
            Self.clock(edit.song.duration),
            edit.song.bpm > 0 ? String(format: "%.1f BPM", edit.song.bpm) : "no beat",
            "\(edit.shots.count) shots from \(edit.clips.count) clips (\(String(format: "%.1f", footage)) s)",
            "\(edit.canvas.width)×\(edit.canvas.height) at \(String(format: "%.3g", edit.frameRate.framesPerSecond)) fps",
            "seed \(edit.seed)",
        ]
        return parts.joined(separator: " · ")
    }

    private var warnings: String {
        guard !edit.warnings.isEmpty else { return "" }
        return "<ul class=\"warnings\">"
            + edit.warnings.map { "<li>\(Self.escaped($0))</li>" }.joined() + "</ul>"
    }

    private var certificate: String {
        guard !measurements.isEmpty else { return "" }
        return "<h2>Measured in the video</h2><pre>"
            + Self.escaped(measurements.joined(separator: "\n")) + "</pre>"
    }

    private var shots: String {
        edit.shots.enumerated().map { index, shot in
            let start = edit.frameRate.seconds(ofFrame: shot.startFrame)
            let length = Double(shot.frameCount) / edit.frameRate.framesPerSecond
            let section = edit.sections.last { $0.startFrame <= shot.startFrame }?.name ?? ""
            var picture = ""
            if pictures.indices.contains(index), !pictures[index].isEmpty {
                picture =
                    "<img alt=\"\" loading=\"lazy\" src=\"data:image/jpeg;base64,\(pictures[index].base64EncodedString())\">"
            }
            let name = Self.escaped(edit.clips[shot.clip].name)
            return """
                <li style="--clip:\(Palette.color(shot.clip, of: edit.clips.count))">\(picture)
                <b>\(Self.clock(start))</b> \(Self.escaped(section)) · \(name)
                <span>\(String(format: "%.2f", length)) s, \(shot.fit.rawValue)</span>
                <q>\(Self.escaped(shot.reason))</q></li>
                """
        }.joined(separator: "\n")
    }

    private static let style = """
        body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:76rem;padding:0 1rem;\
        background:#14151a;color:#e8e6e1}h1{font-weight:600;margin:0}.facts,figcaption,span{color:#9c9a94}\
        figure{margin:1.5rem 0}svg{width:100%;height:auto;display:block}.warnings{color:#f2c879;padding-left:1.2rem}\
        h2{font-weight:600;margin:2rem 0 .5rem}pre{white-space:pre-wrap;color:#c9c7c1;background:#1e2027;border-radius:8px;padding:1rem}\
        .shots{list-style:none;padding:0;display:grid;gap:1rem;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr))}\
        .shots li{background:#1e2027;border-radius:8px;overflow:hidden;padding:0 .7rem .7rem;\
        border-top:4px solid var(--clip)}img{display:block;width:calc(100% + 1.4rem);margin:0 -.7rem .5rem}\
        span{display:block}q{quotes:none;display:block;font-size:.86rem;margin-top:.2rem}
        """

    static func clock(_ seconds: Double) -> String {
        let tenths = Int((seconds * 10).rounded())
        return String(format: "%d:%02d.%d", tenths / 600, tenths / 10 % 60, tenths % 10)
    }

    static func escaped(_ text: String) -> String {
        var result = ""
        // By scalars: to Swift a "<" and what joins it on either side are one character, to a browser they are not.
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
