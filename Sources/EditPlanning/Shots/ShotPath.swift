/// The sequences that a search follows: the shots that all of them have, and those since they parted.
struct ShotPath {
    /// A shot at the end of a sequence.
    private struct Step {
        /// The place of the sequence that it goes on from, among those one shot shorter.
        var parent: Int
        /// The shot; nil where no sequence goes on from here.
        var shot: ShotCandidate?
    }

    private var shared: [ShotCandidate] = []
    private var layers: [[Step]] = []
    /// How many layers there are when the search for what all share is worth its while again.
    private var mostLayers = fewestLayers

    private static let fewestLayers = 64

    /// Goes on by a shot.
    ///
    /// - Parameter ends: The sequences that are followed on: the shot at the end of each, and the place of the one that it
    ///   goes on from, among those given before.
    /// - Complexity: O(*n*) in the number of sequences, on the mean.
    mutating func append(_ ends: [(parent: Int, shot: ShotCandidate)]) {
        layers.append(ends.map { Step(parent: $0.parent, shot: $0.shot) })
        guard layers.count >= mostLayers else { return }
        settle(Set(ends.indices))
        mostLayers = max(Self.fewestLayers, 2 * layers.count)
    }

    /// The sequence that was given first at the last shot.
    func first() -> [ShotCandidate] {
        var path = self
        path.settle([0])
        return path.shared
    }

    /// Lets go of shots that no sequence has any more, and of the rest where only one is left.
    ///
    /// - Parameter ends: The sequences that count, by their places in the last layer.
    private mutating func settle(_ ends: Set<Int>) {
        var alive = ends
        var common: (layer: Int, place: Int)?
        for layer in layers.indices.reversed() {
            if common == nil, alive.count == 1, let place = alive.first { common = (layer, place) }
            for place in layers[layer].indices where !alive.contains(place) {
                layers[layer][place].shot = nil
            }
            alive = Set(alive.map { layers[layer][$0].parent })
        }
        guard var (layer, place) = common else { return }
        let count = layer + 1
        var shots: [ShotCandidate] = []
        while layer >= 0 {
            let step = layers[layer][place]
            if let shot = step.shot { shots.append(shot) }
            (layer, place) = (layer - 1, step.parent)
        }
        shared += shots.reversed()
        layers.removeFirst(count)
    }
}
