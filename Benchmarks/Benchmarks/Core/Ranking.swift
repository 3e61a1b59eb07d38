import Benchmark
import RecommenderData
import Recommenders
import Tensor

/// Top-10 lists of all users at rank 64, on all processors.
func registerRanking() {
  for preset in [SyntheticRatings.Preset.music, .yelp] {
    Benchmark("Top-10 of all users, \(preset) preset") { benchmark in
      let ratings = try preset.configuration.generate()
      let model = try MatrixFactorization<Double>.fit(
        ratings, options: FactorizationOptions(sweeps: 2))
      benchmark.startMeasurement()
      for _ in benchmark.scaledIterations {
        let lists = try model.topN(10, excluding: ratings)
        precondition(lists[user: 0].count == 10)
      }
      benchmark.stopMeasurement()
    }
  }
}
