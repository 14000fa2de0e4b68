/// Makes the pictures of a frame map out of decoded plates, one at a time.
package final class Compositor {
    /// A decoded plate: its frames, and how their bytes lie.
    package struct DecodedPlate {
        let store: FrameStore
        let form: PictureForm

        /// Creates a plate; the store's frames have the form.
        package init(store: FrameStore, form: PictureForm) {
            self.store = store
            self.form = form
        }
    }

    private let plates: [DecodedPlate]
    private let form: PictureForm
    private var sampler = WindowSampler()
    /// For frames that are read from disk: as many as are ever mixed, made when they are first needed.
    private var loaded: [UnsafeMutableRawBufferPointer] = []
    /// For what frames are mixed to before an area is cut out of it.
    private let mixed: UnsafeMutableRawBufferPointer
    private let over: UnsafeMutableRawBufferPointer

    private let largest: Int

    /// Creates a compositor of pictures of one form.
    package init(plates: [DecodedPlate], form: PictureForm) {
        self.plates = plates
        self.form = form
        largest = max(plates.map(\.form.byteCount).max() ?? 0, form.byteCount)
        mixed = .allocate(byteCount: largest, alignment: 64)
        over = .allocate(byteCount: form.byteCount, alignment: 64)
    }

    deinit {
        for buffer in loaded + [mixed, over] { buffer.deallocate() }
    }

    /// Makes a picture.
    ///
    /// - Parameter target: As many bytes as a picture of the form has.
    /// - Throws: `MediaError` where a frame cannot be read back from disk.
    package func compose(_ picture: FrameMap.Picture, into target: UnsafeMutableRawBufferPointer) throws {
        precondition(target.count == form.byteCount, "a picture has its size")
        guard let bytes = target.baseAddress, let above = over.baseAddress else { return }
        try draw(picture.base, into: bytes)
        if let layer = picture.over {
            try draw(layer, into: above)
            PixelMath.mix(above, weight: picture.overWeight, into: bytes, count: target.count)
        }
        guard let tint = picture.tint else { return }
        for plane in form.planes {
            PixelMath.tint(
                bytes + plane.offset, with: tint.isWhite ? plane.white : plane.black, weight: tint.weight,
                count: plane.width * plane.height)
        }
    }

    private func draw(_ layer: FrameMap.Layer, into target: UnsafeMutableRawPointer) throws {
        let plate = plates[layer.plate]
        let source = try frame(of: layer.frames, on: plate)
        for (from, to) in zip(plate.form.planes, form.planes) {
            if let area = layer.area {
                sampler.sample(
                    source + from.offset, of: (from.width, from.height), area: area, into: target + to.offset,
                    of: (to.width, to.height), isMirrored: layer.isMirrored)
                continue
            }
            guard layer.isMirrored else {
                (target + to.offset).copyMemory(from: source + from.offset, byteCount: to.width * to.height)
                continue
            }
            for y in 0..<to.height {
                PixelMath.mirror(
                    source + from.offset + y * to.width, into: target + to.offset + y * to.width,
                    count: to.width)
            }
        }
    }

    /// The frames of a layer as one.
    private func frame(of frames: FrameMap.Frames, on plate: DecodedPlate) throws -> UnsafeRawPointer {
        let sources = try frames.indices.enumerated().map { place, index in
            if loaded.count == place { loaded.append(.allocate(byteCount: largest, alignment: 64)) }
            return try plate.store.frame(index, scratch: loaded[place].baseAddress!)
        }
        guard let result = mixed.baseAddress else { return sources[0] }
        switch frames {
        case .one: return sources[0]
        case .blend(_, _, let weight):
            PixelMath.mix(
                sources[0], sources[1], weight: weight, into: result, count: plate.form.byteCount)
        case .mean: PixelMath.mean(sources, into: result, count: plate.form.byteCount)
        }
        return UnsafeRawPointer(result)
    }
}
