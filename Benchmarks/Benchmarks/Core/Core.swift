import Benchmark

/// Registers the benchmarks, one file a subject.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .throughput, .peakMemoryResident],
    warmupIterations: 1, maxDuration: .seconds(3), maxIterations: 200)
  registerRowSolves()
  registerFactorization()
  registerRanking()
}
