public import Foundation

/// Why a job stands still, though nothing is wrong with it: it is saved, and can be gone on with.
public struct GenerationStop: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kinds of stops.
    public enum Kind: Sendable {
        /// An allowance is used up.
        case quota
        /// As much was ordered as the user allowed.
        case budget
        /// Nobody answers where a service should be.
        case unreachable
        /// A service cannot just now, or is not done yet.
        case later
        /// Something may have been ordered, and nobody can tell.
        case unknown
    }

    /// The kind of stop.
    public let kind: Kind

    /// A full sentence or two: what stands still, and how to go on.
    public let description: String

    /// When to come back; nil where nobody knows.
    public let resumeAt: Date?

    init(_ kind: Kind, _ description: String, resumeAt: Date? = nil) {
        self.kind = kind
        self.description = description
        self.resumeAt = resumeAt
    }

    /// A stop with how to go on behind it.
    package init(continuing stop: GenerationStop, _ others: String, _ advice: String) {
        self.init(stop.kind, "\(stop.description)\(others) \(advice)", resumeAt: stop.resumeAt)
    }

    /// When to come back, with a blank before it, such as ` after 2026-11-26 00:00 UTC`; empty where nobody knows.
    package var when: String {
        guard let resumeAt else { return "" }
        let style = Date.ISO8601FormatStyle(dateSeparator: .dash, dateTimeSeparator: .space, timeZone: .gmt)
        return
            " after \(resumeAt.formatted(style.year().month().day().time(includingFractionalSeconds: false))) UTC"
    }
}
