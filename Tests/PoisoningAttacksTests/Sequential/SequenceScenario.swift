import RecommenderData
import RecommenderInfluence
import Tensor

/// A small log with an aim: users of two worlds of items, and targets that their users never meet.
enum SequenceScenario {
  /// 120 users with six actions each on one of two halves of 60 items; five users and three targets by default.
  static func make(
    targets: [Int] = [40, 50, 55], replacements: [Int]? = nil
  ) throws -> PromotionScenario {
    var rng = SeededGenerator(seed: 4)
    var sequences: [[Int]] = []
    for user in 0..<120 {
      let own = RandomSampling.indices(6, from: 30, using: &rng)
      sequences.append(own.map { $0 + user % 2 * 30 })
    }
    let log = try InteractionLog(
      userIdentifiers: (0..<120).map { "u\($0)" }, itemIdentifiers: (0..<60).map { "i\($0)" },
      sequences: sequences)
    return try PromotionScenario(
      log.leavingLastTwoOut(), targets: targets, users: [0, 2, 4, 6, 8], top: 5,
      replacements: replacements)
  }
}
