extension Edit {
    /// Makes an edit whole again that is to be planned anew, where a person has changed a boundary on one side only.
    ///
    /// A section ends where the next one starts. Only where the next one still starts on a cut, as planned, and the end
    /// lies on none was it the end that was moved. Shots lie one behind the other, as long as their time maps are. All
    /// other rules are left to `validate()`.
    ///
    /// - Returns: What was taken for meant, a full sentence for each boundary.
    /// - Complexity: O(*n*) in the number of sections, shots and pieces.
    mutating func mend() -> [String] {
        var frame = 0
        for index in shots.indices {
            shots[index].startFrame = frame
            frame += shots[index].timeMap.frameCount
            shots[index].endFrame = frame
        }
        let cuts = Set(shots.map(\.startFrame))
        var remarks: [String] = []
        for index in sections.indices.dropLast() {
            let (end, start) = (sections[index].endFrame, sections[index + 1].startFrame)
            guard end != start else { continue }
            let boundary = cuts.contains(start) && !cuts.contains(end) ? end : start
            sections[index].endFrame = boundary
            sections[index + 1].startFrame = boundary
            remarks.append(
                "Section \(index + 1) ends at frame \(end), section \(index + 2) starts at \(start); they now meet at \(boundary)."
            )
        }
        return remarks
    }
}
