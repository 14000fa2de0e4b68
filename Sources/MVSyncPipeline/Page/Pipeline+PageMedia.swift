internal import EditModel
internal import Foundation
internal import MediaEngine
internal import MusicAnalysis
internal import SignalProcessing

extension Pipeline {
    /// Columns that a waveform is drawn with.
    private static let columns = 1200

    /// Reads what a page shows of an edit's media; what is gone, changed or unreadable is left out, and said.
    ///
    /// - Parameters:
    ///   - edit: The edit, with absolute paths.
    ///   - withPictures: Whether pictures of the clips are wanted beside the waveform of the song.
    /// - Throws: `CancellationError` only.
    func pageMedia(of edit: Edit, withPictures: Bool, name: String) async throws -> PageMedia {
        report(JobProgress(.reporting, 0, name))
        var media = PageMedia()
        let tools = try? await FFmpegTools.locate(environment: environment)
        try Task.checkCancellation()
        if let complaint = try await complaint(of: edit.song.path, as: edit.song.contentHash) {
            media.remarks.append("\(complaint) The waveform is left out.")
        } else {
            do {
                media.waveform = try await waveform(of: edit.song.path, tools: tools)
            } catch let error where !(error is CancellationError) {
                media.remarks.append("\(error) The waveform is left out.")
            }
        }
        report(JobProgress(.reporting, 0.2, name))
        guard withPictures else { return media }
        guard let tools else {
            media.remarks.append("Pictures of the clips are left out: ffmpeg was not found.")
            return media
        }
        let wanted = ClipPictures.moments(of: edit)
        let count = wanted.reduce(0) { $0 + $1.times.count }
        var pictures: [ClipPictures.Picture] = []
        for (number, (clip, times)) in wanted.enumerated() {
            let footage = edit.clips[clip]
            do {
                if let complaint = try await complaint(of: footage.path, as: footage.contentHash) {
                    media.remarks.append("\(complaint) Its shots have no picture.")
                } else {
                    let size = ClipPictures.size(of: footage, amongst: count)
                    let made = try await Thumbnails(tools: tools).pictures(
                        of: footage, at: times, width: size.width, height: size.height)
                    var frames: Set<Int> = []
                    for case (let time, let picture?) in zip(times, made)
                    where frames.insert(picture.frame).inserted {
                        pictures.append(.init(clip: clip, time: time, jpeg: picture.jpeg))
                    }
                }
            } catch let error as MediaError {
                media.remarks.append("\(error) Its shots have no picture.")
            }
            report(JobProgress(.reporting, 0.2 + 0.75 * Double(number + 1) / Double(wanted.count), name))
        }
        media.pictures = ClipPictures(pictures)
        return media
    }

    /// What is wrong with a song or clip of an edit, as a full sentence; nil where it is the one that the edit was made from.
    private func complaint(of path: String, as hash: String) async throws -> String? {
        do {
            let found = try await onThreadOfItsOwn { try ContentHash.ofFile(path, flag: $0) }
            return found == hash ? nil : "\(quoted(fileName(path))) has changed since the edit was made."
        } catch let error as PipelineError where error.code == .inputMissing {
            return "\(quoted(fileName(path))) is not where the edit says."
        } catch let error as PipelineError {
            return error.description
        }
    }

    private func waveform(of song: String, tools: FFmpegTools?) async throws -> [ClosedRange<Float>] {
        let missing = MediaError(
            .programMissing, "This song can only be read by ffmpeg, which was not found.")
        return try await onThreadOfItsOwn { flag in
            let recorder = WaveformRecorder(
                try openSong(song, tools: tools, otherwise: missing, flag: flag).source)
            var samples: [Float] = []
            while try recorder.read(1 << 16, into: &samples, meter: nil) > 0 {
                try flag.check()
                samples.removeAll(keepingCapacity: true)
            }
            return recorder.columns(atMost: Self.columns)
        }
    }
}
