public import RecommenderData
public import Tensor

/// Recommendation by random walks with restart on the graph of users and items.
///
/// An edge weighs what the rating is. A walk from user u follows an edge with a probability in
/// proportion to its weight, and starts again with probability α before each step. Its stationary
/// distribution
///
///     p_u = (1 − α) Qᵀ p_u + α e_u,   q_ui = r_ui / Σ_j r_uj,   q_iu = r_ui / Σ_v r_vi
///
/// scores item i by p_ui. [Fang2020, Eqs. 22–23; printed with Q for Qᵀ, which would lose mass]
/// A user without ratings never leaves itself, p_uu = 1; items without ratings score 0.
///
/// The model keeps the graph alone: distributions are solved for when they are asked for, a block of
/// users at a time.
///
/// ```swift
/// let model = try RandomWalk<Double>(ratings, options: .init(restart: 0.3))
/// let lists = try model.topN(10, excluding: ratings)
/// ```
public struct RandomWalk<Scalar: TensorScalar>: Recommender {
  /// α and the tolerance.
  public let options: RandomWalkOptions
  /// The edges.
  package let graph: WalkGraph<Scalar>

  /// The number of users, injected ones included.
  public var userCount: Int { graph.userCount }
  /// The number of items.
  public var itemCount: Int { graph.itemCount }
  /// The number of steps of Chebyshev's iteration that the tolerance takes.
  public var iterations: Int { graph.items.steps }

  /// The walks over the graph of `ratings`.
  ///
  /// A rating of 0 is an edge that no walk takes.
  ///
  /// - Throws: `RecommenderError.invalidOption` for options outside their ranges, `.emptyData`
  ///   without users, items or ratings, `.negativeRating` for the first rating below 0.
  /// - Complexity: O(users + items + ratings).
  public init(
    _ ratings: RatingMatrix, options: RandomWalkOptions = RandomWalkOptions()
  ) throws(RecommenderError) {
    try options.validate()
    guard ratings.userCount > 0 else { throw .emptyData(what: "users") }
    guard ratings.itemCount > 0 else { throw .emptyData(what: "items") }
    guard ratings.count > 0 else { throw .emptyData(what: "ratings") }
    try ratings.requireWeights()
    self.options = options
    graph = WalkGraph(byUser: ratings.byUser, byItem: ratings.byItem, options: options)
  }

  /// p_u: how often walks from a user are at each user and at each item; all numbers add up to 1.
  ///
  /// - Parameters:
  ///   - user: Where walks start.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Complexity: 4 flops for each rating and step, and as many to measure the residual.
  public func distribution(
    from user: Int, parallelism: Parallelism = .automatic
  ) -> WalkDistribution<Scalar> {
    precondition((0..<userCount).contains(user), "user \(user) of \(userCount)")
    var start = Matrix<Scalar>(rows: 1, columns: userCount)
    start[0, user] = Scalar(options.restart)
    let found = graph.forward(
      (start, Matrix(rows: 1, columns: itemCount)), parallelism: parallelism)
    return WalkDistribution(
      users: found.users.row(0), items: found.items.row(0), iterations: iterations,
      residual: found.residuals[0])
  }

  /// The largest relative residual, measured, of the distributions of walks from some users.
  ///
  /// It is that which ``RandomWalkOptions/tolerance`` is about.
  ///
  /// - Parameters:
  ///   - count: How many users to look at, spread evenly over all; at least 1.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Complexity: 4 flops for each of these users, rating and step; memory for 640 bytes of each item.
  public func largestResidual(
    among count: Int = 128, parallelism: Parallelism = .automatic
  ) -> Double {
    precondition(count >= 1, "\(count) users")
    let step = (userCount + count - 1) / count
    let users = Array(stride(from: 0, to: userCount, by: step))
    let walks = WalkGraph<Scalar>.walks
    return stride(from: 0, to: users.count, by: walks).reduce(0) { largest, first in
      let some = Array(users[first..<min(first + walks, users.count)])
      return graph.residuals(from: some, parallelism: parallelism).reduce(largest, max)
    }
  }

  /// The distributions of walks from `users` at once.
  ///
  /// - Complexity: 4 flops for each user, rating and step; memory for `users` · `itemCount` numbers, and
  ///   384 bytes of each item and 128 of each user for the solve.
  public func prepared(for users: Range<Int>) -> WalkScores<Scalar> {
    WalkScores(graph, users: users)
  }

  /// p_ui for a block of users and items, solved for anew with each call; see the protocol.
  public func score(users: Range<Int>, items: Range<Int>, into block: inout Matrix<Scalar>) {
    prepared(for: users).score(users: users, items: items, into: &block)
  }

  /// p_ui of one item for the first users, by one solve: that of the transposed system.
  public func scores(ofItem item: Int, users: Int) -> [Scalar] {
    var target = Matrix<Scalar>(rows: 1, columns: itemCount)
    target[0, item] = 1
    let found = graph.backward(
      (Matrix(rows: 1, columns: userCount), target), parallelism: .serial)
    return (0..<users).map { Scalar(options.restart) * found.users[0, $0] }
  }
}

extension RatingMatrix {
  /// Checks that every rating can be the weight of an edge, and every one that fake users may give.
  package func requireScaleOfWeights() throws(RecommenderError) {
    try requireWeights()
    guard scale.minimum >= 0 else {
      throw .invalidOption(
        name: "scale",
        requirement: "it begins at \(scale.minimum): random walks need ratings of 0 and above")
    }
  }

  /// Checks that every rating can be the weight of an edge.
  package func requireWeights() throws(RecommenderError) {
    guard let place = byUser.values.firstIndex(where: { $0 < 0 }) else { return }
    let user = (0..<userCount).first { byUser.range(ofRow: $0).contains(place) } ?? 0
    throw .negativeRating(
      user: userIdentifiers[user], item: itemIdentifiers[Int(byUser.indices[place])],
      value: byUser.values[place])
  }
}
