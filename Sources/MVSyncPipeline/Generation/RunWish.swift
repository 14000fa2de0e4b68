/// What somebody wishes for one run of a job, within what all may do.
package struct RunWish: Sendable, Equatable {
    /// How many clips may be ordered; nil for as many as all may.
    package var mostNewClips: Int?
    /// How many songs may be ordered; nil for as many as all may.
    package var mostNewSongs: Int?
    /// Whether what may have been ordered already is ordered again where nobody can tell.
    package var resubmits = false

    /// Creates the wish for a run without limits of its own.
    package init() {}

    func options(within whole: RunOptions) -> RunOptions {
        var options = RunOptions(mostNewClips: mostNewClips, mostNewSongs: mostNewSongs, within: whole)
        options.resubmits = resubmits
        return options
    }
}
