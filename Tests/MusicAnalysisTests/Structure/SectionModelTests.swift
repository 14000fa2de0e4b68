import Foundation
import SignalProcessing
import Testing

@testable import MusicAnalysis

/// Against `Fixtures/sections.json`, which `scripts/training/sections.py` makes with the weights.
@Suite("What finds sections, against NumPy and PyTorch")
struct SectionModelTests {
    struct Reference: Decodable {
        var edges: [Double]
        var curves: [[Double]]
        var answers: [[Double]]
        var likeness: [Double]
    }

    private func reference() throws -> Reference {
        let url = try #require(
            Bundle.module.url(forResource: "sections", withExtension: "json", subdirectory: "Fixtures"))
        return try JSONDecoder().decode(Reference.self, from: Data(contentsOf: url))
    }

    /// The script's song.
    private var features: SongFeatures {
        var chroma = Matrix(rows: 615, columns: 12)
        var timbre = Matrix(rows: 615, columns: 13)
        var loudness: [Float] = []
        for frame in 0..<615 {
            for column in 0..<25 {
                let cell = (frame * 37 + column * 101 + frame / 20 * column * 7) % 97
                let value = Float(cell) / 97 * ((frame / 160 + column) % 3 == 0 ? 1 : 4)
                if column < 12 { chroma[frame, column] = value } else { timbre[frame, column - 12] = value }
            }
            loudness.append(-20 + Float(frame / 80 % 5) + Float(frame * 31 % 11) / 10)
        }
        var onsets = Matrix(rows: 6150, columns: 4)
        for frame in 0..<6150 {
            for column in 0..<4 {
                let value = Float((frame * 13 + column * 29) % 50) / 50
                onsets[frame, column] = value * Float(1 + (frame / 800 + column) % 3)
            }
        }
        var registers = Matrix(rows: 6150, columns: 3)
        for frame in 0..<6150 { for column in 0..<3 { registers[frame, column] = onsets[frame, column + 1] } }
        return SongFeatures(
            duration: 61.5, onsetFrameRate: 100, onsetEnvelope: (0..<6150).map { onsets[$0, 0] },
            bandOnsets: registers, contextFrameRate: 10, chroma: chroma, timbre: timbre, loudness: loudness)
    }

    private var bars: BarFeatures {
        BarFeatures(
            features, beats: (0...120).map { Beat(time: 1 + 0.5 * Double($0), position: $0 % 4 + 1) })
    }

    @Test("the same bars and the same curves")
    func curves() throws {
        let reference = try reference()
        #expect(bars.edges.count == reference.edges.count)
        #expect(zip(bars.edges, reference.edges).allSatisfy { abs($0 - $1) < 1e-5 })
        let rows = BarCurves.rows(bars, BarSimilarity(bars))
        #expect(rows.rows == reference.curves.count)
        for (bar, expected) in reference.curves.enumerated() {
            for (column, value) in expected.enumerated() {
                #expect(abs(Double(rows[bar, column]) - value) < 2e-3, "bar \(bar), column \(column)")
            }
        }
    }

    @Test("the same answers")
    func answers() throws {
        let reference = try reference()
        var rows = Matrix(rows: reference.curves.count, columns: BarCurves.columnCount)
        for (bar, row) in reference.curves.enumerated() {
            for (column, value) in row.enumerated() { rows[bar, column] = Float(value) }
        }
        let answer = SectionModel().answer(rows)
        for (bar, expected) in reference.answers.enumerated() {
            #expect(abs(answer.begins[bar] - expected[0]) < 1e-3)
            let logits = expected.dropFirst()
            let sum = log(logits.reduce(0) { $0 + exp($1) })
            for (role, logit) in logits.enumerated() {
                #expect(abs(answer.roles[bar][role] - (logit - sum)) < 1e-3)
            }
        }
    }

    @Test("the same likeness of two sections")
    func likeness() throws {
        let values = SectionGrouping.likeness(
            0..<8, 9..<20, BarSimilarity(bars), standardizedValues(bars.loudness))
        let expected = try reference().likeness
        #expect(values.count == expected.count && values.count == SectionGrouping.likenessCount)
        for (value, other) in zip(values, expected) { #expect(abs(value - other) < 2e-3) }
    }

    @Test("songs of no, one and few bars have answers", arguments: [0, 1, 2, 5])
    func short(count: Int) {
        let answer = SectionModel().answer(Matrix(rows: count, columns: BarCurves.columnCount))
        #expect(answer.begins.count == count && answer.roles.count == count)
        #expect(answer.odds.allSatisfy { $0.isFinite } && answer.odds.count == count)
    }
}
