import Benchmark
import RecommenderData
import Recommenders
import Tensor

/// ALS sweeps at rank 64 on the presets, on all processors.
func registerFactorization() {
  for preset in [SyntheticRatings.Preset.music, .yelp] {
    Benchmark("ALS sweep, \(preset) preset") { benchmark in
      let ratings = try preset.configuration.generate()
      let options = FactorizationOptions(sweeps: 3, tolerance: 0)
      var model = try MatrixFactorization<Double>.fit(ratings, options: options)
      let before = model.report.objective
      var single = options
      single.sweeps = 1
      benchmark.startMeasurement()
      for _ in benchmark.scaledIterations {
        model = try .fit(ratings, options: single, start: model.factors)
      }
      benchmark.stopMeasurement()
      precondition(model.report.objective < before)
    }
  }
}
