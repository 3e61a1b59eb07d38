/// The eigendecomposition A = VΛVᵀ of a symmetric matrix.
///
/// ```swift
/// let decomposition = try SymmetricEigen([[2, 1], [1, 2]] as Matrix<Double>)
/// decomposition.values                          // [1, 3]
/// let root = decomposition.mapping { $0.squareRoot() }
/// ```
///
/// The 0 × 0 matrix has no eigenvalue, and empty solutions.
public struct SymmetricEigen<Scalar: TensorScalar>: Equatable, Sendable {
  /// The eigenvalues, ascending.
  public let values: Vector<Scalar>
  /// The orthonormal eigenvectors, a column each, in the order of ``values``.
  public let vectors: Matrix<Scalar>

  /// Decomposes the symmetric matrix whose lower triangle is that of `matrix`.
  ///
  /// The elements above the diagonal are not read. By divide and conquer (LAPACK's `syevd`).
  ///
  /// - Throws: `TensorError.shapeMismatch` unless `matrix` is square, `.notFinite` for NaN or
  ///   infinity in the lower triangle, `.noConvergence` if eigenvalues are left.
  /// - Complexity: O(n³).
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public init(_ matrix: Matrix<Scalar>) throws(TensorError) {
    var work = matrix
    values = try Self.decompose(&work, vectors: true)
    vectors = work
  }

  /// The eigenvalues, ascending, of a symmetric matrix given by its lower triangle; without
  /// vectors: several times faster.
  ///
  /// - Throws: As ``init(_:)``.
  public static func values(of matrix: Matrix<Scalar>) throws(TensorError) -> Vector<Scalar> {
    var work = matrix
    return try decompose(&work, vectors: false)
  }

  private static func decompose(
    _ matrix: inout Matrix<Scalar>, vectors: Bool
  ) throws(TensorError) -> Vector<Scalar> {
    try matrix.requireSquare("SymmetricEigen")
    try matrix.requireFiniteLowerTriangle()
    var values = Vector<Scalar>(count: matrix.rows)
    guard !matrix.isEmpty else { return values }
    let info = Scalar._syevd(
      vectors, matrix.rows, &matrix.storage, matrix.rows, &values.storage)
    guard info == 0 else { throw .noConvergence(operation: "SymmetricEigen", unconverged: info) }
    return values
  }

  /// The 2-norm condition number max |λ| / min |λ|; infinite if an eigenvalue is zero, 1 for the
  /// empty matrix.
  public var conditionNumber: Scalar {
    let magnitudes = values.map(\.magnitude)
    guard let largest = magnitudes.max(), let smallest = magnitudes.min() else { return 1 }
    return smallest == 0 ? .infinity : largest / smallest
  }

  /// The matrix function V f(Λ) Vᵀ: the matrix with the same eigenvectors and f of each eigenvalue.
  ///
  /// - Complexity: 2n³ flops.
  public func mapping(_ function: (Scalar) -> Scalar) -> Matrix<Scalar> {
    var scaled = vectors
    for column in 0..<order {
      let factor = function(values[column])
      for row in 0..<order { scaled[row, column] *= factor }
    }
    return scaled.timesTransposed(vectors)
  }
}

extension SymmetricEigen: LinearSolver {
  /// The order of A.
  public var order: Int { values.count }

  /// Replaces each column b by A⁻¹b = VΛ⁻¹Vᵀb.
  ///
  /// - Throws: `TensorError.singular` with the place, from 1, of the first eigenvalue up to
  ///   n·ε·max |λ| in size, `.shapeMismatch` or `.notFinite` for the right-hand sides.
  /// - Complexity: 4n² flops a column, two allocations.
  public func solve(inPlace rightHandSides: inout Matrix<Scalar>) throws(TensorError) {
    try check(rightHandSides)
    let largest = values.reduce(0) { Swift.max($0, $1.magnitude) }
    let tolerance = Scalar(order) * Scalar.ulpOfOne * largest
    for (position, value) in values.enumerated() where value.magnitude <= tolerance {
      throw .singular(pivot: position + 1, order: order)
    }
    var coordinates = vectors.transposedTimes(rightHandSides)
    for column in 0..<coordinates.columns {
      for row in 0..<order { coordinates[row, column] /= values[row] }
    }
    rightHandSides.formProduct(vectors, coordinates)
  }
}
