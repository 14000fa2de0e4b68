internal import Foundation

/// The pieces that drawings are put together from.
enum SVG {
    /// A length in tenths, without a zero that says nothing.
    static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        let sign = tenths < 0 ? "-" : ""
        return tenths % 10 == 0
            ? "\(tenths / 10)" : "\(sign)\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }

    /// How text is set.
    struct Style {
        var size = 12.0
        var color = "#6b6f7a"
        var anchor = "start"
        var isBold = false
    }

    static func text(_ content: String, _ x: Double, _ y: Double, _ style: Style = Style()) -> String {
        let anchor = style.anchor == "start" ? "" : " text-anchor=\"\(style.anchor)\""
        let weight = style.isBold ? " font-weight=\"bold\"" : ""
        return """
            <text x="\(number(x))" y="\(number(y))" font-size="\(number(style.size))" fill="\(style.color)"\(anchor)\(weight)>\
            \(Markup.escaped(content))</text>
            """
    }

    /// A filled rectangle; `more` are further attributes.
    static func rect(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, fill: String, _ more: String = ""
    ) -> String {
        """
        <rect x="\(number(x))" y="\(number(y))" width="\(number(width))" height="\(number(height))" fill="\(fill)"\
        \(more.isEmpty ? "" : " " + more)/>
        """
    }

    /// A filled rectangle that a style sheet colours.
    static func rect(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, class name: String
    ) -> String {
        """
        <rect class="\(name)" x="\(number(x))" y="\(number(y))" width="\(number(width))" height="\(number(height))"/>
        """
    }

    /// An upright line.
    static func upright(_ x: Double, _ top: Double, _ bottom: Double, color: String, _ more: String = "")
        -> String
    {
        """
        <path d="M\(number(x)) \(number(top))V\(number(bottom))" stroke="\(color)"\(more.isEmpty ? "" : " " + more)/>
        """
    }

    /// The path through points; empty for none.
    static func path(_ points: some Sequence<(x: Double, y: Double)>) -> String {
        var path = ""
        for point in points { path += "\(path.isEmpty ? "M" : "L")\(number(point.x)) \(number(point.y))" }
        return path
    }

    /// Seconds as `m:ss`.
    static func clock(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded())
        return String(format: "%d:%02d", whole / 60, whole % 60)
    }
}
