internal import Tensor

extension RatingMatrix {
  /// Holds out a random share of the ratings.
  ///
  /// Only ratings of normal users are held out. A model without side information can say nothing of
  /// a user or an item that it has no rating of, so by default one of each stays in training; with
  /// many users or items of a single rating, fewer ratings than asked for can then be held out.
  ///
  /// - Parameters:
  ///   - share: The share of the normal users' ratings to hold out, between 0 and 1; their number
  ///     is rounded.
  ///   - minimumPerUser: How many ratings of each user stay in training, if there are as many.
  ///   - minimumPerItem: How many ratings of each item stay in training, if there are as many.
  ///   - rng: The source of randomness.
  /// - Throws: `DataError.invalidArgument` unless `0 < share < 1` and the minima are at least 0.
  /// - Complexity: O(users + items + ratings).
  public func holdingOut(
    share: Double, minimumPerUser: Int = 1, minimumPerItem: Int = 1,
    using rng: inout some RandomNumberGenerator
  ) throws(DataError) -> RatingSplit {
    guard share > 0, share < 1 else {
      throw .invalidArgument(name: "share", requirement: "\(share) is not between 0 and 1")
    }
    var quota = SplitQuota(self)
    try quota.setMinima(perUser: minimumPerUser, perItem: minimumPerItem)
    let normalCount = byUser.offsets[normalUserCount]
    var positions = Array(0..<normalCount)
    positions.pinnedShuffle(using: &rng)
    var left = Int((share * Double(normalCount)).rounded())
    var isHeldOut = [Bool](repeating: false, count: count)
    for position in positions {
      guard left > 0 else { break }
      guard quota.take(position) else { continue }
      isHeldOut[position] = true
      left -= 1
    }
    return RatingSplit(self, isHeldOut: isHeldOut)
  }

  /// Holds out a number of random ratings of each normal user.
  ///
  /// - Parameters:
  ///   - perUser: How many ratings of each user to hold out; fewer of users who would otherwise
  ///     keep less than the minimum.
  ///   - minimumPerUser: How many ratings of each user stay in training, if there are as many.
  ///   - minimumPerItem: How many ratings of each item stay in training; 0 by default, since
  ///     leave-one-out evaluation usually asks nothing of items.
  ///   - rng: The source of randomness.
  /// - Throws: `DataError.invalidArgument` unless `perUser` is at least 1 and the minima are at
  ///   least 0.
  /// - Complexity: O(users + items + ratings).
  public func leavingOut(
    perUser: Int, minimumPerUser: Int = 1, minimumPerItem: Int = 0,
    using rng: inout some RandomNumberGenerator
  ) throws(DataError) -> RatingSplit {
    guard perUser >= 1 else {
      throw .invalidArgument(name: "perUser", requirement: "\(perUser) is not at least 1")
    }
    var quota = SplitQuota(self)
    try quota.setMinima(perUser: minimumPerUser, perItem: minimumPerItem)
    var isHeldOut = [Bool](repeating: false, count: count)
    for user in 0..<normalUserCount {
      var positions = Array(byUser.range(ofRow: user))
      positions.pinnedShuffle(using: &rng)
      var left = perUser
      for position in positions where left > 0 && quota.take(position) {
        isHeldOut[position] = true
        left -= 1
      }
    }
    return RatingSplit(self, isHeldOut: isHeldOut)
  }
}
