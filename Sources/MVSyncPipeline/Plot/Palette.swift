internal import Foundation

/// The colours of what drawings tell apart: clips, and sections that sound alike.
enum Palette {
    /// A colour for one of several, `#rrggbb`: hues spread evenly over all, each as light as the others.
    ///
    /// White is read on each (4.5 : 1 at least), and each is seen on white and on near-black (3 : 1 at least).
    static func color(_ index: Int, of count: Int) -> String {
        let hue = Double(index) / Double(max(count, 1)) * 330 + 15
        var lightness = 0.62
        var color = rgb(hue: hue, saturation: 0.52, lightness: lightness)
        while luminance(color) > mostLuminance, lightness > 0.1 {
            lightness -= 0.005
            color = rgb(hue: hue, saturation: 0.52, lightness: lightness)
        }
        return "#" + color.map { String(format: "%02x", Int(($0 * 255).rounded())) }.joined()
    }

    /// The relative luminance at which white stands out 4.5 to 1.
    private static let mostLuminance = 1.05 / 4.5 - 0.05 - 0.002

    private static func rgb(hue: Double, saturation: Double, lightness: Double) -> [Double] {
        let chroma = saturation * min(lightness, 1 - lightness)
        return [0.0, 8, 4].map { offset in
            let place = (offset + hue / 30).truncatingRemainder(dividingBy: 12)
            return lightness - chroma * max(-1, min(place - 3, 9 - place, 1))
        }
    }

    /// Relative luminance as of sRGB, 0…1.
    private static func luminance(_ rgb: [Double]) -> Double {
        let linear = rgb.map { $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }
}
