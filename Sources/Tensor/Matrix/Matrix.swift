/// A dense matrix, stored column by column.
///
/// Column-major order is LAPACK's, so factorizations work in place; in a factor matrix of shape
/// `rank × count` every user or item is one contiguous column. Value semantics: storage is shared
/// until one copy changes.
///
/// ```swift
/// let a: Matrix<Double> = [[1, 2], [3, 4], [5, 6]]  // rows, as one writes them
/// a.rows            // 3
/// a[2, 0]           // 5
/// a.transposed * a  // 2 × 2
/// ```
public struct Matrix<Scalar: TensorScalar>: Equatable, Sendable {
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// The elements, column after column.
  @usableFromInline package var storage: [Scalar]

  /// A matrix of the given shape with every element equal.
  @inlinable
  public init(rows: Int, columns: Int, repeating value: Scalar = 0) {
    precondition(rows >= 0 && columns >= 0, "negative shape \(rows) × \(columns)")
    self.rows = rows
    self.columns = columns
    storage = Array(repeating: value, count: rows * columns)
  }

  /// A matrix from its elements in column-major order.
  ///
  /// - Precondition: `elements.count == rows * columns`.
  @inlinable
  public init(rows: Int, columns: Int, columnMajor elements: [Scalar]) {
    precondition(
      rows >= 0 && columns >= 0 && elements.count == rows * columns,
      "\(elements.count) elements do not make a \(rows) × \(columns) matrix")
    self.rows = rows
    self.columns = columns
    storage = elements
  }

  /// A matrix whose element (i, j) is `element(i, j)`.
  @inlinable
  public init(rows: Int, columns: Int, _ element: (_ row: Int, _ column: Int) -> Scalar) {
    self.init(rows: rows, columns: columns)
    for column in 0..<columns {
      for row in 0..<rows { storage[column * rows + row] = element(row, column) }
    }
  }

  /// The identity of the given order.
  @inlinable
  public static func identity(_ order: Int) -> Matrix {
    Matrix(rows: order, columns: order) { $0 == $1 ? 1 : 0 }
  }

  /// A square matrix with `diagonal` on its diagonal and zeros elsewhere.
  @inlinable
  public static func diagonal(_ diagonal: Vector<Scalar>) -> Matrix {
    Matrix(rows: diagonal.count, columns: diagonal.count) { $0 == $1 ? diagonal[$0] : 0 }
  }

  /// The shape as text, `rows × columns`.
  public var shape: String { "\(rows) × \(columns)" }

  /// Whether the matrix has no element.
  @inlinable
  public var isEmpty: Bool { storage.isEmpty }

  /// Whether the matrix has as many rows as columns.
  @inlinable
  public var isSquare: Bool { rows == columns }

  /// The element at a zero-based row and column.
  @inlinable
  public subscript(row: Int, column: Int) -> Scalar {
    get {
      checkIndex(row, column)
      return storage[column * rows + row]
    }
    set {
      checkIndex(row, column)
      storage[column * rows + row] = newValue
    }
  }

  @inlinable
  func checkIndex(_ row: Int, _ column: Int) {
    precondition(
      row >= 0 && row < rows && column >= 0 && column < columns,
      "index (\(row), \(column)) outside a \(rows) × \(columns) matrix")
  }

  /// The elements in column-major order.
  @inlinable
  public var columnMajorElements: [Scalar] { storage }

  /// Calls `body` with all elements in column-major order.
  @inlinable
  public func withSpan<Result, E: Error>(_ body: (Span<Scalar>) throws(E) -> Result) throws(E)
    -> Result
  {
    try body(storage.span)
  }

  /// Calls `body` with all elements in column-major order, for change in place.
  @inlinable
  public mutating func withMutableSpan<Result, E: Error>(
    _ body: (inout MutableSpan<Scalar>) throws(E) -> Result
  ) throws(E) -> Result {
    var span = storage.mutableSpan
    return try body(&span)
  }
}
