import Foundation
public import Tensor

/// How well the next actions of users are foreseen: by the places of single held-out items.
public struct NextItemAccuracy: Hashable, Codable, Sendable {
  /// K, the number of places that count.
  public let length: Int
  /// Recall@K, the share of users whose item is among the first K; with one item a user it is the hit ratio.
  public let recall: Double
  /// NDCG@K, the mean of 1/log₂(1 + place) over users, 0 beyond the first K. [Jarvelin2002]
  public let ndcg: Double

  /// The accuracy of given places.
  ///
  /// - Parameters:
  ///   - ranks: The place of each user's item from 1, such as
  ///     ``NextItemRecommender/ranks(ofItems:for:after:parallelism:)`` gives; nil, for an item that cannot be
  ///     recommended any more, counts as missed.
  ///   - length: K, at least 1.
  /// - Throws: `RecommenderError.invalidOption` for a length below 1, `.emptyData` without users.
  public init(ranks: [Int?], length: Int = 10) throws(RecommenderError) {
    guard length >= 1 else {
      throw .invalidOption(name: "top", requirement: "\(length) is not at least 1")
    }
    guard !ranks.isEmpty else { throw .emptyData(what: "users with an item to foresee") }
    let hits = ranks.compactMap { $0 }.filter { $0 <= length }
    self.length = length
    recall = Double(hits.count) / Double(ranks.count)
    ndcg = hits.reduce(0) { $0 + 1 / log2(Double($1) + 1) } / Double(ranks.count)
  }
}

extension NextItemRecommender {
  /// How well the next actions of users are foreseen.
  ///
  /// - Parameters:
  ///   - items: The next item of each user.
  ///   - users: Users the model was fitted on.
  ///   - histories: The items of each before it, oldest first.
  ///   - length: K, at least 1.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Throws: `RecommenderError` for a length below 1, no users, or what is not in the model.
  public func accuracy(
    ofItems items: [Int32], for users: [Int], after histories: [[Int32]], length: Int = 10,
    parallelism: Parallelism = .automatic
  ) throws(RecommenderError) -> NextItemAccuracy {
    try NextItemAccuracy(
      ranks: ranks(ofItems: items, for: users, after: histories, parallelism: parallelism),
      length: length)
  }
}
