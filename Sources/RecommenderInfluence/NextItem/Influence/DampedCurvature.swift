package import Tensor

/// The curvature of an objective with a multiple of the identity, as products with vectors of all parameters.
package struct DampedCurvature<Objective: CurvedObjective>: LinearOperator {
  package typealias Scalar = Objective.Scalar

  private let objective: Objective
  private let damping: Scalar

  /// H + δI.
  package init(_ objective: Objective, damping: Scalar) {
    self.objective = objective
    self.damping = damping
  }

  /// The number of parameters.
  package var dimension: Int { objective.dimension }

  /// The products with each column.
  package func apply(_ x: Matrix<Scalar>, into y: inout Matrix<Scalar>) {
    for column in 0..<x.columns {
      let product = objective.product(x, column: column)
      for row in 0..<dimension {
        y[row, column] = product[row, 0] + damping * x[row, column]
      }
    }
  }

  /// What a solve gives.
  package struct Solution: Sendable {
    /// The solution, a column.
    package let direction: Matrix<Scalar>
    /// The number of products that it took.
    package let iterations: Int
    /// The relative residual.
    package let residual: Double
  }

  /// The solution for one right-hand side.
  ///
  /// Conjugate gradients are preconditioned by the diagonal of the Gauss–Newton curvature.
  ///
  /// - Parameter right: A column of all parameters.
  /// - Throws: `InfluenceError.notAMinimum`, `.notConverged` or `.tensor`.
  package func solve(
    _ right: Matrix<Scalar>, _ solver: NextItemInfluence.Solver, seed: UInt64
  ) throws(InfluenceError) -> Solution {
    do throws(TensorError) {
      return try solution(right, solver, seed: seed)
    } catch {
      throw InfluenceError(error)
    }
  }

  private func solution(
    _ right: Matrix<Scalar>, _ solver: NextItemInfluence.Solver, seed: UInt64
  ) throws(TensorError) -> Solution {
    switch solver {
    case .conjugateGradients(let tolerance, let iterations):
      let diagonal = objective.curvatureDiagonal().column(0)
      // A parameter that nothing touches has a diagonal of δ, or without damping of 0.
      let inverse = diagonal.map { $0 + damping > 0 ? 1 / ($0 + damping) : 1 }
      let result = try ConjugateGradient(tolerance: tolerance, iterationLimit: iterations).solve(
        self, right, preconditioner: DiagonalOperator(Vector(inverse)))
      return Solution(
        direction: result.solution, iterations: result.iterations,
        residual: result.residual)
    case .lissa(let tolerance, let steps):
      let result = try LiSSA(depth: steps, tolerance: tolerance, seed: seed).solve(
        self, right)
      return Solution(
        direction: result.solution, iterations: result.iterations,
        residual: result.residual)
    }
  }
}
