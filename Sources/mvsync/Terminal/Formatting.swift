import Foundation
import MVSyncPipeline

/// Seconds as people write them: `1:02.35`.
func clock(_ seconds: Double) -> String {
    let hundredths = Int((seconds * 100).rounded())
    let (minutes, rest) = (hundredths / 6000, hundredths % 6000)
    return String(format: "%d:%02d.%02d", minutes, rest / 100, rest % 100)
}

/// A number with a fixed count of decimals.
func number(_ value: Double, _ decimals: Int) -> String {
    String(format: "%.\(decimals)f", value)
}

/// A number with its sign.
func signed(_ value: Double, _ decimals: Int, plus: String) -> String {
    (value < 0 ? "−" : plus) + number(abs(value), decimals)
}

/// A share of 1 as a percentage.
func percent(_ share: Double) -> String {
    "\(Int((share * 100).rounded())) %"
}

/// A share of 1 as a little bar of five cells.
func gauge(_ share: Double) -> String {
    let full = Int((min(max(share, 0), 1) * 5).rounded())
    return String(repeating: "▮", count: full) + String(repeating: "▯", count: 5 - full)
}

/// Values over time as a row of little columns, the least one lowest.
func sparkline(_ values: [Double], columns: Int) -> String {
    guard let least = values.min(), let greatest = values.max() else { return "" }
    let count = min(columns, values.count)
    return String(
        (0..<count).map { column in
            let part = values[column * values.count / count..<(column + 1) * values.count / count]
            let mean = part.reduce(0, +) / Double(part.count)
            let step = greatest > least ? Int(((mean - least) / (greatest - least) * 7).rounded()) : 0
            return Array("▁▂▃▄▅▆▇█")[step]
        })
}

/// A path as it is typed in the current folder, where it lies in it.
func relativePath(_ path: String) -> String {
    let here = absolutePath(".")
    let prefix = here == "/" ? "/" : here + "/"
    return path.hasPrefix(prefix) && path.count > prefix.count ? String(path.dropFirst(prefix.count)) : path
}
