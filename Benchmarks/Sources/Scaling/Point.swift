import BenchmarkData
import RecommenderData
import Recommenders
import Tensor

/// One size at which time and memory are measured; a process measures one.
struct Point: Encodable {
  /// The number of ratings.
  let ratings: Int
  /// d.
  let rank: Int
  /// The number of users.
  let users: Int
  /// The number of items.
  let items: Int
  /// The seconds that generating the ratings took; all times are seconds of processors.
  private(set) var generationSeconds = 0.0
  /// The memory that generating them added to the process, at its peak, in bytes.
  private(set) var generationMemory = 0
  /// The flops of a sweep by the cost that `fit` states, Σ min(m²d + m³, md² + d³).
  private(set) var statedFlops = 0.0
  /// The seconds of one sweep.
  private(set) var sweepSeconds = 0.0
  /// The memory that a fit adds to the ratings, at its peak, in bytes.
  private(set) var fitMemory = 0
  /// The most memory that the process had in a fit, in bytes.
  private(set) var fitPeak = 0
  /// The scores that ranking computed.
  private(set) var scores = 0.0
  /// The seconds of ranking.
  private(set) var rankingSeconds = 0.0
  /// The memory that ranking adds to ratings and factors, at its peak, in bytes.
  private(set) var rankingMemory = 0

  /// The most users that are ranked: all lists of the largest sets take hours by any means.
  private static let rankedUsers = 2_048

  /// Generates ratings, fits and ranks.
  init(_ configuration: SyntheticRatings, rank: Int) throws {
    self.rank = rank
    ratings = configuration.ratingCount
    users = configuration.userCount
    items = configuration.itemCount
    let resident = PeakMemory.resident
    var generated: RatingMatrix?
    generationSeconds = try Stopwatch.processorSeconds { generated = try configuration.generate() }
    generationMemory = PeakMemory.peak - resident
    guard let generated else { return }
    statedFlops = stated(generated.byUser) + stated(generated.byItem)
    rankUsers(of: generated, by: try fit(generated))
  }

  private mutating func fit(_ ratings: RatingMatrix) throws -> MatrixFactorization<Double> {
    var options = FactorizationOptions(rank: rank, sweeps: 1, tolerance: 0)
    PeakMemory.reset()
    let resident = PeakMemory.resident
    var model = try MatrixFactorization<Double>.fit(ratings, options: options)
    fitPeak = PeakMemory.peak
    fitMemory = fitPeak - resident
    let before = model.report.objective
    let short = try (0..<repeats).map { _ in
      try Stopwatch.processorSeconds { model = try .fit(ratings, options: options) }
    }
    options.sweeps = 3
    let long = try (0..<repeats).map { _ in
      try Stopwatch.processorSeconds { model = try .fit(ratings, options: options) }
    }
    sweepSeconds = ((long.min() ?? 0) - (short.min() ?? 0)) / 2
    precondition(model.report.objective < before, "J rose")
    return model
  }

  private mutating func rankUsers(
    of ratings: RatingMatrix, by model: MatrixFactorization<Double>
  ) {
    let users = 0..<min(users, Self.rankedUsers)
    scores = Double(users.count) * Double(items)
    PeakMemory.reset()
    let resident = PeakMemory.resident
    let times = (0..<repeats).map { _ in
      Stopwatch.processorSeconds {
        let lists = try? model.topN(10, excluding: ratings, users: users)
        precondition(lists?[user: 0].count == 10, "a list is short")
      }
    }
    rankingSeconds = times.min() ?? 0
    rankingMemory = PeakMemory.peak - resident
  }

  /// The number of times that something is timed; the least time counts.
  private var repeats: Int { ratings < 1_000_000 ? 5 : 2 }

  private func stated(_ rows: SparseMatrix<Double>) -> Double {
    let d = Double(rank)
    return (0..<rows.rows).reduce(0.0) { sum, row in
      let m = Double(rows.range(ofRow: row).count)
      return sum + min(m * m * d + m * m * m, m * d * d + d * d * d)
    }
  }
}
