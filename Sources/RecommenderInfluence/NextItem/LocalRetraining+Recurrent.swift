import RecommenderData
public import Recommenders
import Tensor

extension LocalRetraining {
  /// How many epochs a recurrent network goes on for each that a model of pairs does: it learns from a whole
  /// sequence at once, by Adam, and needs a tenth.
  private static var recurrentShare: Int { 10 }

  /// Local retraining of a recurrent network: on the injected sequences, and on those of clean users who have
  /// chosen a target or a target user's last item, or are target users.
  ///
  /// The negatives of a batch are its own items, so that nothing needs to be held down beside.
  public init(_ model: GRU4Rec, scenario: PromotionScenario, options: Options) {
    let users = Set(scenario.users)
    let items = Set(scenario.targets + scenario.pushed + scenario.histories.compactMap(\.last))
    let clean = (0..<scenario.log.userCount).filter { user in
      users.contains(user) || scenario.log.sequence(of: user).contains { items.contains($0) }
    }.map { Array(scenario.log.sequence(of: $0)) }
    self.init { sequences in
      let injected = sequences.map { $0.items.map { Int32($0) } }
      let retrained = try model.continued(
        on: clean + injected, epochs: max(1, options.epochs / Self.recurrentShare),
        seed: options.seed, parallelism: .serial)
      return try PromotionOutcome(of: retrained, in: scenario, parallelism: .serial)
    }
  }
}
