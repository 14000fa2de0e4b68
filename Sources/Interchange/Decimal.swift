internal import Foundation

/// A number in decimal notation with a point, whatever the user's language.
///
/// - Parameter places: Digits behind the point.
func decimal(_ value: Double, places: Int) -> String {
    String(format: "%.\(places)f", locale: Locale(identifier: "en_US_POSIX"), value)
}
