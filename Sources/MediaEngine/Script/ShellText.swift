internal import EditModel

/// Text that a shell takes for what it is.
enum ShellText {
    /// A word in quotes: whatever it holds, it stays one word and is taken literally.
    static func quoted(_ word: String) -> String {
        "'" + word.replacing("'", with: #"'\''"#) + "'"
    }

    /// Lines of a comment; whatever the text holds, no line of it is anything else.
    static func comment(_ text: String) -> String { "# " + visible(text) }
}
