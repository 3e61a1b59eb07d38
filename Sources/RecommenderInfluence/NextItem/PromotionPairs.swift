package import Recommenders
package import Tensor

/// The pairs of a target user and an unseen target, each with what the target has to get ahead of.
package struct PromotionPairs: Sendable {
  /// One pair.
  package struct Pair: Hashable, Sendable {
    /// The place of the user among those of the scenario.
    package let user: Int
    /// The target.
    package let target: Int32
    /// The K-th best other unseen item of the user; nil where fewer are unseen.
    package let rival: Int32?
    /// The target's score less that of the rival; infinite without one.
    package let margin: Double
    /// Whether the target is in the user's list.
    package let isShown: Bool
  }

  /// All pairs, user after user.
  package let pairs: [Pair]

  /// The pairs of a scenario as a model sees them.
  ///
  /// - Throws: `RecommenderError.shapeMismatch` if the model is not of the scenario's log, `.factorNotFinite` for
  ///   scores that are no numbers.
  package init(
    of model: some NextItemScorer, in scenario: PromotionScenario, parallelism: Parallelism
  ) throws(RecommenderError) {
    let lists = try model.nextItems(
      Swift.min(scenario.top, model.itemCount) + 1, of: scenario.users, after: scenario.histories,
      parallelism: parallelism)
    let scores = try model.nextItemScores(
      of: scenario.users, after: scenario.histories, parallelism: parallelism)
    // Lists leave out what is no number, so that nothing would be ahead of a target.
    try scores.requireFiniteScores()
    var pairs: [Pair] = []
    for (column, list) in lists.enumerated() {
      let seen = Set(scenario.histories[column])
      let shown = Set(list.prefix(scenario.top).map { Int32($0.item) })
      for target in scenario.targets where !seen.contains(target) {
        let isShown = shown.contains(target)
        // The K-th best of the others; there is none where fewer items are unseen.
        let place = isShown ? scenario.top : scenario.top - 1
        let rival = place < list.count ? list[place] : nil
        let margin = rival.map { Double(scores[Int(target), column] - $0.score) } ?? .infinity
        pairs.append(
          Pair(
            user: column, target: target, rival: rival.map { Int32($0.item) }, margin: margin,
            isShown: isShown))
      }
    }
    self.pairs = pairs
  }
}
