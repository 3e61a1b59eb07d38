extension LiSSA {
  /// An estimate of H⁻¹v, and how well it fits.
  public struct Estimate<Scalar: TensorScalar>: Equatable, Sendable {
    /// The estimates, a column for each right-hand side.
    public let solution: Matrix<Scalar>
    /// The scale σ that was used.
    public let scale: Double
    /// The number of steps of each recursion.
    public let iterations: Int
    /// ‖v − Hx‖₂/‖v‖₂ of each column, with H itself; 0 where v is zero.
    public let residuals: [Double]

    /// The first column, for a single right-hand side.
    public var vector: Vector<Scalar> { solution.column(0) }
    /// The greatest of ``residuals``; 0 without columns.
    public var residual: Double { residuals.max() ?? 0 }
  }
}
