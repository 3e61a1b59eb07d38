import Benchmark
import BenchmarkData
import PoisoningDetection
import RecommenderData
import Tensor

/// The six detection features of all users, and the scores of the detector by principal components, on
/// all processors.
func registerFeatures() {
  for dataset in Dataset.available {
    Benchmark("Six features of all users, \(dataset.name) (ratings)") {
      (benchmark, ratings: RatingMatrix) in
      benchmark.startMeasurement()
      let found = UserFeatures(of: ratings)
      benchmark.stopMeasurement()
      benchmark.measurement(.work, ratings.count)
      // The sum over a user's ratings is their mean times their number.
      for user in stride(from: 0, to: ratings.userCount, by: 997) {
        let count = Double(ratings.byUser.range(ofRow: user).count)
        let (mean, sum) = (found[user: user, .rdma], found[user: user, .wda])
        precondition(abs(mean * count - sum) <= 1e-12 * sum, "a mean that is none")
      }
    } setup: {
      try dataset.load()
    }
    Benchmark(
      "Principal components of users, \(dataset.name) (ratings)",
      configuration: .init(maxIterations: 5)
    ) { (benchmark, ratings: RatingMatrix) in
      benchmark.startMeasurement()
      let found = try PCADetector(flagged: .share(0.05)).detect(in: ratings)
      benchmark.stopMeasurement()
      benchmark.measurement(.work, ratings.count)
      // Three orthonormal vectors have three squares' worth of loadings.
      let silent = ratings.userRatingCounts.count { $0 == 0 }
      let sum = -found.scores.reduce(0, +) - Double(silent)
      precondition(abs(sum - 3) <= 1e-9, "loadings that are not of unit vectors")
    } setup: {
      try dataset.load()
    }
  }
}
