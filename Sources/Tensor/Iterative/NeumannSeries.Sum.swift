extension NeumannSeries {
  /// A partial sum of the series, and what it leaves out.
  public struct Sum<Scalar: TensorScalar>: Equatable, Sendable {
    /// x = Σ_{k ≤ T} Aᵏb, a column for each b.
    public let sum: Matrix<Scalar>
    /// T: the highest power in the sum; the operator was applied once more.
    public let terms: Int
    /// ‖b − (I − A)x‖₂/‖b‖₂ of each column, the length of the first term left out; 0 where b is zero.
    public let residuals: [Double]
    /// An estimate of ‖x − (I − A)⁻¹b‖₂/‖x‖₂ for each column.
    ///
    /// It is the sum of the terms left out, as if they went on falling by the last ratio; infinite
    /// if the last term did not fall.
    public let truncationErrors: [Double]

    /// The first column, for a single vector.
    public var vector: Vector<Scalar> { sum.column(0) }
    /// The greatest of ``residuals``; 0 without columns.
    public var residual: Double { residuals.max() ?? 0 }
    /// The greatest of ``truncationErrors``; 0 without columns.
    public var truncationError: Double { truncationErrors.max() ?? 0 }
  }
}
