import PoisoningAttacks
import RecommenderData
import RecommenderInfluence
import Recommenders
import Synchronization
import Tensor

/// Random targets and target users, with an attacker's models.
struct Draw {
  /// How many fixed sequences stand before the learned ones in a final.
  private static let fixedSequences = 6

  private let scenario: PromotionScenario
  private let models: [AttackerModel]
  private let seed: UInt64

  /// Draws twenty of each and fits the models.
  init(_ split: SequenceSplit, seed: UInt64) throws {
    self.seed = seed
    var rng = SeededGenerator(seed: seed)
    let targets = RandomSampling.indices(20, from: split.training.itemCount, using: &rng)
    let users = RandomSampling.indices(20, from: split.training.userCount, using: &rng)
    let scenario = try PromotionScenario(split, targets: targets, users: users)
    self.scenario = scenario
    models = try [NextItemModel.bprmf, .fpmc, .transrec].map {
      try AttackerModel($0, scenario: scenario, seed: seed + 1000)
    }
  }

  /// The value of the best learned sequence, found with these options.
  func learned(_ options: LokiOptions, length: Int) throws -> Double {
    var rng = SeededGenerator(seed: seed, stream: 1)
    let attack = LokiAttack(models: models.map(Self.sparing), options: options)
    let report = try attack.report(
      count: scenario.log.normalUserCount / 100, length: length, scenario: scenario, using: &rng)
    precondition(
      report.trials.count == Self.fixedSequences + options.finalists, "another kind of final")
    return report.trials.dropFirst(Self.fixedSequences).map(\.value).max() ?? 0
  }

  /// A model that is trained anew for learned sequences only: fixed ones are not what options change.
  private static func sparing(_ model: AttackerModel) -> AttackerModel {
    let trials = Counter()
    return AttackerModel(name: model.name, clean: model.clean, local: model.local) { log in
      trials.next() <= fixedSequences ? model.clean : try model.rehearse(log)
    }
  }
}

/// Counts calls from any thread.
private final class Counter: Sendable {
  private let count = Mutex(0)

  /// The number of this call, from 1.
  func next() -> Int {
    count.withLock {
      $0 += 1
      return $0
    }
  }
}
