internal import EditModel
internal import Foundation

/// Words and numbers of a page.
extension EditPage {
    /// Seconds as `m:ss.t`.
    static func clock(_ seconds: Double) -> String {
        let tenths = Int((seconds * 10).rounded())
        return String(format: "%d:%02d.%d", tenths / 600, tenths / 10 % 60, tenths % 10)
    }

    /// Seconds to a tenth of a millisecond, for a script.
    static func number(_ seconds: Double) -> String { String(format: "%.4f", seconds) }

    /// A share of 1 as a percentage.
    static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

    /// A file's name as a relative address, in which nothing is taken for a scheme, a query or a folder.
    static func address(of name: String) -> String {
        let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
        return "./"
            + name.utf8.map { byte in
                plain.contains(byte)
                    ? String(UnicodeScalar(byte)) : String(format: "%%%02X", Int(byte))
            }.joined()
    }

    /// Where a frame is: its time, and its bar and beat where the song has them.
    func place(ofFrame frame: Int) -> String {
        let time = Self.clock(edit.frameRate.seconds(ofFrame: frame))
        return time + (edit.position(ofFrame: frame).map { " · bar \($0.bar).\($0.beat)" } ?? "")
    }

    /// How long a shot is, in seconds and in beats where it has some.
    func length(of shot: Shot) -> String {
        let seconds = String(format: "%.2f s", edit.frameRate.seconds(ofFrame: shot.frameCount))
        let beats = edit.beats.count { shot.startFrame <= $0.frame && $0.frame < shot.endFrame }
        return beats > 0 ? "\(seconds), \(beats) beat\(beats == 1 ? "" : "s")" : seconds
    }
}
