public import RecommenderData
public import Recommenders
public import Tensor

/// HR@N(t): how many normal users find item t in their top-N list.
///
/// The papers count all normal users, those who have rated t and can never be recommended it
/// included; ``ofNonRaters`` leaves these out. Injected users count in neither. [Fang2020, §5.1]
public struct HitRatio: Hashable, Codable, Sendable {
  /// The number of normal users.
  public let normalUsers: Int
  /// The number of normal users who have not rated the item.
  public let nonRaters: Int
  /// The number of normal users whose list holds the item.
  public let hits: Int

  /// Hits as a fraction of all normal users; 0 if there is none.
  public var ofAll: Double { normalUsers == 0 ? 0 : Double(hits) / Double(normalUsers) }
  /// Hits as a fraction of the normal users who have not rated the item; 0 if there is none.
  public var ofNonRaters: Double { nonRaters == 0 ? 0 : Double(hits) / Double(nonRaters) }

  /// Counts the lists that hold `target`.
  ///
  /// - Parameters:
  ///   - target: An item of `ratings`.
  ///   - lists: Top-N lists of unrated items, of all normal users at least.
  ///   - ratings: The ratings that the lists exclude; says who is normal and who has rated.
  /// - Precondition: `lists` covers all normal users.
  /// - Complexity: O(normal users · N).
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public init<Scalar: TensorScalar>(
    of target: Int, in lists: RecommendationLists<Scalar>, ratings: RatingMatrix
  ) {
    let users = 0..<ratings.normalUserCount
    precondition(
      users.isEmpty || (lists.users.contains(0) && lists.users.contains(users.upperBound - 1)),
      "lists of users \(lists.users) for \(users.count) normal users")
    normalUsers = users.count
    nonRaters = users.count - ratings.normalRaters(of: target).count
    hits = users.count { lists.contains(item: target, user: $0) }
  }
}

extension RatingMatrix {
  /// The normal users who have rated `item`, ascending.
  func normalRaters(of item: Int) -> [Int] {
    byItem.range(ofRow: item).lazy.map { Int(byItem.indices[$0]) }.filter { $0 < normalUserCount }
  }
}
