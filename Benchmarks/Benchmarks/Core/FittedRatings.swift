import BenchmarkData
import RecommenderData
import Recommenders

/// Ratings with a model that was fitted to them, made once for all iterations of a benchmark.
struct FittedRatings {
  let ratings: RatingMatrix
  let model: MatrixFactorization<Double>

  /// Loads the ratings and runs so many sweeps at rank 64.
  init(_ dataset: Dataset, sweeps: Int) throws {
    ratings = try dataset.load()
    model = try .fit(ratings, options: FactorizationOptions(sweeps: sweeps, tolerance: 0))
  }
}
