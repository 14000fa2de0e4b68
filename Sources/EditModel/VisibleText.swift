/// A text for people on a single line: characters that steer a terminal, break the line or turn the direction of
/// writing are shown as their code, such as `\u{1b}`, a line feed as `\n`.
///
/// File names, edit files and other programs may say anything; none of it may reach a terminal raw.
package func visible(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        if scalar == "\n" {
            result += "\\n"
        } else if isSteering(scalar) {
            result += "\\u{\(String(scalar.value, radix: 16))}"
        } else {
            result.unicodeScalars.append(scalar)
        }
    }
    return result
}

private func isSteering(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    // Embeddings, overrides and isolates of writing direction.
    default: (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    }
}
