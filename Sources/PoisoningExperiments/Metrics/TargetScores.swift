public import RecommenderData
public import Recommenders
internal import Tensor

/// The scores that a model gives one item for every normal user: r̂_ut for all u.
public struct TargetScores: Hashable, Sendable {
  /// The item.
  public let target: Int
  /// The score for each normal user.
  public let values: [Double]

  /// Asks `model` for the scores of `target`.
  ///
  /// - Parameters:
  ///   - target: The item's index.
  ///   - model: The model to ask.
  ///   - ratings: The ratings that the model was fitted on; says who is normal.
  /// - Complexity: One score for each normal user.
  public init<Model: Recommender>(of target: Int, by model: Model, ratings: RatingMatrix) {
    self.target = target
    values = model.scores(ofItem: target, users: ratings.normalUserCount).map { Double($0) }
  }

  /// The prediction shift from this model to one fitted on poisoned data.
  ///
  /// - Parameters:
  ///   - after: The scores of the same item by the other model.
  ///   - ratings: Says which normal users have rated the item; they are left out.
  /// - Returns: The mean of r̂_ut after − r̂_ut before over the normal users who have not rated
  ///   t; 0 if there is none.
  /// - Precondition: Both are scores of one item for the same users.
  public func shift(to after: TargetScores, ratings: RatingMatrix) -> Double {
    precondition(
      target == after.target && values.count == after.values.count
        && values.count == ratings.normalUserCount,
      "scores of different items or users")
    let raters = Set(ratings.normalRaters(of: target))
    guard raters.count < values.count else { return 0 }
    var sum = 0.0
    for user in values.indices where !raters.contains(user) {
      sum += after.values[user] - values[user]
    }
    return sum / Double(values.count - raters.count)
  }
}
