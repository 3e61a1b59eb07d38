internal import Tensor

/// Counts what stays in training, so that no user or item loses too much.
struct SplitQuota {
  private let items: [Int32]
  private var users: [Int32]
  private var userCounts: [Int]
  private var itemCounts: [Int]
  private var minimumPerUser = 0
  private var minimumPerItem = 0

  /// The quota of a matrix of which nothing is held out yet.
  init(_ ratings: RatingMatrix) {
    items = ratings.byUser.indices
    userCounts = ratings.userRatingCounts
    itemCounts = ratings.itemRatingCounts
    users = []
    users.reserveCapacity(ratings.count)
    for (user, count) in userCounts.enumerated() {
      users.append(contentsOf: repeatElement(Int32(user), count: count))
    }
  }

  /// Sets how many ratings of each user and item stay.
  mutating func setMinima(perUser: Int, perItem: Int) throws(DataError) {
    guard perUser >= 0 else {
      throw .invalidArgument(name: "minimumPerUser", requirement: "\(perUser) is not at least 0")
    }
    guard perItem >= 0 else {
      throw .invalidArgument(name: "minimumPerItem", requirement: "\(perItem) is not at least 0")
    }
    minimumPerUser = perUser
    minimumPerItem = perItem
  }

  /// Takes the rating at a position of `byUser` out of training, if that is allowed.
  mutating func take(_ position: Int) -> Bool {
    let user = Int(users[position])
    let item = Int(items[position])
    guard userCounts[user] > minimumPerUser, itemCounts[item] > minimumPerItem else {
      return false
    }
    userCounts[user] -= 1
    itemCounts[item] -= 1
    return true
  }
}
