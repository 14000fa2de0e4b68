internal import Foundation

/// The colours of a scene.
struct Palette: Sendable {
    /// The sky at its top.
    var zenith: Color
    /// The sky at the horizon.
    var horizon: Color
    /// What shines: the sun, the moon, lamps behind houses.
    var glow: Color
    /// Land that is far away.
    var far: Color
    /// Land that is near.
    var near: Color
    /// What is to be seen: a coat, a sign, a light.
    var accent: Color
    /// Whether stars and lamps show.
    var isDark: Bool

    /// The hours and weathers that have colours of their own.
    enum Hour: CaseIterable, Sendable {
        case night, dusk, dawn, day, rain, neon
    }

    /// The colours of an hour.
    init(_ hour: Hour) {
        switch hour {
        case .night:
            self.init(0x0A1030, 0x44589A, 0xBFD0FF, 0x2B345F, 0x070A18, 0xFFC872, isDark: true)
        case .dusk:
            self.init(0x43356F, 0xFF8456, 0xFFC27A, 0x8F5068, 0x1C1430, 0xFFD98A, isDark: false)
        case .dawn:
            self.init(0x5D6FB8, 0xFFB583, 0xFFE0A8, 0xB97C90, 0x1D2244, 0xFF7E79, isDark: false)
        case .day:
            self.init(0x3B8BD4, 0xDDEFF2, 0xFFF4CC, 0x86B5A6, 0x1B5142, 0xE4572E, isDark: false)
        case .rain:
            self.init(0x27323F, 0x84919C, 0xC9D6DE, 0x55626D, 0x10161C, 0xF2B950, isDark: false)
        case .neon:
            self.init(0x12082E, 0x83307F, 0xFF6AB0, 0x3A2266, 0x0B0718, 0x49E2F2, isDark: true)
        }
    }

    private init(
        _ zenith: UInt32, _ horizon: UInt32, _ glow: UInt32, _ far: UInt32, _ near: UInt32, _ accent: UInt32,
        isDark: Bool
    ) {
        self.zenith = rgb(zenith)
        self.horizon = rgb(horizon)
        self.glow = rgb(glow)
        self.far = rgb(far)
        self.near = rgb(near)
        self.accent = rgb(accent)
        self.isDark = isDark
    }

    /// The same with all hues turned by an angle in degrees; greys stay.
    func turned(_ degrees: Float) -> Palette {
        var palette = self
        palette.zenith = turned(zenith, degrees)
        palette.horizon = turned(horizon, degrees)
        palette.far = turned(far, degrees)
        palette.near = turned(near, degrees)
        palette.glow = turned(glow, degrees / 3)
        return palette
    }

    /// A turn about the axis of greys (Rodrigues' formula).
    private func turned(_ color: Color, _ degrees: Float) -> Color {
        let angle = degrees * .pi / 180
        let grey = Color(repeating: (color.sum()) / 3)
        let side = Color(color.z - color.y, color.x - color.z, color.y - color.x) * Float(0.57735)
        let result = grey + (color - grey) * cos(angle) + side * sin(angle)
        return result.clamped(lowerBound: Color(repeating: 0), upperBound: Color(repeating: 2))
    }

    /// Colours that prompts name.
    static let named: [String: UInt32] = [
        "red": 0xE0392F, "blue": 0x2F6FDE, "green": 0x2FA45A, "yellow": 0xF5C83A, "orange": 0xF08A2C,
        "purple": 0x8A4FCB, "violet": 0x8A4FCB, "pink": 0xF27BA5, "white": 0xF2EFE8, "black": 0x17151D,
        "golden": 0xE8B04A, "gold": 0xE8B04A, "silver": 0xB8C2CC, "brown": 0x7A4B2C, "grey": 0x7C8088,
        "gray": 0x7C8088, "turquoise": 0x2FC0B8, "teal": 0x1F8A88,
    ]
}
