internal import EditModel

/// The files of a Kdenlive project, by the numbers under which the timeline refers to them.
struct KdenliveBin {
    let cuts: CutList
    /// The length of each file's producer.
    private let lengths: [Int]

    /// Kdenlive's number of the first file; those below are its own.
    private static let firstNumber = 2

    /// The files of a list.
    init(cuts: CutList, clips: [MLTClip]) {
        self.cuts = cuts
        var lengths = cuts.media.map { $0.isStill ? cuts.frameCount : $0.frameCount }
        // A frame may stand for longer than its file.
        for clip in clips where clip.speed == nil {
            let media = cuts.parts[clip.part].media
            lengths[media] = max(lengths[media], clip.length)
        }
        self.lengths = lengths
    }

    /// The song's number.
    var songNumber: Int { Self.firstNumber + cuts.media.count }

    /// The property that says which file something is from.
    static func number(_ number: Int) -> XML { XML("property", ["name": "kdenlive:id"], text: "\(number)") }

    /// The producer that shows a stretch of a part.
    func producer(of clip: MLTClip) -> Producer {
        let part = cuts.parts[clip.part]
        // Kdenlive makes producers anew that two stretches share, and counts what runs backwards from another end.
        let own = clip.speed == nil ? "" : "_\(clip.name)"
        return Producer(
            id: "clip\(part.media)\(own)", number: Self.firstNumber + part.media, path: path(part.media),
            speed: clip.speed, length: clip.speed == nil ? lengths[part.media] : clip.length,
            isStill: cuts.media[part.media].isStill)
    }

    /// The bin's producers, and the playlist that they are in.
    var elements: [XML] {
        let files =
            cuts.media.enumerated().map { index, media in
                Producer(
                    id: "bin\(index)", number: Self.firstNumber + index, path: path(index),
                    length: lengths[index], isStill: media.isStill, name: media.fileName)
            } + [
                Producer(
                    id: "bin_song", number: songNumber, path: cuts.link.path(cuts.song.path),
                    length: cuts.songFrameCount, name: cuts.song.fileName)
            ]
        let guides = KdenliveGuides(cuts.markers)
        let properties: KeyValuePairs<String, String?> = [
            "kdenlive:docproperties.version": "1.04", "kdenlive:docproperties.kdenliveversion": "22.12.3",
            "kdenlive:docproperties.documentid": "\(documentNumber)",
            "kdenlive:docproperties.guidesCategories": guides.categories,
            "kdenlive:docproperties.guides": guides.guides, "xml_retain": "1",
        ]
        return files.map(\.element)
            + [
                MLTDocument.element(
                    "playlist", id: "main_bin", properties,
                    files.map { MLTDocument.entry($0.id, 0..<$0.length) })
            ]
    }

    private func path(_ media: Int) -> String { cuts.link.path(cuts.media[media].path) }

    /// A number of thirteen digits, by which Kdenlive tells what it keeps of one project from that of another.
    private var documentNumber: UInt64 {
        let names = cuts.media.map(\.path) + [cuts.song.path, cuts.name, "\(cuts.frameCount)"]
        let hash = names.joined(separator: "\n").utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { hash, byte in
            (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        return 1_000_000_000_000 + hash % 9_000_000_000_000
    }

    /// A file at a speed.
    struct Producer {
        var id: String
        var number: Int
        var path: String
        var speed: MLTSpeed?
        var length: Int
        var isStill = false
        /// Whether it is on a track of sound.
        var isSound = false
        /// Its name in the bin; nil on a track.
        var name: String?

        /// What is written of it.
        var element: XML {
            MLTDocument.element(
                "producer", id: id, frames: 0..<length,
                [
                    "length": "\(length)", "eof": "pause",
                    "resource": speed.map { "\($0.text):\(path)" } ?? path, "warp_speed": speed?.text,
                    "warp_resource": speed.map { _ in path }, "warp_pitch": speed.map { _ in "0" },
                    "mlt_service": isStill ? "qimage" : speed == nil ? "avformat-novalidate" : "timewarp",
                    "kdenlive:id": "\(number)", "kdenlive:clipname": name,
                    "kdenlive:folderid": name.map { _ in "-1" },
                    "set.test_audio": name.map { _ in nil } ?? (isSound ? "0" : "1"),
                    "set.test_image": name.map { _ in nil } ?? (isSound ? "1" : "0"),
                ])
        }
    }
}
