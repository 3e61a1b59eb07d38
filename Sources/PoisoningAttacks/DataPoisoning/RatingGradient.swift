internal import RecommenderData
internal import Recommenders
internal import Tensor

/// How a utility moves with the ratings of one fake user, by the optimality of the items' factors.
///
/// With the factors z of the fake user and X of the normal ones held, the items' half of a sweep of
/// alternating least squares gives ∂y_j/∂M_j = (λI + Σ x_u x_uᵀ + zzᵀ)⁻¹ z for an item that the fake
/// user rates M_j, and nothing for any other. [Li2016] The fake user is alone in a clean
/// model, where [Li2016] has all of them in one: so each one's ratings do not depend on how many
/// there are.
struct RatingGradient: Sendable {
  /// The part of the utility that each item has.
  let field: UtilityField

  private let model: MatrixFactorization<Double>
  /// λI + Σ x_u x_uᵀ of each item, and its factors without a fake user.
  private let clean: ItemHalfSweep
  /// λI + Σ y_i y_iᵀ over all items.
  private let dense: Cholesky<Double>

  /// The gradient around `model`, which was fitted to `ratings` of normal users alone.
  ///
  /// - Throws: `TensorError` if the factors of `model` are not finite.
  /// - Complexity: As half a sweep of alternating least squares.
  init(
    _ field: UtilityField, model: MatrixFactorization<Double>, ratings: RatingMatrix,
    parallelism: Parallelism
  ) throws {
    self.field = field
    self.model = model
    let ridge = Matrix<Double>.identity(model.rank) * model.regularization
    dense = try Cholesky(model.itemFactors.rowGram() + ridge)
    clean = try ItemHalfSweep(
      ratings, users: model.userFactors, regularization: model.regularization,
      parallelism: parallelism)
  }

  /// z, the factors of a fake user who rates as `row` does, for the clean items.
  func factors(of row: RelaxedRow) throws -> Vector<Double> {
    let items = row.ratedItems
    if items.count < row.values.count {
      return try model.foldIn(items: items, values: items.map { row.values[$0] })
    }
    return try dense.solve(model.itemFactors * Vector(row.values))
  }

  /// ∂R/∂M_j of the items that R depends on, z and X held.
  ///
  /// For an unrated item it is the derivative by a rating that would be added.
  ///
  /// - Complexity: O(rank²) for an item of the field, and as many flops again for each of its
  ///   ratings where the utility has an availability part.
  func derivatives(
    at row: RelaxedRow, factors z: Vector<Double>
  ) -> [(item: Int, value: Double)] {
    field.items.map { item in
      let moved = response(of: item, to: row, factors: z)
      return (item, field.gradient(item: item, factors: moved.factors).dot(moved.derivative))
    }
  }

  /// R after the items' half of a sweep, z and X held.
  func value(at row: RelaxedRow, factors z: Vector<Double>) -> Double {
    field.items.reduce(0) { sum, item in
      sum + field.value(item: item, factors: response(of: item, to: row, factors: z).factors)
    }
  }

  /// The factors of one item and their derivative by the fake rating, by Sherman and Morrison from
  /// those without it.
  private func response(
    of item: Int, to row: RelaxedRow, factors z: Vector<Double>
  ) -> (factors: Vector<Double>, derivative: Vector<Double>) {
    var factors = clean.factors.column(item)
    var derivative = z
    clean.systems.solve(row: item, &derivative)
    if row.isRated[item] {
      derivative /= 1 + z.dot(derivative)
      factors.add(derivative, times: row.values[item] - z.dot(factors))
    }
    return (factors, derivative)
  }
}
