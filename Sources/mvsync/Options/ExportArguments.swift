public import ArgumentParser
public import MVSyncPipeline

/// Formats with commas between them.
struct FormatList: ExpressibleByArgument {
    let formats: [ExportFormat]

    init?(argument: String) {
        let names = argument.lowercased().split(separator: ",")
        formats = names.compactMap { ExportFormat(rawValue: String($0)) }
        guard !formats.isEmpty, formats.count == names.count else { return nil }
    }
}

/// From where paths are named.
enum PathKind: String, ExpressibleByArgument, CaseIterable {
    case relative, absolute
}

extension ExportOptions.Markers: ExpressibleByArgument {}
