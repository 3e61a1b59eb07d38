import Foundation
import PoisoningAttacks
import PoisoningExperiments
import RecommenderData
import Recommenders
import Tensor
import Testing

@Suite struct AuditTests {
  /// What a cell should hold, computed from the definitions with public parts.
  func expected<Scalar: TensorScalar>(
    _ audit: Audit, profiles: [FakeProfile], target: Int, _: Scalar.Type
  ) throws -> HitRatio {
    let poisoned = try audit.ratings.injecting(profiles)
    let model = try MatrixFactorization<Scalar>.fit(
      poisoned, options: audit.configuration.fit, parallelism: .serial)
    let lists = try model.topN(
      audit.configuration.top, excluding: poisoned, parallelism: .serial)
    return HitRatio(of: target, in: lists, ratings: poisoned)
  }

  func profiles(_ audit: Audit, attack name: String, target: Int, count: Int) throws
    -> [FakeProfile]
  {
    let attack = try AttackCatalog.standard.attack(
      named: name, budget: AttackBudget(fillers: audit.configuration.fillers))
    var rng = SeededGenerator(seed: audit.configuration.seed, attack: name, target: target)
    return try attack.profiles(count: count, target: target, knowledge: audit.ratings, using: &rng)
  }

  func checkCells<Scalar: TensorScalar>(_ precision: ScalarPrecision, _: Scalar.Type) throws {
    var configuration = smallConfiguration()
    configuration.precision = precision
    let audit = try Audit(of: tasteMatrix(), configuration: configuration)
    let result = try audit.run()
    #expect(result.targets.count == 12)
    for cell in result.targets {
      let target = try #require(audit.ratings.itemIdentifiers.firstIndex(of: cell.target))
      let count = cell.attack == "none" ? 0 : cell.size == 0.05 ? 2 : 6
      #expect(cell.fakeUsers == count)
      let ratio = try expected(
        audit, profiles: profiles(audit, attack: cell.attack, target: target, count: count),
        target: target, Scalar.self)
      #expect(cell.hitRatio == ratio.ofAll)
      #expect(cell.hitRatioOfNonRaters == ratio.ofNonRaters)
      #expect(cell.rmse == nil && cell.mae == nil)
      #expect(cell.fits.count == 1)
      #expect((cell.predictionShift == 0) == (cell.attack == "none"))
    }
  }

  @Test func cellsAreRefitsWithInjectedProfiles() throws {
    try checkCells(.double, Double.self)
    try checkCells(.float, Float.self)
  }

  @Test func predictionShiftIsAgainstTheCleanFit() throws {
    let audit = try Audit(of: tasteMatrix(), configuration: smallConfiguration())
    let cell = try #require(audit.run().targets.last)
    let target = audit.targets[1]
    #expect(audit.ratings.itemIdentifiers[target] == cell.target)
    let poisoned = try audit.ratings.injecting(
      profiles(audit, attack: "popular", target: target, count: 6))
    let scores = try [audit.ratings, poisoned].map { ratings in
      let model = try MatrixFactorization<Double>.fit(ratings, options: audit.configuration.fit)
      return (0..<40).map { model.score(user: $0, item: target) }
    }
    let shifts = (0..<40).filter { audit.ratings.rating(user: $0, item: target) == nil }
      .map { scores[1][$0] - scores[0][$0] }
    let mean = shifts.reduce(0, +) / Double(shifts.count)
    #expect(abs(cell.predictionShift - mean) < 100 * .ulpOfOne * 5)
  }

  @Test func threadsDoNotChangeTheResult() throws {
    var configuration = smallConfiguration()
    configuration.holdOut = 0.1
    let audit = try Audit(of: tasteMatrix(), configuration: configuration)
    let one = try audit.run(parallelism: Parallelism(threads: 1)).timelessJSON()
    let two = try audit.run(parallelism: Parallelism(threads: 2)).timelessJSON()
    #expect(one == two)
  }

  @Test func holdOutMeasuresASecondFit() throws {
    var configuration = smallConfiguration()
    configuration.holdOut = 0.2
    let audit = try Audit(of: tasteMatrix(), configuration: configuration)
    let plain = try Audit(of: tasteMatrix(), configuration: smallConfiguration()).run()
    let result = try audit.run()
    // Hit ratios rest on all ratings, held out or not.
    #expect(result.cells.map(\.hitRatio) == plain.cells.map(\.hitRatio))
    let heldOut = try #require(audit.heldOut)
    #expect(result.heldOut?.ratings == heldOut.ratings.count)
    for (cell, count) in zip(result.targets.suffix(2), [2, 6]) {
      let training = try #require(heldOut.remainder).injecting(
        profiles(audit, attack: "popular", target: audit.targets[1], count: count))
      let model = try MatrixFactorization<Double>.fit(training, options: configuration.fit)
      let error = try PredictionError(of: model, on: heldOut.ratings)
      #expect(cell.rmse == error.rootMeanSquare)
      #expect(cell.mae == error.meanAbsolute)
    }
  }

  @Test func testSetMeasuresTheSameFit() throws {
    let ratings = try tasteMatrix()
    let test = try RatingMatrix(
      userCount: 2, itemCount: 2,
      ratings: [
        Rating(user: 0, item: 0, value: 4), Rating(user: 0, item: 1, value: 2),
        Rating(user: 1, item: 0, value: 3),
      ], scale: .fiveStars, userIdentifiers: ["user 7", "stranger"],
      itemIdentifiers: ["item 3", "unheard"])
    let audit = try Audit(of: ratings, test: test, configuration: smallConfiguration())
    let result = try audit.run()
    #expect(result.heldOut?.ratings == 1)
    #expect(result.heldOut?.unknownUsers == 1)
    #expect(result.heldOut?.unknownItems == 1)
    let model = try MatrixFactorization<Double>.fit(ratings, options: audit.configuration.fit)
    let difference = abs(4 - model.score(user: 7, item: 3))
    #expect(abs(try #require(result.cells[0].rmse) - difference) < 20 * .ulpOfOne)
    #expect(abs(try #require(result.cells[0].mae) - difference) < 20 * .ulpOfOne)
    var both = smallConfiguration()
    both.holdOut = 0.1
    #expect(throws: ExperimentError.self) {
      try Audit(of: ratings, test: test, configuration: both)
    }
  }

  @Test func repeatsAreMeansOverStarts() throws {
    var configuration = smallConfiguration(attacks: ["popular"])
    configuration.repeats = 2
    let audit = try Audit(of: tasteMatrix(), configuration: configuration)
    let cell = try #require(audit.run().targets.first)
    #expect(cell.fits.count == 2)
    #expect(cell.fits[0] != cell.fits[1])
    let profiles = try profiles(audit, attack: "popular", target: audit.targets[0], count: 2)
    var ratios: [Double] = []
    for seed in [3, SeededGenerator.derivedSeed(3, [1])] {
      var single = configuration
      single.seed = seed
      let other = try Audit(of: audit.ratings, configuration: single)
      ratios.append(
        try expected(other, profiles: profiles, target: audit.targets[0], Double.self).ofAll)
    }
    #expect(cell.hitRatio == (ratios[0] + ratios[1]) / 2)
  }

  @Test func invalidTargetsAreRejectedBeforeAnythingRuns() throws {
    var configuration = smallConfiguration()
    configuration.targets = .identifiers(["item 99"])
    #expect(throws: ExperimentError.unknownTarget(identifier: "item 99")) {
      try Audit(of: tasteMatrix(), configuration: configuration)
    }
    configuration = smallConfiguration()
    configuration.holdOut = 1e-9
    #expect(throws: ExperimentError.self) {
      try Audit(of: tasteMatrix(), configuration: configuration)
    }
    configuration = smallConfiguration()
    configuration.targets = .random(count: 31)
    #expect(throws: ExperimentError.self) {
      try Audit(of: tasteMatrix(), configuration: configuration)
    }
  }

  @Test func attackThatReturnsTooFewProfilesIsRefused() throws {
    struct Lazy: PoisoningAttack {
      let name = "lazy"
      func profiles(
        count: Int, target: Int, knowledge: RatingMatrix,
        progress: ((_ done: Int, _ total: Int) throws -> Void)?,
        using rng: inout some RandomNumberGenerator
      ) -> [FakeProfile] { [FakeProfile([(target, 5.0)])] }
    }
    var catalog = AttackCatalog.standard
    catalog.register(.init(name: "lazy", summary: "makes one profile") { _ in Lazy() })
    let audit = try Audit(
      of: tasteMatrix(), configuration: smallConfiguration(attacks: ["lazy"]), catalog: catalog)
    #expect(throws: ExperimentError.profileCount(attack: "lazy", expected: 6, found: 1)) {
      try audit.run()
    }
  }
}
