/// Times as lyrics and subtitles write them.
enum ClockTime {
    /// The latest time that is read, in seconds.
    static let latest = 4 * 3600.0

    /// Reads `mm:ss`, `mm:ss.xx`, `hh:mm:ss,xxx` and the like.
    ///
    /// - Returns: Seconds; nil for what is no such time, or later than four hours.
    static func seconds(_ text: some StringProtocol) -> Double? {
        let halves = text.split(whereSeparator: { $0 == "." || $0 == "," })
        let groups = (halves.first ?? "").split(separator: ":", omittingEmptySubsequences: false)
        let isPlain = (halves.flatMap { $0.split(separator: ":") } + groups).allSatisfy {
            (1...6).contains($0.utf8.count) && $0.utf8.allSatisfy { (48...57).contains($0) }
        }
        guard isPlain, (1...2).contains(halves.count), (2...3).contains(groups.count) else { return nil }
        let numbers = groups.compactMap { Double($0) }
        guard numbers.count == groups.count, numbers.dropFirst().allSatisfy({ $0 < 60 }) else { return nil }
        let fraction = halves.count == 2 ? Double("0." + halves[1]) ?? 0 : 0
        let seconds = numbers.reduce(0) { $0 * 60 + $1 } + fraction
        return seconds <= latest ? seconds : nil
    }
}
