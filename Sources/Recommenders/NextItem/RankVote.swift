public import Tensor

/// Several recommenders' vote on the next item by the places that they give it.
///
/// It is that of [Zhang2020, Eq. 1]:
///
///     score(i) = −Σ_m w_m · rank_m(i)
///
/// rank_m(i) counts from 1 in the order of model m's whole list; items that the user has seen are in no list and
/// count as last. The weights sum to 1, which has 1/M of the equation in it.
public struct RankVote: NextItemScorer {
  /// The voters, at least one, all of the same users and items.
  public let models: [any NextItemRecommender]
  /// What each voter's place counts, not negative, with a sum of 1.
  public let weights: [Double]
  /// The number of users that can be asked for.
  public let userCount: Int
  /// The number of items.
  public let itemCount: Int

  /// A vote.
  ///
  /// - Parameters:
  ///   - models: The voters.
  ///   - weights: One for each, not negative and not all zero; their scale is free. Uniform if not given.
  /// - Throws: `RecommenderError.invalidOption` for no models or impossible weights, `.shapeMismatch` for
  ///   models of different users or items.
  public init(
    _ models: [any NextItemRecommender], weights: [Double]? = nil
  ) throws(RecommenderError) {
    guard let first = models.first else {
      throw .invalidOption(name: "models", requirement: "at least one is needed")
    }
    for model in models
    where model.userCount != first.userCount || model.itemCount != first.itemCount {
      throw .shapeMismatch(
        what: "model of a vote", expected: "\(first.userCount) users, \(first.itemCount) items",
        found: "\(model.userCount) users, \(model.itemCount) items")
    }
    let weights = weights ?? models.map { _ in 1 }
    let sum = weights.reduce(0, +)
    guard weights.count == models.count, weights.allSatisfy({ $0 >= 0 && $0.isFinite }), sum > 0
    else {
      throw .invalidOption(
        name: "weights",
        requirement: "\(weights) are not \(models.count) numbers from 0 with one above")
    }
    self.models = models
    self.weights = weights.map { $0 / sum }
    userCount = first.userCount
    itemCount = first.itemCount
  }

  /// The vote's scores, none above −1; no numbers for users for whom a model with a weight scores some item by none.
  ///
  /// - Complexity: The models' scores, and a sort of all items for each user and model.
  public func scores(
    of users: [Int], after histories: [[Int32]], parallelism: Parallelism
  ) -> Matrix<Float> {
    var votes = Matrix<Float>(rows: itemCount, columns: users.count)
    for (model, weight) in zip(models, weights) where weight > 0 {
      let scores = model.scores(of: users, after: histories, parallelism: parallelism)
      let ranks = parallelism.map(count: users.count, chunk: 1) { range in
        let own = Array(scores.column(range.lowerBound))
        // What is no number has no place.
        guard own.allSatisfy(\.isFinite) else { return [Int]?.none }
        return Self.ranks(own, seen: Set(histories[range.lowerBound]))
      }
      for (user, ranks) in ranks.enumerated() {
        for item in 0..<itemCount {
          votes[item, user] -= Float(weight) * (ranks.map { Float($0[item]) } ?? .nan)
        }
      }
    }
    return votes
  }

  /// The places of all items, from 1; of equal scores the smaller index is ahead, seen items are last.
  private static func ranks(_ scores: [Float], seen: Set<Int32>) -> [Int] {
    var ranks = [Int](repeating: scores.count, count: scores.count)
    let unseen = scores.indices.filter { !seen.contains(Int32($0)) }
    let order = unseen.sorted { (scores[$1], $0) < (scores[$0], $1) }
    for (place, item) in order.enumerated() { ranks[item] = place + 1 }
    return ranks
  }
}
