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
