import Benchmark
import BenchmarkData
import RecommenderData
import Recommenders

/// Five ALS sweeps at rank 64, with the checks and the report of a fit, on all processors.
func registerFactorization() {
  for dataset in Dataset.available {
    Benchmark("ALS, 5 sweeps, \(dataset.name) (ratings)") { (benchmark, given: FittedRatings) in
      let options = FactorizationOptions(sweeps: 5, tolerance: 0)
      benchmark.startMeasurement()
      let model = try MatrixFactorization<Double>.fit(
        given.ratings, options: options, start: given.model.factors)
      benchmark.stopMeasurement()
      benchmark.measurement(.work, 5 * given.ratings.count)
      let objectives = [given.model.report.objective] + model.report.objectives
      precondition(zip(objectives, objectives.dropFirst()).allSatisfy(>), "J rose")
    } setup: {
      try FittedRatings(dataset, sweeps: 1)
    }
  }
}
