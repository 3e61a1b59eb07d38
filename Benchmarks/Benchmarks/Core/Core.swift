import Benchmark

/// Registers the benchmarks, one file a subject.
///
/// A name ends with the unit of work, in parentheses, and each benchmark says how much of it an
/// iteration does: the table divides it by the time.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .work], timeUnits: .nanoseconds, units: [.work: .count],
    warmupIterations: 1, maxDuration: .seconds(5), maxIterations: 100)
  registerRowSolves()
  registerFactorization()
  registerRanking()
  registerRandomWalk()
  registerInfluence()
  registerFeatures()
  registerReading()
  registerSupportVectors()
  registerNextItem()
}

extension BenchmarkMetric {
  /// How many units of work an iteration does.
  static let work = BenchmarkMetric.custom("work", polarity: .prefersLarger)
}
