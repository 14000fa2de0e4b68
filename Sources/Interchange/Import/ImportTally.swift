internal import EditModel

/// What there is to say of a timeline that was read, counted so that what is the same is said once.
struct ImportTally {
    /// What concerns one thing each, as full sentences.
    var remarks: [String] = []
    /// How many edges lay between frames of the timeline.
    var roundedCount = 0
    /// Rates other than the edit's, at which places lay between its frames.
    var rates: Set<FrameRate> = []
    /// Rates that are the edit's in round numbers, or the other way round.
    var namesakes: Set<FrameRate> = []
    /// What has no file, by what it is called.
    var withoutFile: [String] = []
    /// Paths of Windows, as they are written.
    var windowsPaths: [String] = []

    /// All of it as full sentences.
    ///
    /// - Parameter rate: The edit's.
    func sentences(at rate: FrameRate) -> [String] {
        var sentences = remarks
        if !withoutFile.isEmpty {
            sentences.append(
                "\(Self.some(withoutFile)) \(withoutFile.count == 1 ? "has no file, and is" : "have no file, and are") left out."
            )
        }
        var seen: Set<String> = []
        let windows = windowsPaths.filter { seen.insert($0).inserted }
        if !windows.isEmpty {
            let names = windows.map { "“\(visible(String($0.prefix(200))))”" }
            sentences.append(
                "\(Self.some(names)) \(windows.count == 1 ? "is a path of Windows: the file is" : "are paths of Windows: files are") looked for by name, among the edit's clips and beside the timeline."
            )
        }
        if !namesakes.isEmpty {
            sentences.append(
                "\(Self.difference(of: namesakes, from: rate)) Its frames are taken for the edit's, one for one."
            )
        }
        if roundedCount > 0 {
            let cause = rates.isEmpty ? "" : " " + Self.difference(of: rates, from: rate)
            let edges = roundedCount == 1 ? "1 edge of a clip lies" : "\(roundedCount) edges of clips lie"
            sentences.append(
                "\(edges) between frames of the edit, and \(roundedCount == 1 ? "is" : "are") moved to the nearest.\(cause)"
            )
        }
        return sentences
    }

    private static func difference(of others: Set<FrameRate>, from rate: FrameRate) -> String {
        func name(_ rate: FrameRate) -> String { shortDecimal(rate.framesPerSecond, places: 3) }
        let names = others.sorted { $0.framesPerSecond < $1.framesPerSecond }.map(name)
        return
            "The timeline is counted at \(names.joined(separator: " and ")) frames a second, the edit at \(name(rate))."
    }

    /// The first few of some names, and how many more there are.
    static func some(_ names: [String]) -> String {
        let first = names.prefix(names.count > 4 ? 3 : 4)
        let more = names.count - first.count
        let all = first + (more > 0 ? ["\(more) more"] : [])
        guard let last = all.last, all.count > 1 else { return all.joined() }
        return all.dropLast().joined(separator: ", ") + " and " + last
    }
}
