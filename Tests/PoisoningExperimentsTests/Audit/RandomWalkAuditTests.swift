import Foundation
import PoisoningAttacks
import RecommenderData
import Recommenders
import Tensor
import Testing

@testable import PoisoningExperiments

/// Audits whose victim is `RandomWalk`.
@Suite struct RandomWalkAuditTests {
  func configuration(_ attacks: [String] = ["none", "random", "s-graph"]) -> AuditConfiguration {
    var configuration = smallConfiguration(attacks: attacks)
    configuration.victim = .randomWalk
    return configuration
  }

  /// A cell beside injection, walks and lists taken one by one.
  @Test func cellsAreTheStepsTakenOneByOne() throws {
    let ratings = try tasteMatrix()
    let configuration = configuration(["s-graph"])
    let audit = try Audit(of: ratings, configuration: configuration)
    let result = try audit.run()
    for target in audit.targets {
      var rng = SeededGenerator(seed: configuration.seed, attack: "s-graph", target: target)
      let attack = try AttackCatalog.standard.attack(
        named: "s-graph", settings: configuration.attackSettings(parallelism: .serial))
      let profiles = try attack.profiles(count: 6, target: target, knowledge: ratings, using: &rng)
      let poisoned = try ratings.injecting(profiles.prefix(2))
      let lists = try RandomWalk<Double>(poisoned).topN(5, excluding: poisoned)
      let hits = (0..<40).count { lists.contains(item: target, user: $0) }
      let cell = try #require(
        result.targets.first {
          $0.target == ratings.itemIdentifiers[target] && $0.size == 0.05
        })
      #expect(cell.hitRatio == Double(hits) / 40)
      #expect(cell.fits.isEmpty)
      #expect(cell.rmse == nil)
    }
  }

  @Test func attacksPushTheTarget() throws {
    let result = try Audit(of: tasteMatrix(), configuration: configuration()).run()
    func hitRatio(_ attack: String) throws -> Double {
      try #require(result.cells.last { $0.attack == attack }).hitRatio
    }
    #expect(try hitRatio("s-graph") > hitRatio("none"))
  }

  /// Ten ratings of a user, 3 % of fake users and a third of the users in S.
  @Test func sGraphIsAboveTheHeuristics() throws {
    var synthetic = SyntheticRatings.small
    (synthetic.userCount, synthetic.itemCount, synthetic.ratingCount) = (300, 400, 3_000)
    let heuristics = ["random", "average", "popular", "segment"]
    var configuration = AuditConfiguration(
      attacks: heuristics + ["s-graph"], sizes: [0.03], targets: .random(count: 3), fillers: 10,
      victim: .randomWalk)
    configuration.optimization.influentialUsers = 100
    let result = try Audit(of: synthetic.generate(), configuration: configuration).run()
    let best = result.cells.filter { heuristics.contains($0.attack) }.map(\.hitRatio).max() ?? 1
    let found = try #require(result.cells.first { $0.attack == "s-graph" }).hitRatio
    #expect(found > best)
  }

  /// Attacks on walks are refused before the factorization is fitted, if they cannot be.
  @Test func scalesBelowZeroAreNoWeights() throws {
    let whole = try tasteMatrix()
    let below = try RatingMatrix(
      byUser: whole.byUser, scale: RatingScale(minimum: -5, maximum: 5, step: 1),
      userIdentifiers: whole.userIdentifiers, itemIdentifiers: whole.itemIdentifiers)
    let error = RecommenderError.invalidOption(
      name: "scale", requirement: "it begins at -5.0: random walks need ratings of 0 and above")
    #expect(throws: error) { try Audit(of: below, configuration: configuration(["none"])) }
    for attack in ["fang2018", "s-graph"] {
      let configuration = smallConfiguration(attacks: ["none", attack])
      #expect(throws: error) { try Audit(of: below, configuration: configuration) }
    }
    _ = try Audit(of: below, configuration: smallConfiguration())
  }

  @Test func whatFitsNothingNeedsNoMemoryForAFit() throws {
    let ratings = try tasteMatrix()
    var configuration = configuration(["none", "popular", "s-graph"])
    configuration.fit.rank = 0
    #expect(throws: RecommenderError.self) {
      try Audit(of: ratings, configuration: configuration)
    }
    configuration.fit.rank = 1_000_000
    _ = try Audit(of: ratings, configuration: configuration)
    configuration.attacks.append("u-tna")
    #expect(throws: RecommenderError.self) {
      try Audit(of: ratings, configuration: configuration)
    }
    configuration.attackerRank = 2
    _ = try Audit(of: ratings, configuration: configuration)
    configuration.victim = .matrixFactorization
    #expect(throws: RecommenderError.self) {
      try Audit(of: ratings, configuration: configuration)
    }
  }

  /// A ranking of many users can be ended, and its parts change no number.
  @Test func rankingsCanBeEndedBetweenTheirParts() throws {
    struct Stop: Error {}
    var synthetic = SyntheticRatings.small
    (synthetic.userCount, synthetic.itemCount, synthetic.ratingCount) = (1_200, 100, 12_000)
    let ratings = try synthetic.generate()
    var beats = 0
    func measured(threads: Int, until last: Int = .max) throws -> VictimMeasurement {
      beats = 0
      return try VictimMeter<Double>(
        configuration: configuration(), heldOut: nil, parallelism: Parallelism(threads: threads)
      ).measure(ratings, profiles: [], targets: [1, 2, 99], repetition: 0) {
        beats += 1
        if beats > last { throw Stop() }
      }
    }
    let found = try measured(threads: 1).hitRatios
    #expect(beats == 2)
    #expect(try measured(threads: 3).hitRatios == found)
    let lists = try RandomWalk<Double>(ratings).topN(5, excluding: ratings)
    #expect(
      found.map(\.hits)
        == [1, 2, 99].map { item in
          (0..<1_200).count { lists.contains(item: item, user: $0) }
        })
    #expect(throws: Stop.self) { try measured(threads: 1, until: 1) }
  }

  @Test func aDetectorGuardsWalksToo() throws {
    var configuration = configuration(["none", "random"])
    configuration.guarding = GuardOptions(detector: .pca, flaggedShare: 0.1)
    let result = try Audit(of: tasteMatrix(), configuration: configuration).run()
    #expect(result.cells.allSatisfy { $0.guarded != nil })
  }

  @Test func threadsChangeNoBitAndSettingsReadBack() throws {
    let audit = try Audit(of: tasteMatrix(), configuration: configuration())
    let one = try audit.run(parallelism: .serial).timelessJSON()
    #expect(try audit.run(parallelism: Parallelism(threads: 3)).timelessJSON() == one)
    let text = try JSONEncoder().encode(audit.configuration)
    #expect(
      try JSONDecoder().decode(AuditConfiguration.self, from: text) == audit.configuration)
  }

  @Test func rejectsWhatWalksDoNotHave() throws {
    let ratings = try tasteMatrix()
    func message(_ change: (inout AuditConfiguration) -> Void) -> String {
      var configuration = configuration()
      change(&configuration)
      do {
        _ = try Audit(of: ratings, configuration: configuration)
        return ""
      } catch { return "\(error)" }
    }
    #expect(message { $0.holdOut = 0.1 }.contains("random walks predict no ratings"))
    #expect(message { $0.repeats = 2 }.contains("random walks have no random start"))
    #expect(message { $0.graph.walk.restart = 1 }.contains("restart"))
    #expect(message { $0.graph.steps = 0 }.contains("walkSteps"))
    #expect(throws: ExperimentError.self) {
      try Audit(of: ratings, test: ratings, configuration: configuration())
    }
  }
}
