import Benchmark
import PoisoningDetection
import Tensor

/// Training of the detector on 800 fake and 800 normal users with six features: 25 points of a grid
/// times 5 folds and the last one, on all processors.
///
/// Classes overlap (an error of about a fifth), since separable ones train in no time.
func registerSupportVectors() {
  Benchmark(
    "Detector training, 1600 × 6 (trainings)", configuration: .init(maxIterations: 5)
  ) { (benchmark, given: LabelledUsers) in
    benchmark.startMeasurement()
    let classifier = try SupportVectorClassifier.train(
      samples: given.samples, isFake: given.isFake, featureNames: LabelledUsers.names)
    benchmark.stopMeasurement()
    benchmark.measurement(.work, 126)
    precondition((classifier.balancedAccuracy ?? 0) > 0.75, "a detector that does not detect")
  } setup: {
    LabelledUsers()
  }
  Benchmark("Detector scores, 1600 × 6 (users)") {
    (benchmark, given: (LabelledUsers, SupportVectorClassifier)) in
    benchmark.startMeasurement()
    let values = try given.1.decisionValues(of: given.0.samples)
    benchmark.stopMeasurement()
    benchmark.measurement(.work, values.count)
    let right = zip(values, given.0.isFake).count { ($0 > 0) == $1 }
    precondition(right > 1200, "a detector that does not detect")
  } setup: {
    let users = LabelledUsers()
    let options = SupportVectorOptions(costs: [8], gammas: [0.125])
    return (
      users,
      try SupportVectorClassifier.train(
        samples: users.samples, isFake: users.isFake, featureNames: LabelledUsers.names,
        options: options)
    )
  }
}

/// Users of two classes whose features overlap and have long tails, as those of ratings have.
private struct LabelledUsers: Sendable {
  static let names = ["rdma", "wdma", "wda", "tmf", "fmtd", "meanVar"]
  let samples: Matrix<Double>
  let isFake = (0..<1600).map { $0 % 2 == 1 }

  init() {
    var rng = SeededGenerator(seed: 1)
    samples = Matrix(rows: 1600, columns: 6) { user, feature in
      let deviation = 0.5 + 0.25 * Double(feature)
      let value = rng.nextNormal(mean: user % 2 == 1 ? 0.6 : 0, deviation: deviation)
      return value * value * value.magnitude.squareRoot() * (value < 0 ? -1 : 1)
    }
  }
}
