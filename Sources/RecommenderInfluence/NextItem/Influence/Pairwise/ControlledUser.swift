import Tensor

/// The samples of a controlled user, who has no column in the clean model.
///
/// Its column p is found by training it alone on the samples, and what these do to the other parameters follows.
/// All is linear in p: the margin of pair r is x_rᵀp + a_r, and its derivative along the solution s of the
/// inverse Hessian is u_rᵀp + b_r.
struct ControlledUser {
  /// x_r and u_r, a column for each pair.
  var features: Matrix<Float>
  var changes: Matrix<Float>
  /// a_r and b_r.
  var constants: [Float]
  var constantChanges: [Float]
  /// The place in the sequence of each sample's action, from 0.
  var places: [Int]
  /// s·∇ of each sample's penalty on parameters that are in the clean model.
  var penalties: [Double]
  /// λ, the weight of the penalty on p of each sample; positive.
  let regularization: Float

  /// The number of samples.
  var count: Int { penalties.count }
  /// k, the number of pairs of a sample.
  private var negatives: Int { constants.count / max(1, count) }

  /// The most steps of Newton's method, and the greatest length of a step, beside that of p, to end with.
  private static let limit = (steps: 50, change: Float(1e-4))

  /// The column p of the least loss on the first samples:
  /// (1/k) Σ_r −log σ(m_r) + λ n ‖p‖² / 2, by Newton's method.
  ///
  /// - Complexity: A Cholesky factorization of order d and 2 · pairs · d² flops a step, a few steps.
  func factor(ofFirst count: Int, from start: Vector<Float>) -> Vector<Float> {
    guard count > 0 else { return Vector(count: features.rows) }
    let rows = features.rows
    let pairs = count * negatives
    let own = features[0..<rows, 0..<pairs]
    let share = 1 / Float(negatives)
    let weight = regularization * Float(count)
    func losses(_ factor: Vector<Float>) -> (sum: Float, losses: [PairLoss<Float>]) {
      let products = own.transposedTimes(factor)
      let losses = products.indices.map { PairLoss(margin: products[$0] + constants[$0]) }
      return (
        share * losses.reduce(0) { $0 + $1.loss } + weight * factor.dot(factor) / 2, losses
      )
    }
    var factor = start
    var current = losses(factor)
    for _ in 0..<Self.limit.steps {
      var gradient = factor * weight
      gradient.add(own * Vector(current.losses.map { $0.slope }), times: -share)
      var scaled = own
      scaled.scaleColumns(
        by: current.losses.map { (share * $0.slope * (1 - $0.slope)).squareRoot() })
      var curvature = scaled.rowGram()
      curvature.addToDiagonal(weight)
      // Its eigenvalues are λ n at least, so that it can be factored unless numbers overflow.
      guard let step = try? Cholesky(curvature).solve(gradient) else { break }
      var length: Float = 1
      var next = factor - step
      var moved = losses(next)
      while moved.sum > current.sum, length > 1e-3 {
        length /= 2
        next = factor - step * length
        moved = losses(next)
      }
      factor = next
      current = moved
      if length * step.norm <= Self.limit.change * (1 + factor.norm) { break }
    }
    return factor
  }

  /// −s·∇L of the first samples at a column p, without what is in p itself.
  func estimate(ofFirst count: Int, at factor: Vector<Float>) -> Double {
    guard count > 0 else { return 0 }
    let margins = features.transposedTimes(factor)
    let slopes = changes.transposedTimes(factor)
    var sum = 0.0
    for pair in 0..<count * negatives {
      let loss = PairLoss(margin: margins[pair] + constants[pair])
      sum += Double(loss.slope * (slopes[pair] + constantChanges[pair]))
    }
    return sum / Double(negatives) - penalties[0..<count].reduce(0, +)
  }
}

extension Matrix {
  /// Multiplies each column with a number of its own.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  mutating func scaleColumns(by factors: [Scalar]) {
    for column in factors.indices {
      for place in column * rows..<(column + 1) * rows { storage[place] *= factors[column] }
    }
  }
}
