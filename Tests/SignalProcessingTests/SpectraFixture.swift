import Foundation
import Testing

/// The values of `Fixtures/spectra.json`, which `scripts/reference/spectra.py` makes.
struct SpectraFixture: Decodable {
    struct Filters: Decodable, Sendable, CustomTestStringConvertible {
        struct Row: Decodable {
            var first: Int
            var weights: [Float]
        }

        var bands: Int
        var low: Double
        var high: Double
        var windowLength: Int
        var sampleRate: Double
        var centres: [Double]
        var rows: [Row]

        var testDescription: String { "\(bands) bands, \(windowLength) at \(Int(sampleRate)) Hz" }

        /// A row's weights over all bins.
        func dense(_ row: Int) -> [Float] {
            let support = rows[row]
            var dense = [Float](repeating: 0, count: windowLength / 2 + 1)
            for (offset, weight) in support.weights.enumerated() { dense[support.first + offset] = weight }
            return dense
        }
    }

    struct Power: Decodable {
        var seed: UInt64
        var values: [Float]
    }

    var hann: [String: [Float]]
    var power: Power
    var mel: [Filters]

    static func load() throws -> SpectraFixture {
        let url = try #require(
            Bundle.module.url(forResource: "spectra", withExtension: "json", subdirectory: "Fixtures"))
        return try JSONDecoder().decode(SpectraFixture.self, from: Data(contentsOf: url))
    }
}
