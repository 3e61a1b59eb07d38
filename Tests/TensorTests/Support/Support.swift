import Tensor

/// A matrix of seeded numbers uniform in [−1, 1).
func seededMatrix<Scalar: TensorScalar>(
  _ rows: Int, _ columns: Int, seed: UInt64, of: Scalar.Type = Scalar.self
) -> Matrix<Scalar> {
  var rng = SeededGenerator(seed: seed)
  var elements: [Scalar] = []
  for _ in 0..<rows * columns { elements.append(Scalar(2 * rng.nextUniform() - 1)) }
  return Matrix(rows: rows, columns: columns, columnMajor: elements)
}

/// A vector of seeded numbers uniform in [−1, 1).
func seededVector<Scalar: TensorScalar>(
  _ count: Int, seed: UInt64, of: Scalar.Type = Scalar.self
) -> Vector<Scalar> {
  seededMatrix(count, 1, seed: seed).column(0)
}

/// The product AB from its definition, one sum for each element.
func definitionProduct<Scalar: TensorScalar>(
  _ a: Matrix<Scalar>, _ b: Matrix<Scalar>
) -> Matrix<Scalar> {
  Matrix(rows: a.rows, columns: b.columns) { i, j in
    (0..<a.columns).reduce(0) { $0 + a[i, $1] * b[$1, j] }
  }
}

/// Aᵀ from its definition.
func definitionTranspose<Scalar: TensorScalar>(_ a: Matrix<Scalar>) -> Matrix<Scalar> {
  Matrix(rows: a.columns, columns: a.rows) { a[$1, $0] }
}

/// The largest absolute difference between two matrices of one shape; infinite if one is NaN or
/// the shapes differ.
func largestDifference<Scalar: TensorScalar>(
  _ a: Matrix<Scalar>, _ b: Matrix<Scalar>
) -> Scalar {
  guard a.rows == b.rows, a.columns == b.columns else { return .infinity }
  var largest: Scalar = 0
  for (x, y) in zip(a.columnMajorElements, b.columnMajorElements) {
    guard abs(x - y) >= 0 else { return .infinity }
    largest = max(largest, abs(x - y))
  }
  return largest
}

/// The largest absolute difference between two vectors of one length; infinite if one is NaN.
func largestDifference<Scalar: TensorScalar>(
  _ a: Vector<Scalar>, _ b: Vector<Scalar>
) -> Scalar {
  largestDifference(
    Matrix(rows: a.count, columns: 1, columnMajor: a.elements),
    Matrix(rows: b.count, columns: 1, columnMajor: b.elements))
}
