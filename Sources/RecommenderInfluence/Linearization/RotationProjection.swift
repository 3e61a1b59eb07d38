internal import Recommenders
internal import Tensor

/// The orthogonal projection of vectors of all factors onto what is no common rotation of X and Y.
///
/// J is flat along Tθ for antisymmetric T. The Tθ nearest to s solves TM + MT = sθᵀ − θsᵀ with
/// M = XXᵀ + YYᵀ: one division for each element in the eigenbasis of M.
struct RotationProjection<Scalar: TensorScalar>: Sendable {
  typealias Factors = MatrixFactorization<Scalar>.Factors

  private let factors: Factors
  private let moments: SymmetricEigen<Scalar>
  private let parallelism: Parallelism

  /// The projection at given factors.
  ///
  /// - Complexity: O((users + items)·rank² + rank³) flops, as each use of it.
  init(_ factors: Factors, parallelism: Parallelism) throws(TensorError) {
    self.factors = factors
    self.parallelism = parallelism
    moments = try SymmetricEigen(
      factors.users.timesTransposed(factors.users, parallelism: parallelism)
        + factors.items.timesTransposed(factors.items, parallelism: parallelism))
  }

  /// s without its part along rotations.
  func callAsFunction(_ s: Factors) -> Factors {
    let rank = factors.users.rows
    let cross =
      s.users.timesTransposed(factors.users, parallelism: parallelism)
      + s.items.timesTransposed(factors.items, parallelism: parallelism)
    var turned = moments.vectors.transposedTimes((cross - cross.transposed) * moments.vectors)
    let least = Scalar.ulpOfOne * Scalar(rank) * moments.values[rank - 1]
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
