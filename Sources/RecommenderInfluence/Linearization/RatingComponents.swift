internal import Tensor

/// The connected components of the bipartite graph of ratings that have at least one rating.
struct RatingComponents {
  /// Users and items of each, ascending.
  private(set) var all: [(users: [Int], items: [Int])] = []

  /// The components of a pattern in both orientations.
  ///
  /// - Complexity: O(users + items + ratings).
  init(byUser: SparseMatrix<Double>, byItem: SparseMatrix<Double>) {
    var isKnown = (
      users: [Bool](repeating: false, count: byUser.rows),
      items: [Bool](repeating: false, count: byItem.rows)
    )
    for first in 0..<byUser.rows where !isKnown.users[first] {
      guard !byUser.range(ofRow: first).isEmpty else { continue }
      isKnown.users[first] = true
      var users = [first]
      var items: [Int] = []
      var (nextUser, nextItem) = (0, 0)
      while nextUser < users.count || nextItem < items.count {
        if nextUser < users.count {
          for position in byUser.range(ofRow: users[nextUser]) {
            let item = Int(byUser.indices[position])
            if !isKnown.items[item] {
              isKnown.items[item] = true
              items.append(item)
            }
          }
          nextUser += 1
        } else {
          for position in byItem.range(ofRow: items[nextItem]) {
            let user = Int(byItem.indices[position])
            if !isKnown.users[user] {
              isKnown.users[user] = true
              users.append(user)
            }
          }
          nextItem += 1
        }
      }
      all.append((users.sorted(), items.sorted()))
    }
  }
}
