import Foundation

/// The numbers of a trained network: a JSON header of names and shapes, then 32-bit floats, little endian.
///
/// Written by `scripts/training/export.py`; the output channel varies fastest.
struct NetworkWeights: Sendable {
    /// What the file says of itself.
    struct Header: Decodable, Sendable {
        /// One list of weights.
        struct Tensor: Decodable, Sendable {
            var name: String
            var shape: [Int]
        }

        /// The version of the recipe that the training songs were made by.
        var recipe: Int
        /// The seed of the training.
        var seed: Int
        /// The day of the training.
        var date: String
        /// The lists, in the order of the file.
        var tensors: [Tensor]
    }

    /// What the file says of itself.
    let header: Header

    private let lists: [String: [Float]]

    /// The network that hears beats and downbeats, as it was shipped.
    static let beats = NetworkWeights(base64: BeatsWeights.base64)

    /// What finds sections, as it was shipped.
    static let sections = NetworkWeights(base64: SectionWeights.base64)

    /// The network that hears singing, as it was shipped.
    static let voice = NetworkWeights(base64: VoiceWeights.base64)

    /// Reads a file of weights that was made text of.
    private init(base64: String) {
        guard let data = Data(base64Encoded: base64) else { preconditionFailure("weights are base64") }
        self.init(bytes: [UInt8](data))
    }

    /// Reads a file of weights; one that is not whole is a fault of the build.
    init(bytes: [UInt8]) {
        func word(_ offset: Int) -> UInt32 {
            (0..<4).reduce(0) { $0 | UInt32(bytes[offset + $1]) << UInt32(8 * $1) }
        }
        precondition(bytes.count > 4, "weights have a header")
        let start = 4 + Int(word(0))
        guard start <= bytes.count,
            let header = try? JSONDecoder().decode(Header.self, from: Data(bytes[4..<start]))
        else { preconditionFailure("weights have a header") }
        var lists: [String: [Float]] = [:]
        var offset = start
        for tensor in header.tensors {
            let count = tensor.shape.reduce(1, *)
            precondition(offset + 4 * count <= bytes.count, "weights are whole")
            lists[tensor.name] = (0..<count).map { Float(bitPattern: word(offset + 4 * $0)) }
            offset += 4 * count
        }
        precondition(offset == bytes.count, "weights are whole")
        self.header = header
        self.lists = lists
    }

    /// Whether there is a list of a name.
    func has(_ name: String) -> Bool { lists[name] != nil }

    /// The shape of a list.
    func shape(_ name: String) -> [Int] {
        guard let tensor = header.tensors.first(where: { $0.name == name }) else {
            preconditionFailure("the network has weights named \(name)")
        }
        return tensor.shape
    }

    /// A list of a known length.
    func list(_ name: String, count: Int) -> [Float] {
        guard let list = lists[name], list.count == count else {
            preconditionFailure("the network has \(count) weights named \(name)")
        }
        return list
    }

    /// A list of a known length in groups of eight output channels.
    func groups(_ name: String, count: Int) -> [SIMD8<Float>] {
        let values = list(name, count: count)
        return stride(from: 0, to: count, by: 8).map { base in
            var group = SIMD8<Float>.zero
            for lane in 0..<8 { group[lane] = values[base + lane] }
            return group
        }
    }
}
