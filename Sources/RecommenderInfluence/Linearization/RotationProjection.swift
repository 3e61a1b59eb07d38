internal import Recommenders
internal import Tensor

/// The orthogonal projection of vectors of all factors onto what is no rotation that J is flat along.
///
/// J is flat along Tθ for antisymmetric T, in each connected component of the ratings for itself. The
/// Tθ nearest to s solves TM + MT = sθᵀ − θsᵀ with M = XXᵀ + YYᵀ: one division for each element in
/// the eigenbasis of M.
struct RotationProjection<Scalar: TensorScalar>: Sendable {
  typealias Factors = MatrixFactorization<Scalar>.Factors

  /// The factors of one component.
  private struct Part: Sendable {
    /// Which users and items these are; `nil` for all.
    let columns: (users: [Int], items: [Int])?
    let factors: Factors
    let moments: SymmetricEigen<Scalar>
  }

  private let parts: [Part]
  /// The sum of two eigenvalues up to which their dimensions hold nothing but rounding: measured by
  /// the largest eigenvalue of any component, since small ones are rounded like all others.
  private let least: Scalar
  private let parallelism: Parallelism

  /// The projection at the factors of a linearization.
  ///
  /// - Complexity: O((users + items)·rank²) flops and O(rank³) for each component, as each use of it.
  init(_ linearization: FactorizationLinearization<Scalar>) throws(TensorError) {
    parallelism = linearization.parallelism
    let factors = linearization.factors
    let components = RatingComponents(
      byUser: linearization.residuals, byItem: linearization.residualsByItem)
    var parts: [Part] = []
    for component in components.all {
      let isWhole =
        component.users.count == factors.users.columns
        && component.items.count == factors.items.columns
      let own =
        isWhole
        ? factors
        : Factors(
          users: factors.users.selectingColumns(component.users),
          items: factors.items.selectingColumns(component.items))
      let moments = try SymmetricEigen(
        own.users.timesTransposed(own.users, parallelism: parallelism)
          + own.items.timesTransposed(own.items, parallelism: parallelism))
      parts.append(
        Part(
          columns: isWhole ? nil : (component.users, component.items), factors: own,
          moments: moments))
    }
    self.parts = parts
    let rank = factors.users.rows
    let largest = parts.map { $0.moments.values[rank - 1] }.max() ?? 0
    least = Scalar.ulpOfOne * Scalar(rank) * largest
  }

  /// s without its part along rotations.
  func callAsFunction(_ s: Factors) -> Factors {
    var result = s
    for part in parts {
      guard let columns = part.columns else { return projected(s, part) }
      let own = projected(
        Factors(
          users: s.users.selectingColumns(columns.users),
          items: s.items.selectingColumns(columns.items)), part)
      for (place, user) in columns.users.enumerated() {
        result.users.setColumn(user, to: own.users.column(place))
      }
      for (place, item) in columns.items.enumerated() {
        result.items.setColumn(item, to: own.items.column(place))
      }
    }
    return result
  }

  private func projected(_ s: Factors, _ part: Part) -> Factors {
    let (factors, moments) = (part.factors, part.moments)
    let rank = factors.users.rows
    let cross =
      s.users.timesTransposed(factors.users, parallelism: parallelism)
      + s.items.timesTransposed(factors.items, parallelism: parallelism)
    var turned = moments.vectors.transposedTimes((cross - cross.transposed) * moments.vectors)
    for column in 0..<rank {
      for row in 0..<rank {
        let weight = moments.values[row] + moments.values[column]
        // Two dimensions without any factors have no rotation between them.
        turned[row, column] = weight > least ? turned[row, column] / weight : 0
      }
    }
    let rotation = moments.vectors * turned.timesTransposed(moments.vectors)
    return Factors(
      users: s.users - rotation.times(factors.users, parallelism: parallelism),
      items: s.items - rotation.times(factors.items, parallelism: parallelism))
  }
}
