// swift-tools-version: 6.2
import PackageDescription

/// Set by continuous integration: a warning in our own targets fails the build.
let warningsAreErrors = Context.environment["WARNINGS_AS_ERRORS"] == "1"

let settings: [SwiftSetting] =
    [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    ] + (warningsAreErrors ? [.treatAllWarnings(as: .error)] : [])

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let nio: [Target.Dependency] = ["NIOCore", "NIOPosix", "NIOHTTP1"].map {
    .product(name: $0, package: "swift-nio")
}
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")
let systemPackage: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")

let package = Package(
    name: "mvsync",
    products: [
        .executable(name: "mvsync", targets: ["mvsync"]),
        .library(name: "SignalProcessing", targets: ["SignalProcessing"]),
        .library(name: "MusicAnalysis", targets: ["MusicAnalysis"]),
        .library(name: "EditModel", targets: ["EditModel"]),
        .library(name: "EditPlanning", targets: ["EditPlanning"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
        .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
    ],
    targets: [
        // C libraries of the system
        .systemLibrary(name: "CFFTW", pkgConfig: "fftw3f", providers: [.apt(["libfftw3-dev"])]),
        .systemLibrary(name: "CSndFile", pkgConfig: "sndfile", providers: [.apt(["libsndfile1-dev"])]),
        .systemLibrary(name: "CEBUR128", pkgConfig: "libebur128", providers: [.apt(["libebur128-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),

        // Hearing
        .target(
            name: "SignalProcessing", dependencies: ["CFFTW", "CSndFile", "CEBUR128"],
            swiftSettings: settings),
        .target(name: "MusicAnalysis", dependencies: ["SignalProcessing"], swiftSettings: settings),

        // Deciding
        .target(name: "EditModel", swiftSettings: settings),
        .target(name: "EditPlanning", dependencies: ["MusicAnalysis", "EditModel"], swiftSettings: settings),
        .target(name: "Interchange", dependencies: ["EditModel"], swiftSettings: settings),

        .executableTarget(
            name: "feature-dump", dependencies: ["MusicAnalysis", "SignalProcessing"],
            swiftSettings: settings),

        // Seeing and rendering
        .target(
            name: "MediaEngine",
            dependencies: ["EditModel", "SignalProcessing", subprocess, systemPackage],
            swiftSettings: settings),

        // Making songs and clips from a topic
        .target(name: "Storyboarding", dependencies: ["EditModel"], swiftSettings: settings),
        .target(name: "GenerativeServices", dependencies: ["CCurl", "EditModel"], swiftSettings: settings),
        .target(
            name: "Sketching",
            dependencies: [
                "GenerativeServices", "Storyboarding", "EditModel", "MediaEngine", "MusicAnalysis",
            ],
            swiftSettings: settings),

        // The stages as one job, and the shells around it
        .target(
            name: "MVSyncPipeline",
            dependencies: [
                "CCrypto", "SignalProcessing", "MusicAnalysis", "EditModel", "EditPlanning", "Interchange",
                "MediaEngine", "Storyboarding", "GenerativeServices", "Sketching",
            ],
            swiftSettings: settings),
        .target(
            name: "Studio",
            dependencies: [
                "MVSyncPipeline", "EditModel", "GenerativeServices", hummingbird, httpTypes,
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "mvsync",
            dependencies: [
                "MVSyncPipeline", "Studio", "MusicAnalysis", "EditModel", "EditPlanning", "MediaEngine",
                "GenerativeServices", "Storyboarding",
                argumentParser,
            ],
            swiftSettings: settings),

        // Made media: for tests, and for the demonstration
        .target(
            name: "TestSupport",
            dependencies: ["SignalProcessing", "CSndFile", subprocess, systemPackage],
            swiftSettings: settings),
        .target(
            name: "LoopbackServices", dependencies: nio + ["EditModel"], swiftSettings: settings),
        .executableTarget(
            name: "loopback-services", dependencies: ["LoopbackServices", argumentParser],
            swiftSettings: settings),
        .executableTarget(
            name: "demo-media",
            dependencies: ["Sketching", "TestSupport", argumentParser],
            swiftSettings: settings),

        .testTarget(
            name: "SignalProcessingTests",
            dependencies: ["SignalProcessing", "TestSupport"],
            resources: [.copy("Fixtures")],
            swiftSettings: settings),
        .testTarget(
            name: "MusicAnalysisTests",
            dependencies: ["MusicAnalysis", "SignalProcessing", "TestSupport"],
            resources: [.copy("Fixtures")],
            swiftSettings: settings),
        .testTarget(
            name: "EditModelTests", dependencies: ["EditModel", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "EditPlanningTests",
            dependencies: ["EditPlanning", "EditModel", "MusicAnalysis", "TestSupport"],
            exclude: ["Snapshots"],
            swiftSettings: settings),
        .testTarget(
            name: "InterchangeTests", dependencies: ["Interchange", "EditModel", "TestSupport"],
            exclude: ["Snapshots"],
            swiftSettings: settings),
        .testTarget(
            name: "MediaEngineTests",
            dependencies: ["MediaEngine", "EditModel", "SignalProcessing", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "StoryboardingTests", dependencies: ["Storyboarding", "EditModel", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "GenerativeServicesTests",
            dependencies: ["GenerativeServices", "EditModel", "LoopbackServices", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "SketchingTests",
            dependencies: [
                "Sketching", "GenerativeServices", "Storyboarding", "MusicAnalysis", "SignalProcessing",
                "MediaEngine", "TestSupport",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "MVSyncPipelineTests",
            dependencies: [
                "MVSyncPipeline", "EditModel", "MusicAnalysis", "MediaEngine", "GenerativeServices",
                "Storyboarding", "LoopbackServices", "TestSupport",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "StudioTests",
            dependencies: [
                "Studio", "MVSyncPipeline", "GenerativeServices", "TestSupport", hummingbird, httpTypes,
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "mvsync", "EditModel", "GenerativeServices", "LoopbackServices", "TestSupport", subprocess,
                systemPackage,
            ],
            exclude: ["Snapshots"],
            swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
