import PoisoningAttacks
import PoisoningExperiments
import RecommenderInfluence
import Recommenders
import TensorLearning
import Testing

/// Whom an audit of sequences is about, and what it hands on.
@Suite struct SequenceAuditTests {
  /// An audit of few attacks with small budgets.
  private func configuration(_ attacks: [String]) -> SequenceAuditConfiguration {
    var configuration = smallFigure(.figure3, attacks: attacks).audit
    configuration.attacks = attacks
    configuration.simulators = [.bprmf]
    configuration.controlled = 0.1
    configuration.actions = 4
    return configuration
  }

  @Test func namedTargetsAndUsersTakeThePlaceOfRandomOnes() throws {
    var named = configuration(["none", "alternate"])
    named.targets = ["i39", "i2"]
    named.targetUsers = ["u5"]
    let result = try SequenceAudit(named).run(on: orderedLog())
    #expect(result.targets == ["i39", "i2"])
    #expect(result.targetUsers == ["u5"])
    // Only one of them can be shown or not: the rate is a whole number of halves.
    #expect(result.cells.allSatisfy { [0, 0.5, 1].contains($0.displayRate) })
  }

  @Test func unknownNamesAreAnError() throws {
    var items = configuration(["none"])
    items.targets = ["i2", "i40"]
    #expect(
      throws: ExperimentError.invalidOption(
        name: "targets", requirement: "no item of the sequences is named \"i40\"")
    ) { try SequenceAudit(items).run(on: orderedLog()) }
    var users = configuration(["none"])
    users.targetUsers = ["u60"]
    #expect(
      throws: ExperimentError.invalidOption(
        name: "targetUsers", requirement: "no user of the sequences is named \"u60\"")
    ) { try SequenceAudit(users).run(on: orderedLog()) }
  }

  @Test func targetsToDemoteAreShownBefore() throws {
    var demotion = configuration(["none", "alternate"])
    demotion.goal = .demote
    let result = try SequenceAudit(demotion).run(on: orderedLog())
    #expect(result.targets.count == 3)
    #expect(result.cells[0].displayRate > 0)
    #expect(
      try SequenceAudit(demotion).run(on: orderedLog()).cells[1].displayRate
        == result.cells[1].displayRate)
  }

  @Test func whatLokiLearnsIsHandedOnAndTakenUp() throws {
    var learning = configuration(["loki"])
    learning.loki.queries = 2
    var policies: [LokiPolicy] = []
    let result = try SequenceAudit(learning).run(on: orderedLog(), learned: { policies.append($0) })
    let cell = result.cells[0]
    #expect(cell.weights == [1])
    #expect(cell.curve?.map(\.episode) == [16, 32])
    let policy = try #require(policies.first)
    #expect(policy.policy.horizon == 4)
    _ = try SequenceAudit(learning).run(on: orderedLog(), start: policy)
    learning.actions = 5
    #expect(throws: AttackError.self) {
      try SequenceAudit(learning).run(on: orderedLog(), start: policy)
    }
  }
}
