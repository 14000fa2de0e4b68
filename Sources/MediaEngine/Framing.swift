internal import EditModel

/// How a clip is brought to the canvas.
enum Framing {
    /// Cropping that would keep less than this share of the picture gives way to a blurred backdrop.
    static let leastKeptShare = 0.45

    /// The filter graph that turns a clip's frames into planar 4:2:0 frames of the canvas's size, BT.709, limited range.
    static func filter(for footage: Footage, facts: StreamFacts, canvas: Edit.Canvas) -> String {
        let (w, h) = (canvas.width, canvas.height)
        let square = facts.pixelAspect == 1 ? "" : "scale=iw*sar:ih,setsar=1,"
        let known = ["bt709", "smpte170m", "bt470bg", "bt2020nc", "fcc", "smpte240m"].contains(facts.matrix)
        let source = known ? "" : ":in_color_matrix=" + (facts.codedHeight < 720 ? "bt601" : "bt709")
        let colour = "\(source):out_color_matrix=bt709:out_range=tv"
        let clipAspect = Double(footage.displayWidth) / Double(max(footage.displayHeight, 1))
        let canvasAspect = Double(w) / Double(h)
        let keptShare = min(clipAspect, canvasAspect) / max(clipAspect, canvasAspect)
        let cover = "force_original_aspect_ratio=increase:flags=bicubic"
        if keptShare >= leastKeptShare {
            return "\(square)scale=\(w):\(h):\(cover)\(colour),crop=\(w):\(h),setsar=1,format=yuv420p"
        }
        let small = (w: max(w / 8, 2), h: max(h / 8, 2))
        return """
            \(square)format=yuv420p,split[back][front];\
            [back]scale=\(small.w):\(small.h):\(cover)\(colour),crop=\(small.w):\(small.h),\
            boxblur=luma_radius=min(5\\,min(w\\,h)/4):luma_power=3:chroma_radius=min(2\\,min(cw\\,ch)/4):chroma_power=3,\
            scale=\(w):\(h):flags=bilinear,setsar=1,lutyuv=y=16+(val-16)*0.55[backdrop];\
            [front]scale=\(w):\(h):force_original_aspect_ratio=decrease:force_divisible_by=2:flags=bicubic\(colour),setsar=1[whole];\
            [backdrop][whole]overlay=(W-w)/2:(H-h)/2,format=yuv420p
            """
    }
}
