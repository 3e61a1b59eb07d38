public import Tensor

/// The distributions of walks from a block of users over all items.
public struct WalkScores<Scalar: TensorScalar>: Recommender {
  /// The number of users of the whole model.
  public let userCount: Int
  /// The number of items.
  public let itemCount: Int
  /// The users that can be asked about.
  public let users: Range<Int>
  /// p_ui, a matrix for each ``WalkGraph/walks`` users: a row for each of them, a column for each
  /// item.
  package let slices: [Matrix<Scalar>]

  /// Distributions that are at hand.
  package init(
    userCount: Int, itemCount: Int, users: Range<Int>, slices: [Matrix<Scalar>]
  ) {
    self.userCount = userCount
    self.itemCount = itemCount
    self.users = users
    self.slices = slices
  }

  /// Solves for the walks from `users` on one thread.
  package init(_ graph: WalkGraph<Scalar>, users: Range<Int>) {
    userCount = graph.userCount
    itemCount = graph.itemCount
    self.users = users
    slices = stride(from: users.lowerBound, to: users.upperBound, by: WalkGraph<Scalar>.walks).map {
      graph.itemVisits(
        from: Array($0..<Swift.min($0 + WalkGraph<Scalar>.walks, users.upperBound)))
    }
  }

  /// p_ui for a block of users and items; see the protocol.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func score(users: Range<Int>, items: Range<Int>, into block: inout Matrix<Scalar>) {
    precondition(
      users.isEmpty
        || (self.users.contains(users.lowerBound) && self.users.contains(users.upperBound - 1)),
      "users \(users) of \(self.users)")
    for user in users {
      let (slice, row) = (user - self.users.lowerBound).quotientAndRemainder(
        dividingBy: WalkGraph<Scalar>.walks)
      block.withMutableColumn(user - users.lowerBound) { scores in
        for item in items { scores[item - items.lowerBound] = slices[slice][row, item] }
      }
    }
  }
}

extension WalkGraph {
  /// p_ui of walks from some users, a row for each of them and a column for each item, on one thread.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  package func itemVisits(from users: [Int]) -> Matrix<Scalar> {
    var visits = itemStarts(from: users)
    items.solve(&visits, parallelism: .serial)
    for item in 0..<itemCount {
      let root = Scalar(itemDegrees[item].squareRoot())
      visits.withMutableColumn(item) { for row in $0.indices { $0[row] *= root } }
    }
    return visits
  }

  /// The measured relative residual of the solve for the walks from each of some users.
  package func residuals(from users: [Int], parallelism: Parallelism) -> [Double] {
    let starts = itemStarts(from: users)
    var solution = starts
    items.solve(&solution, parallelism: parallelism)
    return items.residuals(of: solution, for: starts, parallelism: parallelism)
  }

  /// The right-hand sides of the half for items for walks from some users.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  private func itemStarts(from users: [Int]) -> Matrix<Scalar> {
    let edges = items.matrix
    var starts = Matrix<Scalar>(rows: users.count, columns: itemCount)
    for (row, user) in users.enumerated() where userDegrees[user] > 0 {
      let scale = (1 - restart) * restart / userDegrees[user].squareRoot()
      for place in edges.range(ofRow: user) {
        starts[row, Int(edges.indices[place])] = Scalar(scale * edges.values[place])
      }
    }
    return starts
  }
}
