public import Tensor

/// Adam on the touched columns of a table only.
///
/// A step moves the columns that its gradient names, and their moments; those of other columns
/// stay, where ``Adam`` would let them decay and would still move the parameters by what is left of
/// them. The bias correction counts the steps of the table, not of the column. It is what other
/// libraries call lazy or sparse Adam; on columns that every step touches the two are the same.
public struct ColumnAdam<Scalar: TensorScalar>: Sendable {
  /// The hyperparameters.
  public let options: AdamOptions
  /// The number of steps made.
  public private(set) var stepCount = 0
  private var firstMoments: Matrix<Scalar>
  private var secondMoments: Matrix<Scalar>

  /// Adam for one table before its first step, its moments zero.
  ///
  /// - Throws: `LearningError.invalidOption` naming the option.
  public init(
    for table: Matrix<Scalar>, options: AdamOptions = .init()
  ) throws(LearningError) {
    try options.validate()
    self.options = options
    firstMoments = Matrix(rows: table.rows, columns: table.columns)
    secondMoments = firstMoments
  }

  /// Makes one step.
  ///
  /// - Parameters:
  ///   - table: What to move; of the shape that this was made for.
  ///   - gradient: The derivatives in the columns that were touched.
  /// - Throws: `LearningError.shapeMismatch` or `.indexOutOfRange`; `.notFinite` with the step and
  ///   the likely cause if a derivative is NaN or infinite. Nothing is changed then.
  /// - Complexity: About 12 flops and a square root for each touched parameter, no allocation.
  public mutating func update(
    _ table: inout Matrix<Scalar>, gradient: ColumnGradient<Scalar>
  ) throws(LearningError) {
    let name = "ColumnAdam.update"
    try LearningError.requireShape(table, firstMoments.rows, firstMoments.columns, name)
    try LearningError.requireShape(
      gradient.values, table.rows, gradient.columns.count, name)
    try LearningError.requireIndices(
      gradient.columns, below: table.columns, "touched columns")
    try AdamStep.requireFinite(gradient.values, of: table, place: 0, step: stepCount + 1)
    stepCount += 1
    AdamStep<Scalar>(options, number: stepCount).move(
      &table, &firstMoments, &secondMoments, gradient: gradient.values,
      columns: gradient.columns)
  }
}
