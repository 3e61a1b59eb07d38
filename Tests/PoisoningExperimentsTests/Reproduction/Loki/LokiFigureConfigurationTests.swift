import PoisoningAttacks
import RecommenderInfluence
import Recommenders
import TensorLearning
import Testing

@testable import PoisoningExperiments

@Suite struct LokiFigureConfigurationTests {
  @Test func defaultsAreThePapers() {
    let figure = LokiFigureConfiguration(.figure3)
    #expect(figure.victims == [.bprmf, .fpmc, .transrec, .gru4rec])
    #expect(figure.audit.attacks.count == 7)
    #expect(figure.sizes == [0.03])
    #expect(figure.actions == [15])
    #expect(figure.seeds == [1, 2, 3])
    #expect(figure.audit.targetCount == 20)
    #expect(figure.audit.targetUserCount == 20)
    #expect(figure.audit.top == 10)
    #expect(LokiFigureConfiguration(.figure4).sizes == [0.005, 0.01, 0.02, 0.03, 0.05])
    #expect(LokiFigureConfiguration(.figure4).actions == [15])
    #expect(LokiFigureConfiguration(.figure5).actions == [5, 10, 15])
    #expect(LokiFigureConfiguration(.figure5).sizes == [0.03])
  }

  @Test func noneIsMeasuredOnceForAllBudgets() {
    let figure = smallFigure(
      .figure4, attacks: ["none", "random", "greedy", "loki"], sizes: [0.1, 0.2])
    // For each seed and victim: none, and two sizes of random and of what shares the simulator.
    #expect(figure.keys.count == 2 * 2 * (1 + 2 * 2))
    #expect(figure.keys.count { $0.attacks == ["none"] } == 4)
    #expect(figure.keys.filter { $0.attacks == ["none"] }.allSatisfy { $0.size == nil })
    #expect(Set(figure.keys).count == figure.keys.count)
    #expect(figure.keys.map(\.seed) == figure.keys.map(\.seed).sorted())
  }

  @Test func figuresShareAudits() {
    let three = LokiFigureConfiguration(.figure3)
    let (four, five) = (LokiFigureConfiguration(.figure4), LokiFigureConfiguration(.figure5))
    #expect(Set(three.keys).isSubset(of: four.keys))
    #expect(Set(three.keys).isSubset(of: five.keys))
    #expect(three.shared == four.shared)
    #expect(three.shared == five.shared)
  }

  @Test func theAuditOfAKeyHasItsBudgetAndNotItsVictimInTheSimulator() {
    let figure = smallFigure(.figure3)
    let key = SequenceAuditKey(
      victim: .fpmc, attacks: ["loki"], size: 0.2, actions: 6, seed: 9)
    let audit = figure.audit(of: key)
    #expect(audit.victim == .fpmc)
    #expect(audit.simulators == [.bprmf, .transrec])
    #expect(audit.attacks == ["loki"])
    #expect(audit.controlled == 0.2)
    #expect(audit.actions == 6)
    #expect(audit.seed == 9)
    #expect(audit.targetCount == 3)
    #expect(audit.loki.learning.episodes == 32)
  }

  @Test func whatChangesResultsChangesWhatIsShared() {
    let figure = smallFigure(.figure3)
    let changes: [(inout LokiFigureConfiguration) -> Void] = [
      { $0.audit.top = 6 }, { $0.audit.targetCount = 4 }, { $0.audit.repetitions = 2 },
      { $0.audit.local.epochs = 3 }, { $0.audit.loki.finalists = 3 },
      { $0.simulators = [.bprmf, .fpmc] },
    ]
    for change in changes {
      var other = figure
      change(&other)
      #expect(other.shared != figure.shared)
    }
    var same = figure
    same.audit.seed = 12
    same.audit.attacks = ["popular"]
    same.simulators = [.transrec, .bprmf, .fpmc]
    #expect(same.shared == figure.shared)
  }

  @Test func rejectsOptionsThatAreNone() {
    let changes: [(String, (inout LokiFigureConfiguration) -> Void)] = [
      ("victims", { $0.victims = [] }), ("victims", { $0.victims = [.fpmc, .fpmc] }),
      ("simulators", { $0.simulators = [] }), ("seeds", { $0.seeds = [] }),
      ("seeds", { $0.seeds = [1, 1] }), ("attacks", { $0.audit.attacks = [] }),
      ("attacks", { $0.audit.attacks = ["none", "bandit"] }),
      ("attacks", { $0.audit.attacks = ["none", "none"] }), ("sizes", { $0.sizes = [] }),
      ("sizes", { $0.sizes = [0] }), ("sizes", { $0.sizes = [1.5] }),
      ("sizes", { $0.sizes = [.nan] }), ("sizes", { $0.sizes = [0.1, 0.2] }),
      ("actions", { $0.actions = [0] }), ("actions", { $0.actions = [4, 5] }),
      ("top", { $0.audit.top = 0 }),
      (
        "simulators",
        {
          $0.audit.attacks = ["loki"]
          $0.simulators = [.fpmc]
        }
      ),
    ]
    for (name, change) in changes {
      var figure = smallFigure(.figure3)
      change(&figure)
      let error = #expect(throws: ExperimentError.self) { try figure.validate() }
      guard case .invalidOption(let found, _) = error, found == name else {
        Issue.record("\(name) is not named by \(String(describing: error))")
        continue
      }
    }
  }

  @Test func onlyTheFigureOfABudgetTakesSeveral() throws {
    try smallFigure(.figure4, sizes: [0.1, 0.2]).validate()
    try smallFigure(.figure5, actions: [4, 5]).validate()
    #expect(throws: ExperimentError.self) {
      try smallFigure(.figure5, sizes: [0.1, 0.2]).validate()
    }
    #expect(throws: ExperimentError.self) {
      try smallFigure(.figure4, actions: [4, 5]).validate()
    }
  }
}
