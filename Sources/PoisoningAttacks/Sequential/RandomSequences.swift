public import RecommenderData
public import RecommenderInfluence
public import Tensor

/// Targets among random items [Zhang2020, §4.2.1, *Random*].
///
/// Each fake user mixes the targets with as many random other items into a repository of its own, or more
/// if the sequence is longer, and takes items from it at random without repetition.
public struct RandomSequences: SequenceAttack {
  /// The name of this attack.
  public let name = "random"

  /// The attack.
  public init() {}

  /// Sequences of items drawn from a repository of each fake user.
  public func sequences(
    count: Int, length: Int, scenario: PromotionScenario,
    progress: ((_ share: Double) throws -> Void)?, using rng: inout SeededGenerator
  ) throws -> [FakeSequence] {
    try requireBudget(count, length)
    let targets = scenario.pushed.map { Int($0) }
    let others = ItemDeck.others(than: targets, itemCount: scenario.log.itemCount)
    return (0..<count).map { _ in
      let wanted = max(targets.count, length - targets.count)
      let mixed = RandomSampling.indices(
        min(wanted, others.count), from: others.count, using: &rng)
      var repository = targets + mixed.map { others[$0] }
      repository.pinnedShuffle(using: &rng)
      // Only where there are fewer items than actions does one come again.
      return FakeSequence(items: (0..<length).map { repository[$0 % repository.count] })
    }
  }
}
