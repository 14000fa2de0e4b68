extension CutList.Marker.Colour {
    /// The colour as `#rrggbb`.
    var code: String {
        switch self {
        case .red: "#da4453"
        case .pink: "#ee6fa8"
        case .orange: "#f67400"
        case .yellow: "#fdbc4b"
        case .green: "#1cdc9a"
        case .cyan: "#1abc9c"
        case .blue: "#3daee9"
        case .purple: "#9b59b6"
        case .magenta: "#c74ba7"
        case .white: "#eff0f1"
        }
    }
}
