/// The singular value decomposition A = UΣVᵀ.
///
/// ```swift
/// let decomposition = try SVD(factors)
/// decomposition.singularValues        // descending
/// decomposition.rank()
/// try decomposition.solve(b)          // the shortest least-squares solution
/// ```
///
/// An empty matrix has no singular value, rank 0, and zeros for solutions.
public struct SVD<Scalar: TensorScalar>: Equatable, Sendable {
  /// How many singular vectors to compute.
  public enum Extent: Hashable, Sendable {
    /// As many as there are singular values, min(m, n).
    case thin
    /// All: U is m × m and V is n × n.
    case full
  }

  /// The number of rows of A.
  public let rows: Int
  /// The number of columns of A.
  public let columns: Int
  /// The singular values σ, descending, min(m, n) of them.
  public let singularValues: Vector<Scalar>
  /// The left singular vectors U, a column each: m × min(m, n), or m × m if full.
  public let leftVectors: Matrix<Scalar>
  /// The right singular vectors V, a column each: n × min(m, n), or n × n if full.
  public let rightVectors: Matrix<Scalar>

  /// Decomposes a matrix of any shape by divide and conquer (LAPACK's `gesdd`).
  ///
  /// - Throws: `TensorError.notFinite` for NaN or infinity in `matrix`, `.noConvergence` if
  ///   singular values are left.
  /// - Complexity: O(mn·min(m, n)).
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public init(_ matrix: Matrix<Scalar>, vectors: Extent = .thin) throws(TensorError) {
    try matrix.requireFinite()
    rows = matrix.rows
    columns = matrix.columns
    let count = Swift.min(rows, columns)
    let left = vectors == .full ? rows : count
    let right = vectors == .full ? columns : count
    guard !matrix.isEmpty else {
      singularValues = Vector(count: 0)
      leftVectors = Matrix(rows: rows, columns: left) { $0 == $1 ? 1 : 0 }
      rightVectors = Matrix(rows: columns, columns: right) { $0 == $1 ? 1 : 0 }
      return
    }
    var work = matrix
    var values = Vector<Scalar>(count: count)
    var u = Matrix<Scalar>(rows: rows, columns: left)
    var vt = Matrix<Scalar>(rows: right, columns: columns)
    let info = Scalar._gesdd(
      UInt8(ascii: vectors == .full ? "A" : "S"), rows, columns, &work.storage, rows,
      &values.storage, &u.storage, rows, &vt.storage, right)
    guard info == 0 else { throw .noConvergence(operation: "SVD", unconverged: info) }
    singularValues = values
    leftVectors = u
    rightVectors = vt.transposed
  }

  /// The singular values of a matrix, descending, without vectors: several times faster.
  ///
  /// - Throws: `TensorError.notFinite` for NaN or infinity in `matrix`, `.noConvergence` if
  ///   singular values are left.
  public static func singularValues(
    of matrix: Matrix<Scalar>
  ) throws(TensorError) -> Vector<Scalar> {
    try matrix.requireFinite()
    var values = Vector<Scalar>(count: Swift.min(matrix.rows, matrix.columns))
    guard !matrix.isEmpty else { return values }
    var work = matrix
    var unused: Scalar = 0
    var alsoUnused: Scalar = 0
    let info = Scalar._gesdd(
      UInt8(ascii: "N"), matrix.rows, matrix.columns, &work.storage, matrix.rows,
      &values.storage, &unused, 1, &alsoUnused, 1)
    guard info == 0 else { throw .noConvergence(operation: "SVD", unconverged: info) }
    return values
  }

  /// The 2-norm condition number σ_max/σ_min; infinite if σ_min is zero, 1 for an empty matrix.
  public var conditionNumber: Scalar {
    guard let largest = singularValues.first, let smallest = singularValues.last else { return 1 }
    return smallest == 0 ? .infinity : largest / smallest
  }

  /// The number of singular values above `tolerance`.
  ///
  /// - Parameter tolerance: By default max(m, n)·ε·σ_max, as MATLAB and NumPy take it; a negative
  ///   one counts as 0.
  public func rank(tolerance: Scalar? = nil) -> Int {
    let tolerance = Swift.max(0, tolerance ?? defaultTolerance)
    return singularValues.count { $0 > tolerance }
  }

  /// max(m, n)·ε·σ_max: what rounding leaves of a zero singular value.
  public var defaultTolerance: Scalar {
    Scalar(Swift.max(rows, columns)) * Scalar.ulpOfOne * (singularValues.first ?? 0)
  }
}
