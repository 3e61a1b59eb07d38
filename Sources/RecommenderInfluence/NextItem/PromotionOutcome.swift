internal import Foundation
import RecommenderData
public import Recommenders
public import Tensor

/// How far a model shows the targets of a scenario to its users.
public struct PromotionOutcome: Hashable, Sendable {
  /// The fraction of pairs of a target user and a target with the target in the user's list
  /// [Zhang2020, §4.2.3]; a target that the user has seen is never in it.
  public let displayRate: Double
  /// The fraction of target users with any target in their list.
  public let anyTargetRate: Double
  /// The mean over pairs with an unseen target of log σ(m), m being the target's score less that of the
  /// K-th best other unseen item: the target is shown where m > 0.
  ///
  /// It grows with every pair that comes nearer to its list and saturates beyond, so that neither the
  /// targets that are shown anyway nor models that are easily moved decide alone.
  public let logLikelihood: Double
  /// The mean over all pairs of σ(m), 0 for seen targets: a display rate without its edge.
  ///
  /// Unlike ``logLikelihood`` it does not mind targets that stay far from every list.
  public let smoothDisplayRate: Double

  /// How far a goal is attained, in [−1.25, 1.25]: the display rate, and a quarter of the smooth one, which
  /// tells apart what shows nothing yet; both negated for demotion.
  public func attainment(of goal: PromotionGoal) -> Double {
    let value = displayRate + 0.25 * smoothDisplayRate
    return goal == .promote ? value : -value
  }

  /// The outcome of a scenario with a model.
  ///
  /// - Parameters:
  ///   - model: A model fitted on the scenario's log, with or without injected users, or a vote of models.
  ///   - scenario: Whom to show what.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Throws: `RecommenderError.shapeMismatch` if the model is not of this log.
  public init(
    of model: some NextItemScorer, in scenario: PromotionScenario,
    parallelism: Parallelism = .automatic
  ) throws(RecommenderError) {
    let lists = try model.nextItems(
      scenario.top + 1, of: scenario.users, after: scenario.histories, parallelism: parallelism)
    let scores = try model.nextItemScores(
      of: scenario.users, after: scenario.histories, parallelism: parallelism)
    var shown = 0
    var reached = 0
    var pairs = 0
    var sum = 0.0
    var smooth = 0.0
    for (column, list) in lists.enumerated() {
      let seen = Set(scenario.histories[column])
      let places = Dictionary(
        uniqueKeysWithValues: list.prefix(scenario.top).enumerated().map { (Int32($1.item), $0) })
      var isReached = false
      for target in scenario.targets where !seen.contains(target) {
        let isShown = places[target] != nil
        shown += isShown ? 1 : 0
        isReached = isReached || isShown
        pairs += 1
        // The K-th best of the others; there is none where fewer items are unseen.
        let rival = isShown ? scenario.top : scenario.top - 1
        guard rival < list.count else {
          smooth += 1
          continue
        }
        let margin = Double(scores[Int(target), column] - list[rival].score)
        sum -= margin > 0 ? log1p(exp(-margin)) : log1p(exp(margin)) - margin
        smooth += 1 / (1 + exp(-margin))
      }
      reached += isReached ? 1 : 0
    }
    let all = Double(scenario.users.count * scenario.targets.count)
    displayRate = Double(shown) / all
    smoothDisplayRate = smooth / all
    anyTargetRate = Double(reached) / Double(scenario.users.count)
    logLikelihood = pairs > 0 ? sum / Double(pairs) : 0
  }
}
