/// What an iterative solver found, and how well it fits.
public struct IterativeSolution<Scalar: TensorScalar>: Equatable, Sendable {
  /// The solutions, a column for each right-hand side.
  public internal(set) var solution: Matrix<Scalar>
  /// The number of iterations until each column was done.
  public internal(set) var columnIterations: [Int]
  /// ‖b − Ax‖₂/‖b‖₂ of each column, computed from the solution itself; 0 where b is zero.
  ///
  /// Without b's flat part, if that was left aside.
  public internal(set) var residuals: [Double]
  /// What was left aside of each column, relative to ‖b‖₂: its part along directions that A is
  /// flat in.
  public internal(set) var flatParts: [Double]

  /// The first column, for a single right-hand side.
  public var vector: Vector<Scalar> { solution.column(0) }
  /// The greatest of ``columnIterations``; 0 without columns.
  public var iterations: Int { columnIterations.max() ?? 0 }
  /// The greatest of ``residuals``; 0 without columns.
  public var residual: Double { residuals.max() ?? 0 }
  /// The greatest of ``flatParts``; 0 without columns.
  public var flatPart: Double { flatParts.max() ?? 0 }
}

/// Norms of residuals relative to right-hand sides, column by column.
enum RelativeNorm {
  /// ‖x‖/`scale` of each column; 0 where both are zero.
  static func columns<Scalar: TensorScalar>(
    _ matrix: Matrix<Scalar>, scales: [Double]
  ) -> [Double] {
    zip(matrix.columnNorms, scales).map { norm, scale in
      norm == 0 ? 0 : Double(norm) / scale
    }
  }
}
