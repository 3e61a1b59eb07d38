import Tensor
import Testing

@testable import PoisoningDetection

@Suite struct SupportVectorClassifierTests {
  let names = (0..<6).map { "feature \($0)" }

  @Test(arguments: ReferenceCase.all)
  func agreesWithScikitLearn(_ reference: ReferenceCase) throws {
    let options = SupportVectorOptions(
      folds: 4, classWeights: reference.classWeights, scaling: reference.scaling, tolerance: 1e-10)
    let rows = try SampleRows(ReferenceSamples.samples)
    let isFake = ReferenceSamples.isFake
    let points = try GridSearch.points(
      rows, isFake: isFake, folds: ReferenceSamples.folds, options: options,
      parallelism: .automatic)
    for (index, point) in points.enumerated() {
      let normal = Double(reference.normalRecognized[index]) / 36
      let fake = Double(reference.fakeRecognized[index]) / 24
      #expect(point.balancedAccuracy == (normal + fake) / 2, "C \(point.cost), γ \(point.gamma)")
    }
    let best = try #require(GridSearch.best(of: points))
    #expect(best.cost == reference.cost && best.gamma == reference.gamma)

    var chosen = options
    chosen.costs = [best.cost]
    chosen.gammas = [best.gamma]
    let classifier = try SupportVectorClassifier.train(
      samples: ReferenceSamples.samples, isFake: isFake, featureNames: ReferenceSamples.names,
      options: chosen)
    #expect(classifier.supportVectorCount == reference.supportVectors)
    // Both solve up to 1e-10, with kernel values in single precision while they train.
    #expect(abs(classifier.machine.bias - reference.bias) < 1e-5)
    let values = try classifier.decisionValues(of: ReferenceSamples.samples)
    for (value, expected) in zip(values, reference.decisionValues) {
      #expect(abs(value - expected) < 1e-5)
    }
    let others = try classifier.decisionValues(of: ReferenceSamples.others)
    for (value, expected) in zip(others, reference.ofOthers) {
      #expect(abs(value - expected) < 1e-5)
    }
  }

  @Test func separableClassesAreSeparated() throws {
    let isFake = (0..<80).map { $0 % 4 == 0 }
    var rng = SeededGenerator(seed: 3)
    let samples = Matrix<Double>(rows: 80, columns: 2) { row, column in
      (isFake[row] ? 5 : 0) * (column == 0 ? 1 : 100) + rng.nextUniform()
    }
    let classifier = try SupportVectorClassifier.train(
      samples: samples, isFake: isFake, featureNames: ["a", "b"])
    #expect(try classifier.decisionValues(of: samples).map { $0 > 0 } == isFake)
    #expect(classifier.balancedAccuracy == 1)
    // Every point that is perfect ties: the smallest C and γ among them.
    let perfect = try #require(classifier.gridPoints.first { $0.balancedAccuracy == 1 })
    #expect(classifier.cost == perfect.cost && classifier.gamma == perfect.gamma)
    #expect(classifier.gridPoints.count == 25)
  }

  @Test func threadsChangeNoBit() throws {
    let (samples, isFake) = SupportVectorMachineTests.clouds(150, seed: 11)
    let options = SupportVectorOptions(seed: 4)
    let serial = try SupportVectorClassifier.train(
      samples: samples, isFake: isFake, featureNames: names, options: options,
      parallelism: .serial)
    let values = try serial.decisionValues(of: samples, parallelism: .serial)
    for threads in [2, 3, 8] {
      let parallelism = Parallelism(threads: threads)
      let threaded = try SupportVectorClassifier.train(
        samples: samples, isFake: isFake, featureNames: names, options: options,
        parallelism: parallelism)
      #expect(threaded == serial)
      #expect(try threaded.decisionValues(of: samples, parallelism: parallelism) == values)
    }
  }

  @Test func cacheSizeChangesNoBit() throws {
    let (samples, isFake) = SupportVectorMachineTests.clouds(700, seed: 12)
    var options = SupportVectorOptions(costs: [64], gammas: [0.5])
    let roomy = try SupportVectorClassifier.train(
      samples: samples, isFake: isFake, featureNames: names, options: options)
    options.cacheMebibytes = 1
    let tight = try SupportVectorClassifier.train(
      samples: samples, isFake: isFake, featureNames: names, options: options)
    #expect(tight == roomy)
  }

  @Test func theSeedDecidesTheFoldsAlone() throws {
    let (samples, isFake) = SupportVectorMachineTests.clouds(150, seed: 13)
    func trained(seed: UInt64) throws -> SupportVectorClassifier {
      try SupportVectorClassifier.train(
        samples: samples, isFake: isFake, featureNames: names, options: .init(seed: seed))
    }
    #expect(try trained(seed: 1) == trained(seed: 1))
    #expect(try trained(seed: 1).gridPoints != trained(seed: 2).gridPoints)
  }

  @Test func balancedWeightsAreByHand() throws {
    let (samples, isFake) = SupportVectorMachineTests.clouds(60, seed: 14)
    let classifier = try SupportVectorClassifier.train(
      samples: samples, isFake: isFake, featureNames: names,
      options: .init(costs: [1], gammas: [0.1]))
    // 40 normal users and 20 fake ones.
    #expect(classifier.normalWeight == 0.75 && classifier.fakeWeight == 1.5)
    #expect(classifier.gridPoints.isEmpty && classifier.balancedAccuracy == nil)
  }

  /// Progress rises to the number of trainings, on the caller's thread, and ends the search.
  @Test func progressIsWholeAndEndsTheSearch() throws {
    struct Stop: Error {}
    let (samples, isFake) = SupportVectorMachineTests.clouds(60, seed: 15)
    let options = SupportVectorOptions(costs: [1, 2, 4], gammas: [0.1, 0.2], folds: 6)
    var seen: [Int] = []
    func train(until limit: Int) throws {
      _ = try SupportVectorClassifier.train(
        samples: samples, isFake: isFake, featureNames: names, options: options
      ) { finished, total in
        #expect(total == 36)
        seen.append(finished)
        if finished >= limit { throw Stop() }
      }
    }
    try train(until: 37)
    #expect(seen == [0, 16, 32, 36])
    seen = []
    #expect(throws: Stop.self) { try train(until: 1) }
    #expect(seen == [0, 16])
  }

  /// The choice is that of a search on whole groups, and none of it without a search.
  @Test func groupsAreNotCutByTheSearch() throws {
    let (samples, isFake) = SupportVectorMachineTests.clouds(90, seed: 19)
    let groups = (0..<90).map { $0 / 30 }
    let options = SupportVectorOptions(costs: [1, 8], gammas: [0.1, 0.5], seed: 5)
    let classifier = try SupportVectorClassifier.train(
      samples: samples, isFake: isFake, groups: groups, featureNames: names, options: options)
    let points = try GridSearch.points(
      SampleRows(samples), isFake: isFake,
      folds: StratifiedFolds(isFake, groups: groups, count: 5, seed: 5), options: options,
      parallelism: .serial)
    #expect(classifier.gridPoints == points)
    #expect(throws: SupportVectorError.groupCount(samples: 90, groups: 3)) {
      try SupportVectorClassifier.train(
        samples: samples, isFake: isFake, groups: [0, 1, 2], featureNames: names)
    }
    #expect(throws: SupportVectorError.tooFewGroups(isFake: false)) {
      try SupportVectorClassifier.train(
        samples: samples, isFake: isFake, groups: groups.map { _ in 4 }, featureNames: names)
    }
  }

  @Test func rejectsBadSamples() throws {
    let (samples, isFake) = SupportVectorMachineTests.clouds(30, seed: 16)
    func failure(
      _ samples: Matrix<Double>, _ isFake: [Bool], _ names: [String], folds: Int = 5
    ) -> SupportVectorError? {
      do {
        _ = try SupportVectorClassifier.train(
          samples: samples, isFake: isFake, featureNames: names, options: .init(folds: folds))
        return nil
      } catch {
        return error as? SupportVectorError
      }
    }
    #expect(failure(Matrix(rows: 0, columns: 6), [], names) == .noSamples)
    #expect(failure(Matrix(rows: 30, columns: 0), isFake, []) == .noFeatures)
    #expect(failure(samples, [true], names) == .labelCount(samples: 30, labels: 1))
    #expect(failure(samples, isFake, ["a"]) == .featureCount(expected: 1, found: 6))
    let twice = failure(samples, isFake, ["a", "a", "b", "c", "d", "e"])
    #expect("\(try #require(twice))".hasPrefix("featureNames: must differ"))
    for label in [false, true] {
      let same = [Bool](repeating: label, count: 30)
      #expect(failure(samples, same, names) == .oneClassOnly(isFake: label, samples: 30))
    }
    #expect(
      failure(samples, isFake, names, folds: 11)
        == .tooFewSamples(isFake: true, count: 10, folds: 11))
    let constant = Matrix<Double>(rows: 30, columns: 6, repeating: 0.1)
    #expect(failure(constant, isFake, names) == .constantFeatures(features: 6, samples: 30))
    var broken = samples
    broken[7, 2] = .nan
    #expect(failure(broken, isFake, names) == .notFinite(sample: 7, feature: 2))
  }

  @Test func someConstantFeaturesAreAllowed() throws {
    let (samples, isFake) = SupportVectorMachineTests.clouds(60, seed: 17)
    var partly = samples
    for row in 0..<60 { partly[row, 3] = 2 }
    let classifier = try SupportVectorClassifier.train(
      samples: partly, isFake: isFake, featureNames: names, options: .init(costs: [1, 8]))
    let values = try classifier.decisionValues(of: partly)
    for row in 0..<60 { partly[row, 3] = -9 }
    #expect(try classifier.decisionValues(of: partly) == values)
  }

  @Test func rejectsOtherFeaturesAtPrediction() throws {
    let (samples, isFake) = SupportVectorMachineTests.clouds(30, seed: 18)
    let classifier = try SupportVectorClassifier.train(
      samples: samples, isFake: isFake, featureNames: names,
      options: .init(costs: [1], gammas: [1]))
    #expect(throws: SupportVectorError.featureCount(expected: 6, found: 5)) {
      try classifier.decisionValues(of: Matrix(rows: 2, columns: 5))
    }
    #expect(throws: SupportVectorError.notFinite(sample: 1, feature: 4)) {
      var others = Matrix<Double>(rows: 2, columns: 6)
      others[1, 4] = .infinity
      return try classifier.decisionValues(of: others)
    }
    #expect(try classifier.decisionValues(of: Matrix(rows: 0, columns: 6)) == [])
    try classifier.requireFeatures(names)
    #expect(
      throws: SupportVectorError.featureNames(expected: names, found: names.reversed())
    ) { try classifier.requireFeatures(names.reversed()) }
  }
}
