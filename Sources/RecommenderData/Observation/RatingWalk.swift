internal import Tensor

/// A breadth-first walk over users and items that sees ratings until a quota is met.
struct RatingWalk {
  /// Whether the rating at each position of `byUser` has been seen.
  private(set) var isSeen: [Bool]

  private let ratings: RatingMatrix
  private var quota: Int
  private var isUserTaken: [Bool]
  private var isItemTaken: [Bool]

  /// A walk that has not begun and is to see `quota` ratings.
  init(_ ratings: RatingMatrix, quota: Int) {
    self.ratings = ratings
    self.quota = min(quota, ratings.count)
    isSeen = Array(repeating: false, count: ratings.count)
    isUserTaken = Array(repeating: false, count: ratings.userCount)
    isItemTaken = Array(repeating: false, count: ratings.itemCount)
  }

  /// Walks from `target`, then from the first item that is left, until the quota is met.
  mutating func run(from target: Int, using rng: inout some RandomNumberGenerator) {
    var start = target
    var next = 0
    while quota > 0 {
      isItemTaken[start] = true
      var items = [start]
      while quota > 0, !items.isEmpty {
        let users = takeUsers(besides: items, using: &rng)
        items = takeItems(besides: users, using: &rng)
      }
      while next < isItemTaken.count, isItemTaken[next] { next += 1 }
      start = next
    }
  }

  /// Takes the users who rated one of `items`, in random order, and sees what they say of the items
  /// taken before.
  private mutating func takeUsers(
    besides items: [Int], using rng: inout some RandomNumberGenerator
  ) -> [Int] {
    var users = Self.neighbours(of: items, in: ratings.byItem, isTaken: &isUserTaken)
    users.pinnedShuffle(using: &rng)
    for user in users {
      for position in ratings.byUser.range(ofRow: user)
      where isItemTaken[Int(ratings.byUser.indices[position])] {
        see(position)
      }
    }
    return users
  }

  /// Takes the items that one of `users` rated, in random order, and sees what the users taken
  /// before say of them.
  private mutating func takeItems(
    besides users: [Int], using rng: inout some RandomNumberGenerator
  ) -> [Int] {
    guard quota > 0 else { return [] }
    var items = Self.neighbours(of: users, in: ratings.byUser, isTaken: &isItemTaken)
    items.pinnedShuffle(using: &rng)
    for item in items {
      for place in ratings.byItem.range(ofRow: item) {
        let user = Int(ratings.byItem.indices[place])
        if isUserTaken[user] { see(ratings.byUser.position(ofRow: user, atLeast: item)) }
      }
    }
    return items
  }

  /// Sees a rating unless the quota is met.
  private mutating func see(_ position: Int) {
    guard quota > 0, !isSeen[position] else { return }
    isSeen[position] = true
    quota -= 1
  }

  /// The columns with an entry in one of `rows` that are not taken yet, ascending; takes them.
  private static func neighbours(
    of rows: [Int], in matrix: SparseMatrix<Double>, isTaken: inout [Bool]
  ) -> [Int] {
    var found: [Int] = []
    for row in rows {
      for position in matrix.range(ofRow: row) where !isTaken[Int(matrix.indices[position])] {
        isTaken[Int(matrix.indices[position])] = true
        found.append(Int(matrix.indices[position]))
      }
    }
    return found.sorted()
  }
}
