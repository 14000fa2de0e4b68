import Foundation
import SignalProcessing
import Testing

@testable import MusicAnalysis

/// Against `Fixtures/activations.json`, which `scripts/training/export.py` makes with the weights.
@Suite("Network against PyTorch")
struct ActivationNetworkTests {
    struct Reference: Decodable {
        var frames: Int
        var beat: [Float]
        var downbeat: [Float]
        var tempi: [Float]
    }

    /// The script's input.
    private func value(_ t: Int, _ b: Int) -> Float {
        (t / 25 + b) % 3 == 0 ? Float((t * 37 + b * 101 + t * b * 7) % 997) / 997 * 4 : 0
    }

    @Test("The same numbers")
    func numbers() throws {
        let url = try #require(
            Bundle.module.url(forResource: "activations", withExtension: "json", subdirectory: "Fixtures"))
        let reference = try JSONDecoder().decode(Reference.self, from: Data(contentsOf: url))
        let answer = ActivationNetwork().answer(frameCount: reference.frames) { frame, row in
            for band in 0..<row.count { row[band] = value(frame, band) }
        }
        let logits = answer.logits
        #expect(logits.rows == reference.beat.count)
        var gap: Float = 0
        for frame in 0..<min(logits.rows, reference.beat.count) {
            gap = max(gap, abs(logits[frame, 0] - reference.beat[frame]))
            gap = max(gap, abs(logits[frame, 1] - reference.downbeat[frame]))
        }
        #expect(gap < 1e-4)
        #expect(answer.tempi.count == reference.tempi.count)
        #expect(zip(answer.tempi, reference.tempi).allSatisfy { abs($0 - $1) < 1e-5 })
    }

    @Test("Songs of no, one and few frames", arguments: [0, 1, 2, 3, 7])
    func short(count: Int) {
        let answer = ActivationNetwork().answer(frameCount: count) { frame, row in
            for band in 0..<row.count { row[band] = value(frame, band) }
        }
        #expect(answer.logits.rows == (count + 1) / 2)
        #expect((answer.logits.values + answer.tempi).allSatisfy { $0.isFinite })
    }

    @Test("Silence is all zeros, and any gain gives the same input")
    func gain() {
        let silence = MelBands(magnitudes: Matrix(rows: 3, columns: MelBands.bandCount))
        var row = [Float](repeating: 1, count: MelBands.bandCount)
        silence.write(1, to: &row)
        #expect(row.allSatisfy { $0 == 0 })

        var song = Matrix(rows: 50, columns: MelBands.bandCount)
        for index in song.values.indices { song.values[index] = value(index / 48, index % 48) }
        var loud = song
        for index in loud.values.indices { loud.values[index] *= 4 }
        var other = row
        for frame in 0..<song.rows {
            MelBands(magnitudes: song).write(frame, to: &row)
            MelBands(magnitudes: loud).write(frame, to: &other)
            #expect(row == other)
        }
    }
}
