internal import Tensor

extension RatingMatrix {
  /// The number of ratings of each user, injected ones included.
  ///
  /// - Complexity: O(users).
  public var userRatingCounts: [Int] {
    (0..<userCount).map { byUser.range(ofRow: $0).count }
  }

  /// The number of ratings of each item, those of injected users included.
  ///
  /// - Complexity: O(items).
  public var itemRatingCounts: [Int] {
    (0..<itemCount).map { byItem.range(ofRow: $0).count }
  }

  /// The share of all (user, item) pairs that have a rating; 0 without users or items.
  public var density: Double {
    userCount == 0 || itemCount == 0 ? 0 : Double(count) / Double(userCount) / Double(itemCount)
  }
}
