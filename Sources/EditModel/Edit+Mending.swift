extension Edit {
    /// Lets sections meet again where a person has moved one side of a boundary between them only.
    ///
    /// A section ends where the next one starts. Only where the next one still starts on a cut, as planned, and the end
    /// lies on none was it the end that was moved. All other rules are left to `validate()`.
    ///
    /// - Returns: What was taken for meant, a full sentence for each boundary.
    /// - Complexity: O(*n*) in the number of sections and shots.
    mutating func mendSections() -> [String] {
        let cuts = Set(shots.map(\.startFrame))
        var remarks: [String] = []
        for index in sections.indices.dropLast() {
            let (end, start) = (sections[index].endFrame, sections[index + 1].startFrame)
            guard end != start else { continue }
            let boundary = cuts.contains(start) && !cuts.contains(end) ? end : start
            sections[index].endFrame = boundary
            sections[index + 1].startFrame = boundary
            remarks.append(
                "Sections \(index + 1) and \(index + 2) end at frame \(end) and start at frame \(start); they now meet at \(boundary)."
            )
        }
        return remarks
    }
}
