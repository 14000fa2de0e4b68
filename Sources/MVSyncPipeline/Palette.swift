internal import Foundation

/// The colours of what drawings tell apart: clips, and sections that sound alike.
enum Palette {
    /// A colour for one of several: hues spread evenly over all, the bright ones darkened, so that white is read on each.
    static func color(_ index: Int, of count: Int) -> String {
        let hue = Int((Double(index) / Double(max(count, 1)) * 330 + 15).rounded())
        return "hsl(\(hue) \((45...185).contains(hue) ? "48% 44%" : "58% 56%"))"
    }
}
