public import SignalProcessing

/// What is measured of a song before anything is decided: the input of rhythm and structure.
///
/// Frame `i` of a matrix or list with frame rate `r` is centred on second `i / r`.
public struct SongFeatures: Sendable, Equatable {
    /// The length of the song in seconds, from the count of decoded samples.
    public var duration: Double

    /// Frames per second of the onset envelopes; 100.
    public var onsetFrameRate: Double

    /// Onset strength per frame: vibrato-suppressed spectral flux over mel bands, not negative, whatever the song's gain.
    public var onsetEnvelope: [Float]

    /// Onset strength by register, one row per frame: low (below 250 Hz), middle, high (above 3 kHz).
    public var bandOnsets: Matrix

    /// Frames per second of `chroma`, `timbre` and `loudness`; 10.
    public var contextFrameRate: Double

    /// Pitch-class energy, frames × 12 from C, each row scaled to a greatest value of 1 (all 0 in silence).
    public var chroma: Matrix

    /// Mel-frequency cepstral coefficients, frames × 13.
    public var timbre: Matrix

    /// Loudness in decibels relative to full scale, one value per context frame, not below −100.
    public var loudness: [Float]

    /// Loudness by EBU R128, measured over all channels.
    public var metered = Loudness()

    /// Where the spectrum's weight lies on the mel scale, from 30 Hz (0) to 10 kHz (1); 0 in silence.
    ///
    /// One value per context frame; empty where it was not measured.
    public var brightness: [Float] = []

    /// Learned probabilities of a beat and of a downbeat, one row per onset frame; no rows where nothing was learned.
    public var activations: Matrix

    /// How likely each of ``ActivationNetwork/tempi`` is, as learned; empty where nothing was learned.
    public var tempi: [Float] = []

    /// Where someone sings, as learned; empty where nothing was learned.
    package var voice = VoiceActivity(values: [], frameRate: 20)

    /// Creates features from their parts.
    public init(
        duration: Double, onsetFrameRate: Double, onsetEnvelope: [Float], bandOnsets: Matrix,
        contextFrameRate: Double, chroma: Matrix, timbre: Matrix, loudness: [Float],
        activations: Matrix = Matrix(rows: 0, columns: 2)
    ) {
        self.duration = duration
        self.onsetFrameRate = onsetFrameRate
        self.onsetEnvelope = onsetEnvelope
        self.bandOnsets = bandOnsets
        self.contextFrameRate = contextFrameRate
        self.chroma = chroma
        self.timbre = timbre
        self.loudness = loudness
        self.activations = activations
    }
}
