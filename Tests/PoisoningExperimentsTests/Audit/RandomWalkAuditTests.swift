import Foundation
import PoisoningAttacks
import PoisoningExperiments
import RecommenderData
import Recommenders
import Tensor
import Testing

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
