import Benchmark
import EditModel
import EditPlanning
import Foundation
import MusicAnalysis
import SignalProcessing

/// Four minutes of made music: a kick on every beat, noise on every other, a chord that changes with the bars.
private func madeSong(seconds: Double = 240, rate: Double = 44_100) -> [Float] {
    var state: UInt64 = 1
    var samples = [Float](repeating: 0, count: Int(seconds * rate))
    for index in samples.indices {
        let time = Double(index) / rate
        let beat = Int(time * 2)
        let since = time - Double(beat) / 2
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let noise = Double(Int64(bitPattern: state) >> 40) / Double(1 << 23)
        let root = [110.0, 87.3, 130.8, 98.0][beat / 8 % 4]
        let kick = exp(-since * 25) * sin(2 * .pi * 60 * since)
        let snare = beat % 2 == 1 ? exp(-since * 30) * noise * 0.4 : 0
        samples[index] = Float(0.5 * kick + snare + 0.1 * sin(2 * .pi * root * time))
    }
    return samples
}

/// Samples in memory as a source.
private struct MemorySource: SampleSource {
    let sampleRate: Double
    let channelCount = 1
    let samples: [Float]
    var position = 0

    mutating func read(_ count: Int, into buffer: inout [Float], meter: LoudnessMeter?) -> Int {
        let end = min(position + count, samples.count)
        buffer.append(contentsOf: samples[position..<end])
        meter?.add(Array(samples[position..<end]), frames: end - position)
        defer { position = end }
        return end - position
    }
}

/// The song as a file in the temporary folder, so that reading is timed on a real one.
private func writtenSong(_ source: MemorySource) -> String {
    let bytes = UInt32(source.samples.count * 2)
    var wave = Data("RIFF".utf8)
    func append<Value: FixedWidthInteger>(_ value: Value) {
        withUnsafeBytes(of: value.littleEndian) { wave.append(contentsOf: $0) }
    }
    append(36 + bytes)
    wave.append(contentsOf: "WAVEfmt ".utf8)
    append(UInt32(16))
    append(UInt16(1))
    append(UInt16(1))
    append(UInt32(source.sampleRate))
    append(UInt32(source.sampleRate) * 2)
    append(UInt16(2))
    append(UInt16(16))
    wave.append(contentsOf: "data".utf8)
    append(bytes)
    for sample in source.samples { append(Int16(max(-1, min(1, sample)) * 32_767)) }
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("mvsync-benchmark.wav")
    try? wave.write(to: file)
    return file.path
}

/// Reads a song from beginning to end.
private func decode(_ path: String) throws {
    let reader = try AudioFileReader(path: path)
    var buffer: [Float] = []
    while try reader.read(65_536, into: &buffer) > 0 { buffer.removeAll(keepingCapacity: true) }
    blackHole(buffer)
}

/// Six clips of five seconds.
private let clips = (1...6).map { number in
    Footage(
        path: "/clips/\(number).mp4", contentHash: "", duration: 5, frameCount: 120, framesPerSecond: 24,
        isVariableFrameRate: false, displayWidth: 1280, displayHeight: 720, rotation: 0, pixelAspect: 1,
        isHDR: false, codec: "h264", motion: [Float](repeating: 0.5, count: 120), cuts: [], warnings: [])
}

let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [.wallClock, .cpuTotal], maxDuration: .seconds(10), maxIterations: 20)
    let source = MemorySource(sampleRate: 44_100, samples: madeSong())
    guard let features = try? FeatureExtractor().extract(from: source, onProgress: { _ in }),
        let analysis = try? SongAnalyzer().analyze(source, onProgress: { _ in })
    else { return }

    let path = writtenSong(source)
    Benchmark("Decode 240 s of 16-bit WAV") { _ in try decode(path) }
    // Other codecs are timed on a file that is named in the environment.
    if let song = ProcessInfo.processInfo.environment["MVSYNC_BENCHMARK_SONG"] {
        Benchmark("Decode \((song as NSString).lastPathComponent)") { _ in try decode(song) }
    }
    Benchmark("STFT of 240 s, 100 frames a second") { _ in
        let length = Spectrum.windowLength(nearest: 0.046, at: source.sampleRate)
        var spectrum = Spectrum(windowLength: length)
        var stream = FrameStream(source, frameRate: 100, margin: length / 2)
        var power = [Float](repeating: 0, count: spectrum.binCount)
        var frame = 0
        while try stream.move(toFrame: frame) {
            stream.withSamples(-length / 2..<length / 2) { spectrum.power(of: $0, into: &power) }
            frame += 1
        }
        blackHole(power)
    }
    Benchmark("Features (STFT, onset envelope, chroma, timbre) of 240 s") { _ in
        blackHole(try FeatureExtractor().extract(from: source, onProgress: { _ in }))
    }
    Benchmark("Onsets of 240 s") { _ in
        blackHole(OnsetPicker().onsets(in: features.onsetEnvelope, frameRate: features.onsetFrameRate))
    }
    Benchmark("Rhythm (onsets, tempo, beats, bars) of 240 s") { _ in
        blackHole(RhythmAnalyzer().analyze(features))
    }
    Benchmark("Structure (self-similarity, novelty, sections) of 240 s") { _ in
        blackHole(StructureAnalyzer().analyze(features, beats: analysis.beats))
    }
    Benchmark("Plan of 240 s from 6 clips") { _ in
        blackHole(
            try EditPlanner().plan(
                song: analysis,
                reference: .init(path: "/song.wav", contentHash: "", duration: 240, bpm: analysis.tempo.bpm),
                footage: clips, style: EditStyle(), seed: 1))
    }
}
