internal import RecommenderData
internal import Recommenders
internal import Tensor

/// The items' half of a sweep of alternating least squares, with the users' factors held, before a
/// fake user takes part in it.
///
/// With A_i = λI + Σxxᵀ and b_i = Σrx over the users who rated i, factored once, the factors of item
/// i are y_i⁰ = A_i⁻¹b_i; what a fake user's rating makes of them is a rank-one change.
struct ItemHalfSweep: Sendable {
  /// The A_i of all items.
  let systems: RidgeSystems<Double>
  /// y_i⁰ of all items.
  let factors: Matrix<Double>

  /// The number of items of a unit of work.
  private static var chunk: Int { 64 }

  /// The half sweep over `ratings` for factors of their users.
  ///
  /// - Complexity: As half a sweep of alternating least squares.
  init(
    _ ratings: RatingMatrix, users: Matrix<Double>, regularization: Double,
    parallelism: Parallelism
  ) throws {
    let systems = try RidgeSystems(
      of: ratings.byItem, factors: users, regularization: regularization, parallelism: parallelism)
    let rank = users.rows
    var factors = users.timesTransposed(ratings.byItem, parallelism: parallelism)
    factors.updateColumns(chunk: Self.chunk, parallelism: parallelism, workspace: {}) {
      columns, elements, _ in
      for item in columns {
        systems.solve(row: item, &elements, at: rank * (item - columns.lowerBound))
      }
    }
    self.systems = systems
    self.factors = factors
  }
}
