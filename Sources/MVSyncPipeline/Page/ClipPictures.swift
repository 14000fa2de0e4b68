package import EditModel
package import Foundation

/// Small pictures of an edit's clips, few and small enough for one page.
package struct ClipPictures: Sendable {
    /// A picture, and what it shows.
    package struct Picture: Sendable, Equatable {
        /// The index of the clip.
        package var clip: Int
        /// When it is on screen in the clip, in seconds.
        package var time: Double
        /// The JPEG file.
        package var jpeg: Data

        /// Creates a picture.
        package init(clip: Int, time: Double, jpeg: Data) {
            self.clip = clip
            self.time = time
            self.jpeg = jpeg
        }
    }

    /// The pictures, in order of clips, and of time within each.
    package private(set) var pictures: [Picture]

    /// The most pictures of a page.
    static let mostPictures = 320

    /// The most bytes of all pictures together; as text in a page they take a third more.
    static let mostBytes = 1_900_000

    /// Keeps pictures; every other one of each clip is left out until the rest is small enough.
    package init(_ pictures: [Picture]) {
        self.pictures = pictures.sorted { ($0.clip, $0.time) < ($1.clip, $1.time) }
        while self.pictures.reduce(0, { $0 + $1.jpeg.count }) > Self.mostBytes {
            let kept = Self.everyOther(self.pictures)
            guard kept.count < self.pictures.count else {
                self.pictures = []
                break
            }
            self.pictures = kept
        }
    }

    private static func everyOther(_ pictures: [Picture]) -> [Picture] {
        var place = 0
        var clip = -1
        return pictures.filter { picture in
            place = picture.clip == clip ? place + 1 : 0
            clip = picture.clip
            return place % 2 == 0
        }
    }

    /// The moment of a clip that stands for a shot: what is on screen in its middle.
    package static func moment(of shot: Shot) -> Double {
        shot.timeMap.sourceTime(atFrame: shot.frameCount / 2)
    }

    /// The picture that is nearest to a moment of a clip; nil where there is none of the clip.
    ///
    /// - Complexity: O(*n*) in the pictures of all clips.
    package func nearest(toClip clip: Int, time: Double) -> Int? {
        pictures.indices.filter { pictures[$0].clip == clip }
            .min { abs(pictures[$0].time - time) < abs(pictures[$1].time - time) }
    }

    /// The moments to take pictures of: those that stand for the shots, evenly thinned out where there are too many.
    ///
    /// - Returns: For each clip that is shown, increasing times in seconds.
    package static func moments(of edit: Edit) -> [(clip: Int, times: [Double])] {
        let moments = Dictionary(grouping: edit.shots, by: \.clip).mapValues { shots in
            Set(shots.map { (moment(of: $0) * 1e6).rounded() / 1e6 }).sorted()
        }
        let count = moments.values.reduce(0) { $0 + $1.count }
        let step = max((count + mostPictures - 1) / mostPictures, 1)
        return moments.sorted { $0.key < $1.key }.map { clip, times in
            (
                clip,
                stride(from: (step - 1) / 2, to: times.count, by: step).map { times[$0] }
                    + (times.count <= (step - 1) / 2 ? [times[0]] : [])
            )
        }
    }

    /// The size of the pictures of a clip: of equal areas, smaller ones where there are many.
    static func size(of clip: Footage, amongst count: Int) -> (width: Int, height: Int) {
        let area = count <= 130 ? 240.0 * 135 : 176.0 * 99
        let aspect = min(max(clip.displayAspect, 0.2), 5)
        func even(_ side: Double) -> Int { max(Int((side / 2).rounded()) * 2, 16) }
        return (even((area * aspect).squareRoot()), even((area / aspect).squareRoot()))
    }
}
