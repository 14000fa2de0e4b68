internal import EditModel

/// Decides in which forms the clips of an edit are decoded, and which of them a shot is shown from.
///
/// A clip is decoded once as it fits the canvas, and once for each window that stands still; where its windows move, or
/// where there are more than two that stand, once in place of all of these, as the part that any of them sees. So a clip
/// has three plates at most, and as many again where frames are made between its own.
struct PlatePlan {
    /// The plates in the order of their first use.
    private(set) var plates: [FrameMap.Plate] = []
    private var numbers: [FrameMap.Plate: Int] = [:]
    private let edit: Edit
    private let madeRates: [Int: Int]
    private let intervals: [Int: Double]
    private var needs: [Group: Need] = [:]

    /// More windows that stand still than this are cut out of one plate.
    private static let mostStill = 2

    /// The shots of a clip that share plates.
    private struct Group: Hashable {
        var clip: Int
        var madeRate: Int?
    }

    /// What the windows of a group ask for.
    private struct Need {
        var still: Set<FrameMap.Part> = []
        var moves = false
        var seen: FrameMap.Area?
        var zoom = 1.0

        var isShared: Bool { moves || still.count > mostStill }
    }

    /// From where a shot is shown.
    struct View {
        /// The index of its plate.
        var plate: Int
        /// The plate's rate where its frames are made, as in `FrameMap.Plate`.
        var madeRate: Int?
        /// Where windows lie in the part that they move over; nil for the whole plate.
        fileprivate var windows: (geometry: WindowGeometry, part: FrameMap.Part)?

        /// The area of the plate that is seen; frames outside the shot see what its nearest one does.
        func area(of shot: Shot, atFrame frame: Int) -> FrameMap.Area? {
            guard let windows, let window = shot.window(atFrame: frame) else { return nil }
            return windows.geometry.area(of: window, in: windows.part)
        }
    }

    /// Looks at all shots of an edit.
    init(_ edit: Edit, times: [Int: FrameTimes]) {
        self.edit = edit
        intervals = times.mapValues(\.usualInterval)
        madeRates =
            edit.style.slowMotion == .flow
            ? Self.madeRates(of: edit, intervals: intervals.filter { times[$0.key]?.times.count ?? 0 > 1 })
            : [:]
        for shot in edit.shots where !shot.windows.isEmpty {
            let geometry = WindowGeometry(clip: edit.clips[shot.clip], canvas: edit.canvas)
            let group = group(of: shot)
            var need = needs[group] ?? Need()
            let still = geometry.stillPart(of: shot)
            if let still { need.still.insert(still) } else { need.moves = true }
            for frame in still == nil ? 0..<shot.frameCount : 0..<1 {
                guard let window = shot.window(atFrame: frame) else { continue }
                let area = geometry.area(of: window)
                need.seen = need.seen?.union(area) ?? area
                need.zoom = max(need.zoom, window.zoom)
            }
            needs[group] = need
        }
    }

    /// From where a shot is shown.
    ///
    /// - Complexity: O(pieces + keys) of the shot.
    mutating func view(of shot: Shot) -> View {
        let group = group(of: shot)
        let geometry = WindowGeometry(clip: edit.clips[shot.clip], canvas: edit.canvas)
        var part: FrameMap.Part?
        var isShared = false
        if !shot.windows.isEmpty, let need = needs[group], let seen = need.seen {
            isShared = need.isShared
            part =
                isShared ? geometry.sharedPart(seeing: seen, zoom: need.zoom) : geometry.stillPart(of: shot)
        }
        let plate = FrameMap.Plate(clip: shot.clip, part: part, madeRate: group.madeRate)
        let number = numbers[plate] ?? plates.count
        if number == plates.count {
            plates.append(plate)
            numbers[plate] = number
        }
        return View(
            plate: number, madeRate: group.madeRate,
            windows: isShared ? part.map { (geometry, $0) } : nil)
    }

    private func group(of shot: Shot) -> Group {
        let isSlow = Self.sparsest(shot, interval: intervals[shot.clip], edit.frameRate) != nil
        return Group(clip: shot.clip, madeRate: isSlow ? madeRates[shot.clip] : nil)
    }

    /// The rates at which frames are made, in thousandths of a frame a second, by clip; two or four times the clip's own,
    /// as its slowest use needs.
    private static func madeRates(of edit: Edit, intervals: [Int: Double]) -> [Int: Int] {
        var rates: [Int: Int] = [:]
        for shot in edit.shots {
            guard let interval = intervals[shot.clip],
                let sparsest = sparsest(shot, interval: interval, edit.frameRate)
            else { continue }
            let rate = Int(((sparsest < 0.499 ? 4000 : 2000) / interval).rounded())
            rates[shot.clip] = max(rates[shot.clip] ?? 0, rate)
        }
        return rates
    }

    /// The fewest frames of its clip that a shot has for each of the timeline, in a piece that runs slower than the
    /// clip; nil where it has one at least.
    private static func sparsest(_ shot: Shot, interval: Double?, _ rate: FrameRate) -> Double? {
        guard let interval else { return nil }
        let sparse = shot.timeMap.pieces.compactMap { piece -> Double? in
            let step = abs(piece.sourceEnd - piece.sourceStart) / Double(piece.frames)
            let (speed, frames) = (step * rate.framesPerSecond, step / interval)
            return step > 0 && max(speed, frames) < 1 - 1e-6 ? frames : nil
        }
        return sparse.min()
    }
}
