import Tensor
import Testing

@testable import PoisoningDetection

@Suite struct SupportVectorMachineTests {
  /// Overlapping normal clouds, a share of a third fake.
  static func clouds(_ count: Int, features: Int = 6, seed: UInt64) -> (Matrix<Double>, [Bool]) {
    var rng = SeededGenerator(seed: seed)
    let isFake = (0..<count).map { $0 % 3 == 2 }
    let samples = Matrix<Double>(rows: features, columns: count) { feature, sample in
      rng.nextNormal(mean: isFake[sample] ? 0.8 : 0, deviation: feature == 0 ? 0.5 : 1)
    }
    return (samples.transposed, isFake)
  }

  @Test(arguments: [(0.5, 0.1), (8, 0.5), (100, 2), (1, 1e-3)])
  func predictsAsTheLibraryDoes(_ cost: Double, _ gamma: Double) throws {
    let (samples, isFake) = Self.clouds(200, seed: 5)
    let (others, _) = Self.clouds(300, seed: 6)
    let options = SupportVectorOptions(costs: [cost], gammas: [gamma])
    let classifier = try SupportVectorClassifier.train(
      samples: samples, isFake: isFake, featureNames: (0..<6).map(String.init), options: options)
    let found = try classifier.decisionValues(of: others)
    let expected = LibraryMachine.values(
      training: try classifier.scaling.scaled(samples), isFake: isFake,
      others: try classifier.scaling.scaled(others), cost: cost, gamma: gamma,
      weights: (classifier.normalWeight, classifier.fakeWeight))
    #expect(expected.bias == classifier.machine.bias)
    let size = classifier.machine.coefficients.reduce(0) { $0 + abs($1) }
    for (value, other) in zip(found, expected.values) {
      #expect(abs(value - other) <= 1e-12)
      #expect(abs(value - other) <= 4 * .ulpOfOne * size)
    }
  }

  @Test func positiveMeansFakeWhateverComesFirst() throws {
    for isFake in [[true, true, false, false], [false, false, true, true]] {
      let rows = SampleRows(
        count: 4, width: 1, values: isFake.map { $0 ? 1 : -1 })
      let machine = try SupportVectorMachine(
        training: rows, isFake: isFake,
        settings: .init(.init(), cost: 1, gamma: 0.5, isFake: isFake))
      #expect(machine.decisionValues(rows, 0..<4).map { $0 > 0 } == isFake)
      for (index, coefficient) in machine.coefficients.enumerated() {
        #expect((coefficient > 0) == (machine.supportVectors.values[index] > 0))
      }
    }
  }

  @Test func twoSamplesHaveTheirMarginByHand() throws {
    // libsvm keeps kernel values in single precision while it trains.
    let tolerance = 4 * Double(Float.ulpOfOne)
    // α(1 − e^(−γ‖x−x′‖²)) = 1 makes both margins 1: α = 1/(1 − e^(−0.25·4)), b = 0.
    let isFake = [true, false]
    var options = SupportVectorOptions()
    options.tolerance = 1e-12
    let machine = try SupportVectorMachine(
      training: SampleRows(count: 2, width: 1, values: [1, -1]), isFake: isFake,
      settings: .init(options, cost: 100, gamma: 0.25, isFake: isFake))
    let expected = 1 / (1 - 0.36787944117144233)
    #expect(abs(machine.coefficients[0] - expected) < tolerance)
    #expect(abs(machine.coefficients[1] + expected) < tolerance)
    #expect(abs(machine.bias) < tolerance)
  }

  @Test func farSamplesGetTheConstantAlone() throws {
    let (samples, isFake) = Self.clouds(60, seed: 1)
    let classifier = try SupportVectorClassifier.train(
      samples: samples, isFake: isFake, featureNames: (0..<6).map(String.init),
      options: .init(costs: [1], gammas: [1]))
    let far = Matrix<Double>(rows: 1, columns: 6, repeating: -1e150)
    #expect(try classifier.decisionValues(of: far) == [classifier.machine.bias])
  }
}
