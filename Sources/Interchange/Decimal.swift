internal import Foundation

/// A number in decimal notation with a point, whatever the user's language.
///
/// - Parameter places: Digits behind the point.
func decimal(_ value: Double, places: Int) -> String {
    String(format: "%.\(places)f", locale: Locale(identifier: "en_US_POSIX"), value)
}

/// A number in decimal notation without zeros at its end.
///
/// - Parameter places: The most digits behind the point.
func shortDecimal(_ value: Double, places: Int) -> String {
    let text = decimal(value, places: places)
    guard text.contains(".") else { return text }
    let kept = text.prefix(text.count - text.reversed().prefix { $0 == "0" }.count)
    let number = kept.hasSuffix(".") ? kept.dropLast() : kept
    return number == "-0" ? "0" : String(number)
}
