import Tensor
import Testing

@testable import PoisoningDetection

@Suite struct CrossValidationTests {
  /// A small grid, for speed.
  let options = SupportVectorOptions(costs: [1, 8], gammas: [0.1, 0.5], folds: 3)

  @Test func everySampleIsScoredByAModelWithoutIt() throws {
    let (samples, isFake) = SupportVectorMachineTests.clouds(90, seed: 21)
    let validation = try CrossValidation.evaluate(
      samples: samples, isFake: isFake, folds: 4, seed: 2, options: options)
    #expect(validation.chosen.count == 4)
    // By hand for one fold: the others alone, with the seed that the fold has.
    let inside = (0..<90).filter { validation.foldOf[$0] != 2 }
    let outside = (0..<90).filter { validation.foldOf[$0] == 2 }
    func rows(_ indices: [Int]) -> Matrix<Double> {
      samples.transposed.selectingColumns(indices).transposed
    }
    var inner = options
    inner.seed = SeededGenerator.derivedSeed(options.seed, [2])
    let classifier = try SupportVectorClassifier.train(
      samples: rows(inside), isFake: inside.map { isFake[$0] },
      featureNames: (0..<6).map(String.init), options: inner)
    let values = try classifier.decisionValues(of: rows(outside))
    #expect(values == outside.map { validation.decisionValues[$0] })
    #expect(validation.chosen[2].cost == classifier.cost)
  }

  @Test func whatIsLeftOutDoesNotLeakIn() throws {
    let (samples, isFake) = SupportVectorMachineTests.clouds(60, seed: 22)
    let before = try CrossValidation.evaluate(
      samples: samples, isFake: isFake, folds: 3, seed: 2, options: options)
    var changed = samples
    changed[10, 0] = 1e6
    let after = try CrossValidation.evaluate(
      samples: changed, isFake: isFake, folds: 3, seed: 2, options: options)
    let fold = before.foldOf[10]
    for sample in 0..<60 where sample != 10 && before.foldOf[sample] == fold {
      #expect(before.decisionValues[sample] == after.decisionValues[sample])
    }
    #expect(before.decisionValues[10] != after.decisionValues[10])
  }

  @Test func noiseIsRecognizedAsNoise() throws {
    var rng = SeededGenerator(seed: 23)
    let samples = Matrix<Double>(rows: 200, columns: 4) { _, _ in rng.nextNormal() }
    let isFake = (0..<200).map { _ in rng.nextUniform() < 0.5 }
    let validation = try CrossValidation.evaluate(
      samples: samples, isFake: isFake, seed: 2, options: options)
    let right = zip(validation.decisionValues, isFake).count { ($0 > 0) == $1 }
    // Four standard deviations of 200 coin throws.
    #expect(abs(Double(right) - 100) < 4 * 50.0.squareRoot())
  }

  @Test func threadsChangeNoBitAndProgressIsWhole() throws {
    let (samples, isFake) = SupportVectorMachineTests.clouds(60, seed: 24)
    let serial = try CrossValidation.evaluate(
      samples: samples, isFake: isFake, folds: 2, seed: 5, options: options, parallelism: .serial
    ) { finished, total in #expect((0...24).contains(finished) && total == 24) }
    let threaded = try CrossValidation.evaluate(
      samples: samples, isFake: isFake, folds: 2, seed: 5, options: options,
      parallelism: Parallelism(threads: 4))
    #expect(serial == threaded)
  }

  @Test func aGridOfOnePointChoosesNothing() throws {
    let (samples, isFake) = SupportVectorMachineTests.clouds(30, seed: 25)
    let validation = try CrossValidation.evaluate(
      samples: samples, isFake: isFake, folds: 2, seed: 5,
      options: .init(costs: [1], gammas: [0.5]))
    #expect(validation.chosen.isEmpty)
    #expect(validation.decisionValues.count == 30)
  }

  @Test func rejectsWhatCannotBeDivided() throws {
    let (samples, isFake) = SupportVectorMachineTests.clouds(12, seed: 26)
    #expect(throws: SupportVectorError.tooFewSamples(isFake: true, count: 4, folds: 5)) {
      try CrossValidation.evaluate(
        samples: samples, isFake: isFake, folds: 5, seed: 1, options: options)
    }
    // Enough for the outer folds, too few within: 4 fake users less 2.
    #expect(throws: SupportVectorError.tooFewSamples(isFake: true, count: 2, folds: 3)) {
      try CrossValidation.evaluate(
        samples: samples, isFake: isFake, folds: 2, seed: 1, options: options)
    }
    #expect(throws: SupportVectorError.labelCount(samples: 12, labels: 0)) {
      try CrossValidation.evaluate(samples: samples, isFake: [], seed: 1)
    }
    for folds in [-1, 0, 1] {
      #expect(throws: SupportVectorError.self) {
        try CrossValidation.evaluate(samples: samples, isFake: isFake, folds: folds, seed: 1)
      }
    }
  }
}
