internal import EditModel
internal import Foundation
internal import MediaEngine

/// What was measured in the video.
extension EditPage {
    /// The certificate: the verdict, the figures that matter most, and each share beside what chance would give.
    var certificateSection: String {
        guard let certificate else { return "" }
        let faults = certificate.faults.map { "<li>\(Markup.escaped($0))</li>" }.joined()
        let count = certificate.faults.count
        let verdict =
            certificate.holds ? "as planned" : count == 1 ? "one thing is off" : "\(count) things are off"
        return """
            <details class="certificate"\(certificate.holds ? "" : " open")><summary><h2>Measured in the video: \
            <span class="\(certificate.holds ? "good" : "bad")">\(verdict)</span></h2></summary>
            <p class="quiet">\(Markup.escaped(certificate.summary)).</p>\(faults.isEmpty ? "" : "<ul class=\"bad\">\(faults)</ul>")
            <dl class="tiles">\(certificate.tiles.map(tile).joined())</dl>
            <div class="wide" role="region" tabindex="0" aria-label="Shares beside chance"><table><thead><tr><th scope="col">what</th>\
            <th scope="col">measured</th><th scope="col">by chance</th><td></td></tr></thead>
            <tbody>\(certificate.shares.map(row).joined())</tbody></table></div>
            </details>

            """
    }

    private func tile(_ tile: Certificate.Tile) -> String {
        "<div><dt>\(Markup.escaped(tile.name))</dt><dd>\(Markup.escaped(tile.value)) <span>\(Markup.escaped(tile.note))</span></dd></div>"
    }

    private func row(_ share: Certificate.Share) -> String {
        let chance = share.chance.map { (text: Self.percent($0), x: $0 * 100) }
        let mark = chance.map { "<path class=\"chance\" d=\"M\(SVG.number($0.x)) 0V10\"/>" } ?? ""
        return """
            <tr><th scope="row">\(Markup.escaped(share.name))</th><td>\(Self.percent(share.value)) <span>\(share.count) of \
            \(share.total)</span></td><td>\(chance?.text ?? "–")</td><td><svg class="gauge" viewBox="0 0 100 10" \
            preserveAspectRatio="none" aria-hidden="true" focusable="false"><path class="ground" d="M0 5H100"/><path class="value" \
            d="M0 5H\(SVG.number(share.value * 100))"/>\(mark)</svg></td></tr>
            """
    }
}
