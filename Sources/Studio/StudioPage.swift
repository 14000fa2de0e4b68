internal import Hummingbird
internal import MVSyncPipeline

/// The studio's page: a form for a topic, and the jobs of the folder.
///
/// It holds no outside references and no job; its script asks for those.
struct StudioPage {
    /// The job that is made of a request that says nothing but a topic.
    let usual: JobOptions

    /// The page as an answer.
    var response: Response { Response(html: html, policy: Self.policy) }

    private static let style = PageStyle.rules + StudioStyle.rules

    /// The page's own style and script, and what this server answers.
    private static let policy = """
        default-src 'none'; style-src \(PagePolicy.source(style)); script-src \(PagePolicy.source(StudioScript.source)); \
        connect-src 'self'; media-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'
        """

    private var html: String {
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>mvsync studio</title>
        <link rel="icon" href="data:,">
        <style>\(Self.style)</style></head><body class="studio">
        <a class="skip" href="#jobs">Skip to the videos</a>
        <header><h1>mvsync studio</h1><p class="facts">A topic becomes a song, clips and a finished video, on this machine.</p></header>
        <main>
        <section class="card" aria-labelledby="new-title"><h2 id="new-title">A new video</h2>
        \(form)
        </section>
        <section aria-labelledby="jobs-title"><h2 id="jobs-title">Videos</h2>
        <p id="away" class="bad" role="alert" hidden>The server does not answer.</p>
        <p id="none" class="quiet" hidden>None yet. The first one is a topic away.</p>
        <ul id="jobs"></ul></section>
        </main>
        <p id="news" class="unseen" role="status"></p>
        \(Self.job)
        <script>\(StudioScript.source)</script>
        </body></html>

        """
    }

    private var form: String {
        """
        <form id="form" autocomplete="off">
        <label class="wide-field">What is it about?<textarea id="topic" rows="2" required maxlength="\(JobLimits.topicBytes)" \
        aria-describedby="complaint"></textarea></label>
        <label class="check"><input type="checkbox" id="isBrief"> This describes a product to advertise</label>
        <div class="fields">
        <label>Made by<select data-key="provider"><option value="">the usual services</option>\
        <option value="sketch">sketch: drawn and sung here, offline, for nothing</option></select></label>
        <label>Shape<select data-key="aspect"><option>16:9</option><option>9:16</option><option>1:1</option><option>4:5</option>\
        </select></label>
        <label>Scenes<input type="number" data-key="scenes" \(Self.bounds(JobLimits.scenes)) value="\(usual.scenes)"></label>
        </div>
        <details><summary>More</summary>
        <div class="fields">
        \(maker("chat", "Words")) \(maker("song", "Song")) \(maker("clip", "Clips")) \(maker("image", "Stills"))
        <label>Seconds of song<input type="number" data-key="songSeconds" min="10" max="600" placeholder="as the service likes">\
        </label>
        <label>Seconds of a clip<input type="number" data-key="clipSeconds" min="1" max="20" step="0.5" placeholder="5"></label>
        <label>Most new clips<input type="number" data-key="maxNewClips" \(Self.bounds(JobLimits.newOrders)) placeholder="any \
        number"></label>
        <label>Most new songs<input type="number" data-key="maxNewSongs" \(Self.bounds(JobLimits.newOrders)) placeholder="any \
        number"></label>
        <label>Seed<input type="number" data-key="seed" min="0" max="9007199254740991" placeholder="\(usual.seed)"></label>
        </div>
        <fieldset><legend class="unseen">Ways</legend>
        <label class="check"><input type="checkbox" data-key="story"> Write a story first</label>
        <label class="check"><input type="checkbox" data-key="images"> Draw a still of each scene first</label>
        <label class="check"><input type="checkbox" data-key="refine"> Let the language model refine prompts</label>
        <label class="check"><input type="checkbox" data-key="instrumental"> A song without words</label>
        </fieldset>
        </details>
        <p id="complaint" class="bad" role="alert"></p>
        <button class="main" type="submit">Make it</button>
        </form>
        """
    }

    private func maker(_ use: String, _ title: String) -> String {
        let usual = usual.songFile != nil && use == "song" ? "a song of your own" : usual.services[use] ?? ""
        let options = JobRequest.makers(of: use).map { "<option>\($0)</option>" }.joined()
        return """
            <label>\(title)<select data-key="\(use)"><option value="">as usual (\(usual))</option>\(options)</select></label>
            """
    }

    private static func bounds(_ range: ClosedRange<Int>) -> String {
        "min=\"\(range.lowerBound)\" max=\"\(range.upperBound)\" step=\"1\""
    }

    /// What each job is shown as; the script fills it in.
    private static let job = """
        <template id="job"><li class="card"><div class="bar"><h3></h3><em class="state"></em></div>
        <div class="doing"><p class="quiet"></p><progress max="1" aria-label="Progress of this stage"></progress></div>
        <ul class="reasons"></ul>
        <video preload="metadata" playsinline controls hidden></video>
        <p class="links"><a class="report" target="_blank" rel="noopener">Report</a> <a class="edit" download>Edit file</a> \
        <a class="file" download>Video file</a></p>
        <div class="buttons"><button type="button" class="resume">Go on</button>\
        <button type="button" class="again">Go on, ordering again what may be lost</button>\
        <button type="button" class="cancel">Stop</button></div>
        <details class="remarks"><summary>Remarks</summary><ul></ul></details>
        <details class="parts"><summary>Parts</summary><div class="wide"><table><thead><tr><th scope="col">Part</th>\
        <th scope="col">State</th><th scope="col">Service</th><th scope="col"><span class="unseen">Remark</span></th></tr></thead>\
        <tbody></tbody></table></div></details></li></template>
        """
}
