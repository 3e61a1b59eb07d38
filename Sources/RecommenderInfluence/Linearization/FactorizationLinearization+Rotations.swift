public import Recommenders
internal import Tensor

extension FactorizationLinearization {
  /// A vector without its part along common rotations of X and Y, in which J is flat.
  ///
  /// The part is the Tθ, T antisymmetric, that is nearest to s: with M = XXᵀ + YYᵀ it solves
  /// TM + MT = sθᵀ − θsᵀ, one division for each element in the eigenbasis of M. Of the solutions of
  /// H s = g at a minimum the shortest one is left.
  ///
  /// - Throws: `InfluenceError.tensor` for numbers that are not finite.
  /// - Complexity: O((users + items)·rank² + rank³) flops.
  public func removingRotations(_ s: Factors) throws(InfluenceError) -> Factors {
    do throws(TensorError) {
      let moments =
        factors.users.timesTransposed(factors.users, parallelism: parallelism)
        + factors.items.timesTransposed(factors.items, parallelism: parallelism)
      let cross =
        s.users.timesTransposed(factors.users, parallelism: parallelism)
        + s.items.timesTransposed(factors.items, parallelism: parallelism)
      let eigen = try SymmetricEigen(moments)
      var turned = eigen.vectors.transposedTimes((cross - cross.transposed) * eigen.vectors)
      let largest = eigen.values[rank - 1]
      for column in 0..<rank {
        for row in 0..<rank {
          let weight = eigen.values[row] + eigen.values[column]
          // Two dimensions without any factors have no rotation between them.
          turned[row, column] =
            weight > Scalar.ulpOfOne * largest ? turned[row, column] / weight : 0
        }
      }
      let rotation = eigen.vectors * turned.timesTransposed(eigen.vectors)
      return Factors(
        users: s.users - rotation.times(factors.users, parallelism: parallelism),
        items: s.items - rotation.times(factors.items, parallelism: parallelism))
    } catch {
      throw .tensor(error)
    }
  }
}
