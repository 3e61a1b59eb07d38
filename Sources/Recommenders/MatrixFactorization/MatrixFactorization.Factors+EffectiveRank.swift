public import Tensor

extension MatrixFactorization.Factors {
  /// The number of singular values of XᵀY above a share of the largest one.
  ///
  /// The squares of the singular values of XᵀY are the eigenvalues of XXᵀ·YYᵀ, found from the
  /// symmetric form S·YYᵀ·S with S² = XXᵀ.
  ///
  /// - Parameter threshold: A share of the largest singular value, such as 0.001; below about
  ///   √ε shares are not resolved.
  /// - Throws: `TensorError` if a factor is not finite.
  /// - Complexity: O((users + items)·rank² + rank³) flops.
  public func effectiveRank(threshold: Double) throws(TensorError) -> Int {
    let ofUsers = try SymmetricEigen(users.timesTransposed(users))
    let roots = Vector(ofUsers.values.map { Swift.max($0, 0).squareRoot() })
    let root = ofUsers.vectors * Matrix.diagonal(roots)
    let product = root.transposedTimes(items.timesTransposed(items) * root)
    let eigenvalues = try SymmetricEigen(product).values.map { Double($0) }
    guard let largest = eigenvalues.last, largest > 0 else { return 0 }
    return eigenvalues.count { $0 > threshold * threshold * largest }
  }
}
