internal import Tensor

extension MatrixFactorization.Factors {
  func effectiveRank(threshold: Double) throws(TensorError) -> Int { users.rows }
}
