// swift-tools-version: 6.2
import PackageDescription

/// Language features that every target turns on.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let mithridate = Target.Dependency.product(name: "Mithridate", package: "Mithridate")

let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v26)],
  dependencies: [
    .package(name: "Mithridate", path: ".."),
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    // The package's own C module is no product; this one serves the direct calls beside ours.
    .systemLibrary(
      name: "COpenBLASDirect", pkgConfig: "openblas",
      providers: [.apt(["libopenblas-dev", "liblapacke-dev"])]),
    .systemLibrary(name: "CMalloc"),
    .target(
      name: "BenchmarkData", dependencies: [mithridate, "COpenBLASDirect", "CMalloc"],
      swiftSettings: settings),

    // What the harness times; it looks for executables in a folder called Benchmarks.
    .executableTarget(
      name: "Core",
      dependencies: [
        mithridate, "BenchmarkData", .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "Benchmarks/Core", swiftSettings: settings,
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),

    // What has to be measured in another way: side by side, under valgrind, in fresh processes.
    .executableTarget(
      name: "Overhead", dependencies: [mithridate, "BenchmarkData", "COpenBLASDirect"],
      swiftSettings: settings),
    .executableTarget(
      name: "PeerDriver", dependencies: [mithridate, "BenchmarkData"], swiftSettings: settings),
    .executableTarget(
      name: "Check", dependencies: [mithridate, "BenchmarkData"], swiftSettings: settings),
    .executableTarget(
      name: "Scaling", dependencies: [mithridate, "BenchmarkData"], swiftSettings: settings),
    .executableTarget(name: "LokiDefaults", dependencies: [mithridate], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
