public import Tensor

/// The gradient of a table in a few of its columns; in all others it is zero.
public struct ColumnGradient<Scalar: TensorScalar>: Equatable, Sendable {
  /// The columns of the table, strictly ascending.
  public let columns: [Int]
  /// A column of derivatives for each, of shape `rank × columns.count`.
  public private(set) var values: Matrix<Scalar>

  /// The number of touched columns that one task sums up; a constant of the algorithm.
  private static var block: Int { 256 }

  /// The sum of columns of derivatives that belong to columns of a table, which may repeat.
  ///
  /// Each touched column is summed in the order of `indices`, whatever the number of threads.
  ///
  /// - Parameters:
  ///   - derivatives: A column for each index.
  ///   - indices: The column of the table that each belongs to.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Throws: `LearningError.shapeMismatch` if the counts differ.
  /// - Complexity: O(n log n + n·rank) for n indices.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public init(
    scattering derivatives: Matrix<Scalar>, to indices: [Int],
    parallelism: Parallelism = .serial
  ) throws(LearningError) {
    try LearningError.requireShape(
      derivatives, derivatives.rows, indices.count, "ColumnGradient")
    let order = indices.indices.sorted { (indices[$0], $0) < (indices[$1], $1) }
    var columns: [Int] = []
    var starts: [Int] = []
    for (place, position) in order.enumerated() where columns.last != indices[position] {
      columns.append(indices[position])
      starts.append(place)
    }
    starts.append(order.count)
    let rows = derivatives.rows
    var values = Matrix<Scalar>(rows: rows, columns: columns.count)
    // The arrays are complete: tasks read them.
    let bounds = starts
    values.updateColumns(chunk: Self.block, parallelism: parallelism, workspace: {}) {
      range, elements, _ in
      for column in range {
        let target = (column - range.lowerBound) * rows
        for place in bounds[column]..<bounds[column + 1] {
          let source = order[place] * rows
          for row in 0..<rows { elements[target + row] += derivatives.storage[source + row] }
        }
      }
    }
    self.columns = columns
    self.values = values
  }

  /// The sum of all squared derivatives, for clipping together with other gradients.
  public var squaredNorm: Double { values.squaredSum }

  /// Multiplies every derivative by a number.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public mutating func scale(by factor: Double) {
    values *= Scalar(factor)
  }

  /// Replaces every derivative by its square.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public mutating func square() {
    values = values.elementwiseProduct(values)
  }

  /// The gradient of the whole table.
  ///
  /// - Precondition: `count` is above every touched column.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func dense(count: Int) -> Matrix<Scalar> {
    var result = Matrix<Scalar>(rows: values.rows, columns: count)
    for (place, column) in columns.enumerated() {
      result.setColumn(column, to: values.column(place))
    }
    return result
  }

  /// Adds the derivatives to the columns of a table.
  ///
  /// - Precondition: `table` has `rank` rows and every touched column.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func add(to table: inout Matrix<Scalar>) {
    let rows = values.rows
    precondition(table.rows == rows && (columns.last ?? -1) < table.columns, "another table")
    for (place, column) in columns.enumerated() {
      for row in 0..<rows {
        table.storage[column * rows + row] += values.storage[place * rows + row]
      }
    }
  }
}
