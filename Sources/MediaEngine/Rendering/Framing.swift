internal import EditModel

/// How a clip is brought to the canvas.
enum Framing {
    /// The filter graph that turns a clip's frames into those of a plate.
    static func filter(for plate: FrameMap.Plate, of edit: Edit, facts: StreamFacts) -> String {
        let clip = edit.clips[plate.clip]
        let filter =
            plate.part.map { Self.filter(for: $0, of: clip, facts: facts) }
            ?? Self.filter(for: clip, facts: facts, canvas: edit.canvas)
        return plate.madeRate.map { "\(filter)," + Self.filter(makingFramesAt: $0) } ?? filter
    }

    /// The filter graph that turns a clip's frames into planar 4:2:0 frames of the canvas's size, BT.709, limited range.
    static func filter(for footage: Footage, facts: StreamFacts, canvas: Edit.Canvas) -> String {
        let (w, h) = (canvas.width, canvas.height)
        let (square, colour) = (square(facts), colour(facts))
        let cover = "force_original_aspect_ratio=increase:flags=bicubic"
        if footage.keptShare(on: canvas) >= Footage.leastKeptShare {
            return "\(square)scale=\(w):\(h):\(cover)\(colour),crop=\(w):\(h),setsar=1,format=yuv420p"
        }
        // The backdrop is cropped before it is scaled, and the whole never gets thinner than two pixels: however thin a
        // clip is, no picture on the way is larger than the clip or the canvas.
        let small = (w: max(w / 8, 2), h: max(h / 8, 2))
        let shape = "crop=w=max(1\\,min(iw\\,ih*\(w)/\(h))):h=max(1\\,min(ih\\,iw*\(h)/\(w))):exact=1"
        let whole = wholeSize(aspect: footage.displayAspect, in: canvas)
        return """
            \(square)format=yuv420p,split[back][front];\
            [back]\(shape),scale=\(small.w):\(small.h):flags=bicubic\(colour),\
            boxblur=luma_radius=min(5\\,min(w\\,h)/4):luma_power=3:chroma_radius=min(2\\,min(cw\\,ch)/4):chroma_power=3,\
            scale=\(w):\(h):flags=bilinear,setsar=1,lutyuv=y=16+(val-16)*0.55[backdrop];\
            [front]scale=\(whole.w):\(whole.h):flags=bicubic\(colour),setsar=1[whole];\
            [backdrop][whole]overlay=(W-w)/2:(H-h)/2,format=yuv420p
            """
    }

    /// The filter graph that cuts a part out of a clip's picture and scales it, in the same colours.
    static func filter(for part: FrameMap.Part, of footage: Footage, facts: StreamFacts) -> String {
        let (w, h) = (max(footage.displayWidth, 1), max(footage.displayHeight, 1))
        // In shares of the picture as it is decoded, which need not be what its container says.
        return """
            \(square(facts))crop=w=max(1\\,iw*\(part.width)/\(w)):h=max(1\\,ih*\(part.height)/\(h)):\
            x=iw*\(part.x)/\(w):y=ih*\(part.y)/\(h):exact=1,\
            scale=\(part.scaledWidth):\(part.scaledHeight):flags=bicubic\(colour(facts)),setsar=1,format=yuv420p
            """
    }

    /// The filter that makes frames between those of a clip by following movement, but not across cuts.
    ///
    /// - Parameter rate: The rate of what it makes, in thousandths of a frame a second; the first is the clip's first.
    static func filter(makingFramesAt rate: Int) -> String {
        // It looks at four frames at a time, and makes none after the last but one: the last is there a few times more.
        "setpts=PTS-STARTPTS,tpad=stop_mode=clone:stop=8,minterpolate=fps=\(rate)/1000:mi_mode=mci"
    }

    private static func square(_ facts: StreamFacts) -> String {
        facts.pixelAspect == 1 ? "" : "scale=iw*sar:ih,setsar=1,"
    }

    /// The options of a scaler that takes a clip's colours for what they are.
    private static func colour(_ facts: StreamFacts) -> String {
        let known = ["bt709", "smpte170m", "bt470bg", "bt2020nc", "fcc", "smpte240m"].contains(facts.matrix)
        let source = known ? "" : ":in_color_matrix=" + (facts.codedHeight < 720 ? "bt601" : "bt709")
        return "\(source):out_color_matrix=bt709:out_range=tv"
    }

    /// The largest size of a shape that fits into a canvas, in even numbers.
    private static func wholeSize(aspect: Double, in canvas: Edit.Canvas) -> (w: Int, h: Int) {
        let (w, h) = (Double(canvas.width), Double(canvas.height))
        func even(_ side: Double) -> Int { max(Int((side / 2).rounded()) * 2, 2) }
        return aspect > w / h ? (canvas.width, even(w / aspect)) : (even(h * aspect), canvas.height)
    }
}
