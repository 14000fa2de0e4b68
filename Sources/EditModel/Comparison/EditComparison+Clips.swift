extension EditComparison {
    /// A clip that is not the same in both edits.
    public struct ClipChange: Sendable, Hashable, Encodable {
        /// What became of it.
        public var kind: Kind

        /// Its name in the first edit; nil where it was added.
        public var before: String?

        /// Its name in the second edit; nil where it was removed.
        public var after: String?

        /// What may become of a clip.
        public enum Kind: String, Sendable, Hashable, Encodable {
            case added, removed
            /// The same content under another name.
            case renamed
            /// Other content under the same name.
            case replaced
        }
    }
}

/// Which clips of one edit are those of another: by content and name, then by content, then by name.
struct ClipPairing {
    /// For each clip of the first edit its index in the second; nil where it is not there.
    private(set) var partners: [Int?]

    /// What is not the same, in order of the first edit's clips, added ones last.
    private(set) var changes: [EditComparison.ClipChange] = []

    init(_ before: [Footage], _ after: [Footage]) {
        partners = before.map { _ in nil }
        var free = Set(after.indices)
        func pair(by key: (Footage) -> [String]) {
            var places: [[String]: [Int]] = [:]
            for index in after.indices.reversed() where free.contains(index) {
                places[key(after[index]), default: []].append(index)
            }
            for index in before.indices where partners[index] == nil {
                guard let partner = places[key(before[index])]?.popLast() else { continue }
                partners[index] = partner
                free.remove(partner)
            }
        }
        pair { [$0.contentHash, $0.name] }
        pair { [$0.contentHash] }
        pair { [$0.name] }
        for (clip, partner) in zip(before, partners) {
            guard let other = partner.map({ after[$0] }) else {
                changes.append(.init(kind: .removed, before: clip.name, after: nil))
                continue
            }
            if clip.contentHash != other.contentHash {
                changes.append(.init(kind: .replaced, before: clip.name, after: other.name))
            } else if clip.name != other.name {
                changes.append(.init(kind: .renamed, before: clip.name, after: other.name))
            }
        }
        changes += free.sorted().map { .init(kind: .added, before: nil, after: after[$0].name) }
    }
}
