import PoisoningAttacks
import PoisoningExperiments
import RecommenderData
import RecommenderInfluence
import Recommenders
import TensorLearning

/// 60 users who go through 40 items in order, from different ones on, seven actions each.
func orderedLog() throws -> InteractionLog {
  try InteractionLog(
    userIdentifiers: (0..<60).map { "u\($0)" }, itemIdentifiers: (0..<40).map { "i\($0)" },
    sequences: (0..<60).map { user in (0..<7).map { (user * 3 + $0) % 40 } })
}

/// A figure of two victims, small budgets and two seeds.
func smallFigure(
  _ figure: LokiFigure, attacks: [String] = ["none", "random", "alternate"],
  victims: [NextItemModel] = [.bprmf, .fpmc], sizes: [Double] = [0.1], actions: [Int] = [4],
  seeds: [UInt64] = [1, 2]
) -> LokiFigureConfiguration {
  var loki = LokiOptions()
  loki.groups.clusters = 2
  loki.learning.episodes = 32
  return LokiFigureConfiguration(
    figure,
    audit: SequenceAuditConfiguration(
      attacks: attacks, targetCount: 3, targetUserCount: 4, top: 5,
      local: .init(epochs: 2), loki: loki),
    victims: victims, simulators: [.bprmf, .fpmc, .transrec], sizes: sizes, actions: actions,
    seeds: seeds)
}
