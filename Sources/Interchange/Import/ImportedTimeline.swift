package import EditModel

/// A timeline as another program has left it: parts of files, one after another.
package struct ImportedTimeline: Sendable, Equatable {
    /// The edit that it was made from; nil where that is not known.
    package var edit: Edit?
    /// The parts in order; between them there may be gaps.
    package var items: [Item]
    /// What is not taken over, as full sentences.
    package var remarks: [String]

    /// A part of a file at a constant speed.
    package struct Item: Sendable, Equatable {
        /// The first timeline frame.
        package var startFrame: Int
        /// How many timeline frames it covers.
        package var frameCount: Int
        /// The file's absolute path.
        package var path: String
        /// Where in the file it begins, as in `CutList.Part`.
        package var sourceStart: Int
        /// Where in the file it ends, as in `CutList.Part`.
        package var sourceEnd: Int
        /// How far behind these places it really begins and ends, in timeline frames; 0 where they are exact.
        package var sourceShift = 0.0
        /// How many frames the dissolve into it takes; nil for a hard cut.
        package var dissolve: Int?
        /// What was written with it; nil where that is gone.
        package var origin: Origin?

        /// The first timeline frame after it.
        package var endFrame: Int { startFrame + frameCount }
        /// The speed, as in `CutList.Part`.
        package var speed: Double { Double(sourceEnd - sourceStart) / Double(frameCount) }
    }

    /// Of which shot an item was a part when it was written.
    package struct Origin: Sendable, Equatable {
        /// The index of the shot.
        package var shot: Int
        /// Which of its parts.
        package var index: Int
        /// The frames in the file before the shot's first, where the shot was rendered to a file of its own.
        package var lead: Int?
    }

    /// The files that are shown, without shots that were rendered, each once, in order.
    package var files: [String] {
        var files: [String] = []
        var seen: Set<String> = []
        for item in items where item.origin?.lead == nil && seen.insert(item.path).inserted {
            files.append(item.path)
        }
        return files
    }

    /// Says that a file is to be taken for another.
    package mutating func replace(_ path: String, with other: String) {
        for index in items.indices where items[index].path == path { items[index].path = other }
    }
}

extension Edit {
    /// The index of the clip that is meant by a path: the clip there, or else the only one of that name; of several that
    /// whose folders are named the most alike.
    package func clip(at path: String) -> Int? {
        if let same = clips.firstIndex(where: { $0.path == path }) { return same }
        let name = MediaLink.fileName(of: path)
        let namesakes = clips.indices.filter {
            clips[$0].path == name || clips[$0].path.hasSuffix("/" + name)
        }
        guard namesakes.count > 1 else { return namesakes.first }
        let parts = path.split(separator: "/").reversed()
        let likeness = namesakes.map { clip in
            zip(clips[clip].path.split(separator: "/").reversed(), parts).prefix { $0 == $1 }.count
        }
        let alike = namesakes.indices.filter { likeness[$0] == likeness.max() }
        return alike.count == 1 ? namesakes[alike[0]] : nil
    }
}
