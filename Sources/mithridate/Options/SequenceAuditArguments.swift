internal import ArgumentParser
internal import PoisoningAttacks
internal import PoisoningExperiments
internal import RecommenderInfluence
internal import TensorLearning

/// The options of audits of next-item recommenders that the audits of a whole figure have in common.
struct SequenceAuditArguments: ParsableArguments {
  @OptionGroup var scenario: SequenceScenarioArguments

  @Option(
    parsing: .unconditional, help: "Trainings of the victim for each attack, all other seeds.")
  var repetitions = SequenceAuditConfiguration().repetitions

  @Option(parsing: .unconditional, help: "Episodes that loki learns from.")
  var episodes = LokiOptions().learning.episodes

  @Option(
    parsing: .unconditional, help: "Clusters of items that loki chooses among besides the targets.")
  var clusters = ItemGroups.Options().clusters

  @Option(
    help:
      "How loki draws the items of a group: \(ItemSampling.allCases.map(\.rawValue).joined(separator: ", "))."
  )
  var itemSampling = LokiOptions().itemSampling

  @Option(
    parsing: .unconditional,
    help: "Fake sequences whose effect loki asks the victim for before it learns.")
  var queries = LokiOptions().queries

  @Option(
    parsing: .unconditional,
    help: "Parts in which loki injects, the simulator trained anew after each.")
  var portions = LokiOptions().portions

  @Option(
    help:
      "How loki and greedy judge fake users: local-retraining, or influence as in the paper.")
  var estimator = LokiOptions().estimator

  @Option(parsing: .unconditional, help: "Epochs of local retraining, by which attacks are judged.")
  var localEpochs = LocalRetraining.Options().epochs

  /// An audit of the given attacks with these options.
  func audit(attacks: [String]) -> SequenceAuditConfiguration {
    var loki = LokiOptions()
    loki.groups.clusters = clusters
    loki.itemSampling = itemSampling
    loki.learning.episodes = episodes
    loki.estimator = estimator
    loki.queries = queries
    loki.portions = portions
    return SequenceAuditConfiguration(
      attacks: attacks, targetCount: scenario.targets,
      targetUserCount: scenario.targetUsers, top: scenario.top,
      repetitions: repetitions, local: .init(epochs: localEpochs), loki: loki)
  }
}
