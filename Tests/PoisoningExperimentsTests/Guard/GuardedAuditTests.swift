import Foundation
import PoisoningAttacks
import PoisoningDetection
import RecommenderData
import Recommenders
import Tensor
import Testing

@testable import PoisoningExperiments

/// An audit of a recommender that removes flagged users.
@Suite struct GuardedAuditTests {
  func configuration(_ guarding: GuardOptions) -> AuditConfiguration {
    var configuration = smallConfiguration(attacks: ["none", "popular"])
    configuration.guarding = guarding
    return configuration
  }

  /// Each cell against the same steps taken one by one.
  @Test func pcaCellsAreWhatTheirStepsGive() throws {
    let ratings = try tasteMatrix()
    let audit = try Audit(
      of: ratings, configuration: configuration(GuardOptions(detector: .pca, flaggedShare: 0.2)))
    let result = try audit.run()
    let attack = PopularAttack(budget: AttackBudget(fillers: 4))
    for cell in result.targets {
      let target = try #require(ratings.itemIdentifiers.firstIndex(of: cell.target))
      var rng = SeededGenerator(seed: 3, attack: "popular", target: target)
      let profiles =
        cell.attack == "none"
        ? []
        : try attack.profiles(
          count: cell.fakeUsers, target: target, knowledge: ratings, using: &rng)
      let injected = try ratings.injecting(profiles)
      let found = try PCADetector(flagged: .share(0.2), seed: 3).detect(in: injected)
      let cleaned = try injected.removingFlagged(by: found)
      let model = try MatrixFactorization<Double>.fit(cleaned, options: audit.configuration.fit)
      let lists = try model.topN(5, excluding: cleaned, users: 0..<cleaned.normalUserCount)
      let hits = (0..<cleaned.normalUserCount).count { lists.contains(item: target, user: $0) }
      // Of all forty, the removed ones included.
      #expect(cell.hitRatioAfterRemoval == Double(hits) / 40)
      let flags = found.isFlagged
      #expect(cell.falsePositiveRate == Double(flags[..<40].count { $0 }) / 40)
      if profiles.isEmpty {
        #expect(cell.falseNegativeRate == nil)
      } else {
        #expect(
          cell.falseNegativeRate == Double(flags[40...].count { !$0 }) / Double(profiles.count))
      }
    }
    #expect(result.cells.allSatisfy { $0.guarded?.falsePositiveRate ?? -1 > 0 })
  }

  @Test func svmCellsDoNotDependOnThreadsAndGoOn() throws {
    let ratings = try tasteMatrix()
    let audit = try Audit(
      of: ratings, configuration: configuration(GuardOptions(detector: .svm, trainingUsers: 16)))
    let one = try audit.run(parallelism: Parallelism(threads: 1))
    let three = try audit.run(parallelism: Parallelism(threads: 3))
    #expect(try one.timelessJSON() == three.timelessJSON())
    let guarded = try #require(one.cells.last?.guarded)
    #expect(guarded.falseNegativeRate != nil)
    #expect(guarded.hitRatio.low <= guarded.hitRatio.mean)
    // Cells that are removed are computed again, to the same numbers.
    try withFolder { folder in
      _ = try audit.run(folder: folder)
      let cells = folder.appending(path: "cells")
      for name in files(in: cells, endingIn: ".cell.json").prefix(3) {
        try FileManager.default.removeItem(at: cells.appending(path: name))
      }
      #expect(try audit.run(folder: folder).timelessJSON() == one.timelessJSON())
    }
  }

  /// Without an attack all targets share one fit without those flagged.
  @Test func noneIsFittedOnceForEachDetector() throws {
    var configuration = configuration(GuardOptions(detector: .pca, flaggedShare: 0.2))
    configuration.attacks = ["none"]
    var calls = 0
    let result = try Audit(of: tasteMatrix(), configuration: configuration).run { _ in calls += 1 }
    #expect(result.targets.count == 4)
    configuration.guarding.detector = .none
    _ = try Audit(of: tasteMatrix(), configuration: configuration).run { _ in calls -= 1 }
    // The eight sweeps of one fit.
    #expect(calls == 8)
  }

  /// Where nobody is flagged, numbers are those of the first fit: what a second one gives.
  @Test func nobodyFlaggedIsNoSecondFit() throws {
    let ratings = try tasteMatrix()
    var settings = configuration(GuardOptions(detector: .pca, flaggedShare: 0.001))
    settings.attacks = ["popular"]
    settings.holdOut = 0.1
    let audit = try Audit(of: ratings, configuration: settings)
    var calls = 0
    let result = try audit.run { _ in calls += 1 }
    settings.guarding.detector = .none
    _ = try Audit(of: ratings, configuration: settings).run { _ in calls -= 1 }
    #expect(calls == 0)
    let meter = VictimMeter<Double>(
      configuration: settings, heldOut: audit.heldOut, parallelism: .serial)
    for cell in result.targets {
      #expect(cell.falsePositiveRate == 0 && cell.falseNegativeRate == 1)
      let target = try #require(ratings.itemIdentifiers.firstIndex(of: cell.target))
      var rng = SeededGenerator(seed: 3, attack: "popular", target: target)
      let profiles = try PopularAttack(budget: AttackBudget(fillers: 4)).profiles(
        count: cell.fakeUsers, target: target, knowledge: ratings, using: &rng)
      let again = try meter.measure(
        ratings, profiles: profiles[...], removing: [], targets: [target], repetition: 0,
        heartbeat: {})
      #expect(cell.hitRatioAfterRemoval == again.hitRatios[0])
      #expect(cell.rmseAfterRemoval == again.rmse)
    }
  }

  @Test func errorIsOverHeldOutRatingsOfUsersThatStay() throws {
    let ratings = try tasteMatrix()
    var settings = configuration(GuardOptions(detector: .pca, flaggedShare: 0.3))
    settings.holdOut = 0.1
    settings.attacks = ["none"]
    let audit = try Audit(of: ratings, configuration: settings)
    let cell = try #require(try audit.run().targets.first)
    let heldOut = try #require(audit.heldOut)
    let remainder = try #require(heldOut.remainder)
    // The detector sees all ratings; the fit for the error is without those held out.
    let found = try PCADetector(flagged: .share(0.3), seed: 3).detect(in: ratings)
    let model = try MatrixFactorization<Double>.fit(
      remainder.removing(users: found.flaggedUsers), options: settings.fit)
    let stay = (0..<40).filter { !found.isFlagged[$0] }
    let errors = heldOut.ratings.compactMap { rating in
      stay.firstIndex(of: rating.user).map {
        rating.value - model.score(user: $0, item: rating.item)
      }
    }
    let mean = errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)
    let rmse = try #require(cell.rmseAfterRemoval)
    #expect(abs(rmse - mean.squareRoot()) < 1e-12)
  }

  @Test func withoutADetectorNothingIsSaidOfOne() throws {
    let result = try Audit(
      of: tasteMatrix(), configuration: smallConfiguration(attacks: ["none"])
    ).run()
    #expect(result.cells.allSatisfy { $0.guarded == nil })
    #expect(!(try result.timelessJSON().contains("Removal")))
    let guarded = try Audit(
      of: tasteMatrix(), configuration: configuration(GuardOptions(detector: .pca))
    ).run()
    let text = try guarded.timelessJSON(includingTargets: false)
    for key in [
      "falseNegativeRate", "falsePositiveRate", "hitRatioAfterRemoval", "rmseAfterRemoval",
      "detector", "flaggedShare",
    ] {
      #expect(text.contains("\"\(key)\""), "\(key)")
    }
  }

  @Test func optionsSurviveCodingAndAreChecked() throws {
    for guarding in [
      GuardOptions(detector: .svm, trainingUsers: 30),
      GuardOptions(detector: .pca, flaggedShare: 0.1),
      GuardOptions(),
    ] {
      let settings = configuration(guarding)
      #expect(
        try JSONDecoder().decode(AuditConfiguration.self, from: JSONEncoder().encode(settings))
          == settings)
    }
    for (name, guarding) in [
      ("trainingUsers", GuardOptions(detector: .svm, trainingUsers: 9)),
      ("flaggedShare", GuardOptions(detector: .pca, flaggedShare: 1)),
      ("flaggedShare", GuardOptions(detector: .pca, flaggedShare: .nan)),
    ] {
      let error = #expect(throws: ExperimentError.self) {
        _ = try Audit(of: tasteMatrix(), configuration: configuration(guarding))
      }
      #expect(error?.description.hasPrefix(name) == true)
    }
  }

  @Test func aCatalogOfOnesOwnNeedsNoAttackBesides() throws {
    let catalog = AttackCatalog([
      .init(name: "popular", summary: "") { PopularAttack(budget: $0.budget) }
    ])
    var settings = smallConfiguration(attacks: ["popular"])
    for detector in DetectorChoice.allCases {
      settings.guarding = GuardOptions(detector: detector, trainingUsers: 16)
      let audit = try Audit(of: tasteMatrix(), configuration: settings, catalog: catalog)
      #expect(try audit.run().cells.count == 2)
    }
  }
}
