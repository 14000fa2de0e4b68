internal import EditModel

/// Decodes the plates of a frame map.
struct PlateReader {
    let tools: FFmpegTools
    /// The form of the pictures that are made of the plates; those smaller than the canvas make all plates smaller.
    let form: PictureForm
    /// The most bytes of frames in memory.
    let memory: Int
    /// Where frames go that memory has no room for.
    let spoolFolder: String

    /// Decodes each plate once, up to its last used frame, and keeps the used frames.
    ///
    /// - Parameter onFrame: Called with the number of frames kept so far.
    /// - Throws: `MediaError`, `CancellationError`.
    func read(
        _ map: FrameMap, of edit: Edit, onFrame: (Int) -> Void = { _ in }
    ) async throws -> [Compositor.DecodedPlate] {
        var left = memory
        var done = 0
        var decoded: [Compositor.DecodedPlate] = []
        var facts: [Int: StreamFacts] = [:]
        let reader = ClipReader(tools: tools)
        for (plate, frames) in zip(map.plates, map.usedFrames) {
            let form = form(of: plate, on: edit.canvas)
            let (bytes, overflows) = form.byteCount.multipliedReportingOverflow(by: frames.count)
            let fits = !overflows && bytes <= left
            if fits { left -= bytes }
            let store = try FrameStore(
                frameSize: form.byteCount, frameCount: frames.count, spoolFolder: fits ? nil : spoolFolder)
            let clip = edit.clips[plate.clip]
            let known: StreamFacts
            if let told = facts[plate.clip] {
                known = told
            } else {
                known = try await StreamFacts.read(clip.path, tools: tools)
                facts[plate.clip] = known
            }
            try await reader.read(
                clip, wanted: frames, filter: filter(of: plate, on: edit, facts: known),
                pixelFormat: form.pixelFormat, frameSize: form.byteCount
            ) { frame, bytes in
                try store.store(bytes, as: frame)
                onFrame(done + store.count)
            }
            done += store.count
            decoded.append(.init(store: store, form: form))
        }
        return decoded
    }

    /// The form of a plate's frames.
    private func form(of plate: FrameMap.Plate, on canvas: Edit.Canvas) -> PictureForm {
        guard let part = plate.part else { return form }
        func scaled(_ length: Int, _ own: Int, _ whole: Int) -> Int {
            own == whole ? length : max((length * own + whole) / (2 * whole) * 2, 2)
        }
        return PictureForm(
            width: scaled(part.scaledWidth, form.width, canvas.width),
            height: scaled(part.scaledHeight, form.height, canvas.height), isGrey: form.isGrey)
    }

    private func filter(of plate: FrameMap.Plate, on edit: Edit, facts: StreamFacts) -> String {
        let filter = Framing.filter(for: plate, of: edit, facts: facts)
        let form = form(of: plate, on: edit.canvas)
        return form.isGrey ? "\(filter),scale=\(form.width):\(form.height):flags=area,format=gray" : filter
    }
}
