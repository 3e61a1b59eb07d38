import Benchmark
import BenchmarkData
import RecommenderData
import RecommenderInfluence
import Recommenders

/// π of all users on one target by the item path, a refit of 20 sweeps in single precision as the
/// command line sweeps, on all processors.
func registerInfluence() {
  for dataset in Dataset.available {
    Benchmark(
      "Influence of all users, \(dataset.name) (ratings)",
      configuration: .init(maxIterations: 3)
    ) { (benchmark, given: FittedRatings) in
      let influence = try FactorizationInfluence<Float>(
        model: MatrixFactorization(converting: given.model), ratings: given.ratings)
      benchmark.startMeasurement()
      let found = try influence.onTarget(given.ratings.itemCount / 2)
      benchmark.stopMeasurement()
      benchmark.measurement(.work, given.ratings.count)
      // The sum over ratings and the sum over users are of the same numbers.
      let (ofUsers, ofRatings) = (found.ofUsers.reduce(0, +), found.ofRatings.reduce(0, +))
      precondition(abs(ofUsers - ofRatings) <= 1e-9 * ofRatings && ofUsers > 0, "sums that differ")
      precondition(found.certificate.warning == nil, "a fit too loose to ask")
    } setup: {
      try FittedRatings(dataset, sweeps: 20)
    }
  }
}
