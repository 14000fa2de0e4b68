internal import EditModel
internal import Foundation

extension CandidateMaker {
    /// The ways in which a take shorter than a slot fills it: slower, around, or there and back; where nothing may
    /// run backwards, from its start again.
    func stretched(_ clip: Int, slot: Slot, take: Range<Double>) -> [ShotCandidate] {
        let seconds = rate.seconds(ofFrame: slot.count)
        let available = take.upperBound - take.lowerBound
        var made: [ShotCandidate] = []
        if available >= look.slowest * seconds {
            let speed = available / seconds
            let piece = TimeMap.Piece(
                frames: slot.count, sourceStart: tidy(take.lowerBound), sourceEnd: tidy(take.upperBound))
            made.append(
                ShotCandidate(
                    clip: clip, map: TimeMap(pieces: [piece]), fit: .slow, source: take,
                    // Blended frames are seen below six tenths.
                    cost: 0.5 * abs(log2(speed)) + max(0, 0.6 - speed) * 4,
                    remark: "slowed to \(Int((speed * 100).rounded())) %"))
        }
        let remark = "the clip has \(tenths(available)) s for \(tenths(seconds)) s"
        let loop = clips[clip].footage.loops.first {
            $0.start >= take.lowerBound && $0.end <= take.upperBound && $0.end - $0.start >= 0.5
        }
        if let loop, loop.difference < 12 {
            made.append(
                ShotCandidate(
                    clip: clip, map: around(loop, take: take, frames: slot.count), fit: .loop, source: take,
                    cost: 0.4 + loop.difference / 10, remark: "around and around, \(remark)"))
        }
        if look.reverse {
            made.append(
                ShotCandidate(
                    clip: clip, map: pingPong(take, frames: slot.count), fit: .pingPong, source: take,
                    cost: 0.9, remark: "forwards and backwards, \(remark)"))
        } else {
            let whole = Footage.Loop(start: take.lowerBound, end: take.upperBound, difference: .infinity)
            made.append(
                ShotCandidate(
                    clip: clip, map: around(whole, take: take, frames: slot.count), fit: .loop, source: take,
                    cost: 1.8, remark: "from its start again, \(remark)"))
        }
        return made
    }

    /// From the take's start to where the loop jumps away, and then around it until the slot is full, at full speed.
    ///
    /// Each way but the last covers whole frames, and is stretched by less than half a frame for it.
    private func around(_ loop: Footage.Loop, take: Range<Double>, frames: Int) -> TimeMap {
        var pieces: [TimeMap.Piece] = []
        var left = frames
        var start = take.lowerBound
        while left > 0 {
            let way = max(Int(((loop.end - start) * rate.framesPerSecond).rounded()), 1)
            let count = min(way, left)
            let reach = (loop.end - start) * Double(count) / Double(way)
            pieces.append(.init(frames: count, sourceStart: tidy(start), sourceEnd: tidy(start + reach)))
            left -= count
            start = loop.start
        }
        return TimeMap(pieces: pieces)
    }

    /// There and back at full speed until the slot is full; each way covers whole frames.
    private func pingPong(_ take: Range<Double>, frames: Int) -> TimeMap {
        let available = take.upperBound - take.lowerBound
        let wayFrames = max(Int((available * rate.framesPerSecond).rounded(.down)), 1)
        var pieces: [TimeMap.Piece] = []
        var left = frames
        var forwards = true
        while left > 0 {
            let count = min(left, wayFrames)
            let reach = available * Double(count) / Double(wayFrames)
            let start = forwards ? take.lowerBound : take.upperBound
            let end = forwards ? take.lowerBound + reach : take.upperBound - reach
            pieces.append(.init(frames: count, sourceStart: tidy(start), sourceEnd: tidy(end)))
            left -= count
            forwards.toggle()
        }
        return TimeMap(pieces: pieces)
    }
}
