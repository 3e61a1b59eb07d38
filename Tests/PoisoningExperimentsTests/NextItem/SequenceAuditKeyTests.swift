import Recommenders
import Testing

@testable import PoisoningExperiments

@Suite struct SequenceAuditKeyTests {
  @Test func attacksThatShareTheSimulatorAreTogether() {
    #expect(
      SequenceAuditKey.groups(of: ["none", "greedy", "random", "loki", "popular"]) == [
        ["none"], ["random"], ["popular"], ["greedy", "loki"],
      ])
    #expect(SequenceAuditKey.groups(of: ["loki"]) == [["loki"]])
    #expect(SequenceAuditKey.groups(of: ["alternate"]) == [["alternate"]])
  }

  @Test func theGroupsKnowEveryAttack() {
    let names = SequenceAuditConfiguration.attackNames
    #expect(SequenceAuditKey.groups(of: names).flatMap(\.self).sorted() == names.sorted())
    #expect(SequenceAuditKey.simulated.isSubset(of: names))
  }

  @Test func namesTellKeysApart() {
    let keys = [
      SequenceAuditKey(victim: .fpmc, attacks: ["none"], seed: 1),
      SequenceAuditKey(victim: .bprmf, attacks: ["none"], seed: 1),
      SequenceAuditKey(victim: .fpmc, attacks: ["none"], seed: 2),
      SequenceAuditKey(victim: .fpmc, attacks: ["random"], size: 0.03, actions: 15, seed: 1),
      SequenceAuditKey(victim: .fpmc, attacks: ["random"], size: 0.03, actions: 5, seed: 1),
      SequenceAuditKey(victim: .fpmc, attacks: ["random"], size: 0.3, actions: 15, seed: 1),
      SequenceAuditKey(
        victim: .fpmc, attacks: ["greedy", "loki"], size: 0.03, actions: 15, seed: 1),
    ]
    #expect(Set(keys.map(\.fileName)).count == keys.count)
    #expect(keys[6].fileName == "fpmc-greedy.loki-0.03-actions-15-seed-1")
  }

  @Test func learningTakesLongest() {
    let key = { SequenceAuditKey(victim: .fpmc, attacks: $0, size: 0.03, actions: 15, seed: 1) }
    #expect(key(["random"]).work < key(["greedy"]).work)
    #expect(key(["greedy"]).work < key(["loki"]).work)
    #expect(key(["loki"]).work < key(["greedy", "loki"]).work)
  }
}
