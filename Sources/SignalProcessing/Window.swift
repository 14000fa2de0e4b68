import Foundation

/// Window functions for short-time spectra.
package enum Window {
    /// The periodic Hann window, 0.5 − 0.5 cos(2πn/N), as used by scipy and librosa for spectra.
    ///
    /// - Parameter length: N, at least 1.
    package static func hann(_ length: Int) -> [Float] {
        precondition(length > 0, "a window has a length")
        if length == 1 { return [1] }
        return (0..<length).map { n in
            Float(0.5 - 0.5 * cos(2 * Double.pi * Double(n) / Double(length)))
        }
    }
}
