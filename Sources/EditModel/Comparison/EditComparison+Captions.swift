extension EditComparison {
    /// A caption that differs.
    public struct CaptionChange: Sendable, Hashable, Encodable {
        /// Its text in the first edit; nil where it was added.
        public var before: String?

        /// Its text in the second edit; nil where it was removed.
        public var after: String?

        /// Its first frame.
        public var frame: Int

        /// How many frames later it starts than before; 0 where it was added or removed.
        public var startShift: Int

        /// How many frames later it ends than before; 0 where it was added or removed.
        public var endShift: Int

        /// Whether its words are others or at other times, or its time is no estimate any more, or is one now.
        public var detailsDiffer: Bool
    }

    static func captions(
        _ old: [Edit.Caption], _ new: [Edit.Caption], grace: Int
    ) -> [CaptionChange] {
        let alignment = Alignment(old.count, new.count) { first, second in
            let (a, b) = (old[first], new[second])
            return overlap(a.startFrame..<a.endFrame, b.startFrame..<b.endFrame) + (a.text == b.text ? 1 : 0)
        }
        return alignment.steps.compactMap { step in
            guard let first = step.before.map({ old[$0] }) else {
                return step.after.map { index in
                    CaptionChange(
                        before: nil, after: new[index].text, frame: new[index].startFrame, startShift: 0,
                        endShift: 0, detailsDiffer: false)
                }
            }
            guard let second = step.after.map({ new[$0] }) else {
                return CaptionChange(
                    before: first.text, after: nil, frame: first.startFrame, startShift: 0, endShift: 0,
                    detailsDiffer: false)
            }
            let change = CaptionChange(
                before: first.text, after: second.text, frame: second.startFrame,
                startShift: shift(from: first.startFrame, to: second.startFrame, grace: grace),
                endShift: shift(from: first.endFrame, to: second.endFrame, grace: grace),
                detailsDiffer: first.isEstimate != second.isEstimate
                    || (grace == 0 ? first.words != second.words : first.words.count != second.words.count))
            let isSame = first.text == second.text && change.startShift == 0 && change.endShift == 0
            return isSame && !change.detailsDiffer ? nil : change
        }
    }
}
