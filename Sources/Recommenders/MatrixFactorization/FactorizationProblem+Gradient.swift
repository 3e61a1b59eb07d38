internal import Tensor

extension FactorizationProblem {
  /// J at the given factors.
  func objective(_ factors: MatrixFactorization<Scalar>.Factors) -> Double {
    let (users, items) = (factors.users, factors.items)
    let error = sum { position, row in
      let prediction = users.columnDot(row, items, Int(byUser.indices[position]))
      return byUser.values[position] - Double(prediction)
    }
    return error + penalty(factors)
  }

  /// J at the given factors, whose residuals are known.
  func objective(
    _ factors: MatrixFactorization<Scalar>.Factors, residuals: [Double]
  ) -> Double {
    squaredError(residuals) + penalty(factors)
  }

  /// λ(Σ‖x_u‖² + Σ‖y_i‖²).
  private func penalty(_ factors: MatrixFactorization<Scalar>.Factors) -> Double {
    options.regularization * factors.dot(factors, parallelism)
  }

  /// r_ui − x_uᵀy_i for each rating, in the order of the ratings by user.
  func residuals(_ factors: MatrixFactorization<Scalar>.Factors) throws -> [Double] {
    var residuals = byUser.values
    let predictions = try byUser.sampledProduct(
      factors.users, factors.items, parallelism: parallelism)
    for place in residuals.indices { residuals[place] -= Double(predictions[place]) }
    return residuals
  }

  /// Σ e².
  func squaredError(_ residuals: [Double]) -> Double {
    sum { position, _ in residuals[position] }
  }

  /// The sum of the squares of what `body` gives for each rating, blocks of users at a time.
  private func sum(_ body: @Sendable (_ position: Int, _ user: Int) -> Double) -> Double {
    parallelism.map(count: byUser.rows, chunk: 512) { users in
      var sum = 0.0
      for user in users {
        for position in byUser.range(ofRow: user) {
          let value = body(position, user)
          sum += value * value
        }
      }
      return sum
    }.reduce(0, +)
  }

  /// ∇J at the given factors: the gradients of X and of Y.
  ///
  /// ∂J/∂x_u = 2(λx_u − Σ_i e_ui y_i), and its mirror for items.
  func gradient(
    _ factors: MatrixFactorization<Scalar>.Factors, residuals: [Double]
  ) -> MatrixFactorization<Scalar>.Factors {
    let errors = SparseMatrix(
      rows: byUser.rows, columns: byUser.columns, uncheckedOffsets: byUser.offsets,
      indices: byUser.indices, values: residuals)
    return .init(
      users: gradient(factors.users, errors, factors.items),
      items: gradient(factors.items, errors.transposed, factors.users))
  }

  private func gradient(
    _ variable: Matrix<Scalar>, _ errors: SparseMatrix<Double>, _ fixed: Matrix<Scalar>
  ) -> Matrix<Scalar> {
    let lambda = Scalar(options.regularization)
    var gradient = variable
    gradient.updateColumns(chunk: 256, parallelism: parallelism, workspace: {}) {
      columns, elements, _ in
      let rank = fixed.rows
      fixed.withSpan { fixed in
        for column in columns {
          let base = rank * (column - columns.lowerBound)
          for factor in 0..<rank { elements[base + factor] *= 2 * lambda }
          for position in errors.range(ofRow: column) {
            let error = 2 * Scalar(errors.values[position])
            let other = rank * Int(errors.indices[position])
            for factor in 0..<rank { elements[base + factor] -= error * fixed[other + factor] }
          }
        }
      }
    }
    return gradient
  }

  /// The report of a fit that ended at `point`.
  func report(
    _ point: FitPoint<Scalar>, objectives: [Double], isConverged: Bool
  ) throws -> FitReport {
    var point = point
    if point.gradient == nil { try point.evaluate(self, withGradient: true) }
    return FitReport(
      objective: point.objective, objectives: objectives, gradientNorm: point.gradientNorm ?? 0,
      trainingError: (squaredError(point.residuals) / Double(point.residuals.count)).squareRoot(),
      effectiveRank: try point.factors.effectiveRank(threshold: 0.001), isConverged: isConverged)
  }
}
