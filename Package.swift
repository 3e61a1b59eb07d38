// swift-tools-version: 6.2
import PackageDescription

/// Language features that every target turns on.
let base: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// Modules above `Tensor`: no unsafe code outside the files that wrap a C library, no warnings.
let strict: [SwiftSetting] =
  base + [.strictMemorySafety(), .treatAllWarnings(as: .error)]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

/// The library modules, lowest layer first; each is a product of its own.
let modules = [
  "Tensor", "TensorLearning", "RecommenderData", "Recommenders", "RecommenderInfluence",
  "PoisoningDetection", "PoisoningAttacks", "PoisoningExperiments",
]

/// Modules whose tests keep the scripts that made their reference values in `References`.
let referenceScripts: Set = [
  "Tensor", "TensorLearning", "RecommenderData", "Recommenders", "PoisoningDetection",
]

/// What the tests of a module need besides the modules.
let testSupport = [
  "Tensor": ["CKernels", "ReaderFuzzing"], "RecommenderData": ["ReaderFuzzing"],
  "Recommenders": ["CKernels"], "PoisoningDetection": ["CSVM"],
]

let package = Package(
  name: "Mithridate",
  platforms: [.macOS(.v26)],
  products: modules.map { .library(name: $0, targets: [$0]) } + [
    .library(name: "Mithridate", targets: modules),
    .executable(name: "mithridate", targets: ["mithridate"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas",
      providers: [.apt(["libopenblas-dev", "liblapacke-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CSVM", providers: [.apt(["libsvm-dev"])]),

    .target(name: "CKernels"),

    .target(name: "Tensor", dependencies: ["COpenBLAS", "CKernels"], swiftSettings: base),
    .target(name: "TensorLearning", dependencies: ["Tensor"], swiftSettings: strict),
    .target(name: "RecommenderData", dependencies: ["Tensor", "CZlib"], swiftSettings: strict),
    .target(
      name: "Recommenders",
      dependencies: ["Tensor", "TensorLearning", "RecommenderData", "CKernels"],
      swiftSettings: strict),
    .target(
      name: "RecommenderInfluence", dependencies: ["Tensor", "RecommenderData", "Recommenders"],
      swiftSettings: strict),
    .target(
      name: "PoisoningDetection", dependencies: ["Tensor", "RecommenderData", "CSVM"],
      swiftSettings: strict),
    .target(
      name: "PoisoningAttacks",
      dependencies: [
        "Tensor", "TensorLearning", "RecommenderData", "Recommenders", "RecommenderInfluence",
        "PoisoningDetection",
      ],
      swiftSettings: strict),
    .target(
      name: "PoisoningExperiments",
      dependencies: [
        "Tensor", "TensorLearning", "RecommenderData", "Recommenders", "RecommenderInfluence",
        "PoisoningDetection", "PoisoningAttacks",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "mithridate",
      dependencies: [
        "Tensor", "TensorLearning", "RecommenderData", "Recommenders", "RecommenderInfluence",
        "PoisoningDetection", "PoisoningAttacks", "PoisoningExperiments", argumentParser,
      ],
      swiftSettings: strict),
  ]
    + modules.map {
      .testTarget(
        name: "\($0)Tests",
        dependencies: (modules + testSupport[$0, default: []]).map { .byName(name: $0) },
        exclude: referenceScripts.contains($0) ? ["References"] : [],
        swiftSettings: base)
    } + [
      .testTarget(name: "mithridateTests", dependencies: ["mithridate"], swiftSettings: base),
      .target(
        name: "ReaderFuzzing", dependencies: ["Tensor", "RecommenderData"],
        path: "Tests/ReaderFuzzing", swiftSettings: base),
    ],
  swiftLanguageModes: [.v6]
)

// Only `make fuzz` builds this: libFuzzer brings its own `main`, so that nothing else can link it.
if Context.environment["MITHRIDATE_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "ReaderFuzzer", dependencies: ["ReaderFuzzing"], path: "Tests/ReaderFuzzer",
      swiftSettings: base))
}

// Only `make docs` needs the documentation plugin; clients need not resolve it.
if Context.environment["MITHRIDATE_DOCUMENTATION"] != nil {
  package.dependencies.append(
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"))
}
