public import Tensor

/// A table of vectors, one column for each thing that an index names.
public struct Embedding<Scalar: TensorScalar>: Parameterized, Equatable {
  /// The vectors, of shape `rank × count`.
  public var table: Matrix<Scalar>

  /// The number of vectors.
  public var count: Int { table.columns }
  /// The length of a vector.
  public var rank: Int { table.rows }

  /// A table of given vectors.
  public init(table: Matrix<Scalar>) {
    self.table = table
  }

  /// A table of random vectors.
  ///
  /// - Parameters:
  ///   - count: The number of vectors, at least 1.
  ///   - rank: The length of a vector, at least 1.
  ///   - initialization: Of the table; Xavier takes a vector's length for inputs and outputs.
  ///   - rng: The source of randomness.
  /// - Throws: `LearningError.invalidOption`.
  public init(
    count: Int, rank: Int, initialization: Initialization = .xavier,
    using rng: inout some RandomNumberGenerator
  ) throws(LearningError) {
    try Initialization.requireSize(count, "count")
    try Initialization.requireSize(rank, "rank")
    table = try initialization.matrix(rank, count, inputs: rank, outputs: rank, using: &rng)
  }

  /// Where the table is.
  public static var parameterPaths: [WritableKeyPath<Embedding, Matrix<Scalar>>] { [\.table] }

  /// The vectors of a batch of indices.
  ///
  /// - Parameter indices: In `0..<count`; they may repeat.
  /// - Returns: A column for each, of shape `rank × indices.count`.
  /// - Throws: `LearningError.indexOutOfRange`.
  /// - Complexity: O(`rank`·`indices.count`), one allocation.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func lookup(_ indices: [Int]) throws(LearningError) -> Matrix<Scalar> {
    try LearningError.requireIndices(indices, below: count, "embedding")
    return table.selectingColumns(indices)
  }

  /// The gradient of the table, from that of the vectors that ``lookup(_:)`` gave.
  ///
  /// - Parameters:
  ///   - outputGradient: A column for each index.
  ///   - indices: What was looked up.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Returns: The derivatives in the touched columns, each summed in the order of the batch; for
  ///   ``ColumnAdam``, or dense for ``Adam``.
  /// - Throws: `LearningError.shapeMismatch` or `.indexOutOfRange`.
  /// - Complexity: O(n log n + n·`rank`) for n indices.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func backward(
    _ outputGradient: Matrix<Scalar>, indices: [Int], parallelism: Parallelism = .serial
  ) throws(LearningError) -> ColumnGradient<Scalar> {
    try LearningError.requireIndices(indices, below: count, "embedding")
    try LearningError.requireShape(outputGradient, rank, indices.count, "Embedding.backward")
    return try ColumnGradient(
      scattering: outputGradient, to: indices, parallelism: parallelism)
  }
}
