// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "mvsync-benchmarks",
    dependencies: [
        .package(name: "mvsync", path: ".."),
        .package(url: "https://github.com/ordo-one/benchmark", exact: "1.38.1", traits: []),
    ],
    targets: [
        .executableTarget(
            name: "Stages",
            dependencies: [
                .product(name: "Benchmark", package: "benchmark"),
                .product(name: "EditModel", package: "mvsync"),
                .product(name: "EditPlanning", package: "mvsync"),
                .product(name: "MusicAnalysis", package: "mvsync"),
                .product(name: "SignalProcessing", package: "mvsync"),
            ],
            path: "Benchmarks/Stages",
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
    ],
    swiftLanguageModes: [.v6]
)
