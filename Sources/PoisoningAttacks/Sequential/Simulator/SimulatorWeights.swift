internal import Tensor

/// Weights of the attacker's models that explain what the victim was seen to show.
///
/// They are those of [Zhang2020, Eq. 1]; asking the victim is what its §2 allows.
enum SimulatorWeights {
  /// What keeps weights near uniform: as much as a few answers with errors of 0.05 and weights that differ by
  /// 0.3 call for, (0.05 / 0.3)².
  static let shrinkage = 0.03

  /// The non-negative weights with a sum of 1 that explain the answers best.
  ///
  /// They minimize
  ///
  ///     Σ_q (Σ_m w_m a_qm − b_q)² + shrinkage · Σ_m (w_m − 1/M)²
  ///
  /// The minimum is that of some set of positive weights, for which it is linear; all sets are tried.
  ///
  /// - Parameters:
  ///   - predictions: a, the display rate by each of at most 16 models in each query.
  ///   - answers: b, the victim's.
  ///   - modelCount: M, at least 1.
  /// - Complexity: 2^M solutions of M equations.
  static func fitted(
    predictions: [[Double]], answers: [Double], modelCount: Int
  ) throws(TensorError) -> [Double] {
    precondition(1...16 ~= modelCount, "\(modelCount) models")
    let uniform = 1 / Double(modelCount)
    func loss(_ weights: [Double]) -> Double {
      var loss = weights.reduce(0) { $0 + shrinkage * ($1 - uniform) * ($1 - uniform) }
      for (row, answer) in zip(predictions, answers) {
        let error = zip(row, weights).reduce(-answer) { $0 + $1.0 * $1.1 }
        loss += error * error
      }
      return loss
    }
    var best = [Double](repeating: uniform, count: modelCount)
    for set in 1..<(1 << modelCount) {
      let members = (0..<modelCount).filter { set >> $0 & 1 == 1 }
      var gram = Matrix<Double>(rows: members.count, columns: members.count)
      var right = Matrix<Double>(rows: members.count, columns: 2)
      for (row, first) in members.enumerated() {
        right[row, 0] = shrinkage * uniform
        right[row, 1] = 1
        for (queried, answer) in zip(predictions, answers) {
          right[row, 0] += queried[first] * answer
        }
        for (column, second) in members.enumerated() {
          gram[row, column] = predictions.reduce(first == second ? shrinkage : 0) {
            $0 + $1[first] * $1[second]
          }
        }
      }
      let solution = try Cholesky(gram).solve(right)
      // Lagrange's multiplier of the sum.
      let sums = (0..<2).map { solution.column($0).reduce(0, +) }
      let multiplier = (1 - sums[0]) / sums[1]
      let values = members.indices.map { solution[$0, 0] + multiplier * solution[$0, 1] }
      guard values.allSatisfy({ $0 >= 0 }) else { continue }
      var weights = [Double](repeating: 0, count: modelCount)
      for (member, value) in zip(members, values) { weights[member] = value }
      if loss(weights) < loss(best) { best = weights }
    }
    return best
  }
}
