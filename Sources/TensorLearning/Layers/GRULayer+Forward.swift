public import Tensor

extension GRULayer {
  /// The number of sequences that one task computes; a constant of the algorithm.
  static var block: Int { 64 }

  /// The states of a batch of sequences after each step.
  ///
  /// Column `t·n + s` of `inputs`, and of every matrix that holds all steps, is step t of sequence
  /// s of n: the matrix of a time step is a block of consecutive columns. Sequences may be of
  /// unequal lengths: a step at or beyond the end of its sequence carries the state through, and
  /// what its input holds does not matter, as long as it is finite.
  ///
  /// - Parameters:
  ///   - inputs: Of shape `inputCount × steps·n`.
  ///   - initialState: Of shape `stateCount × n`; zero if not given.
  ///   - lengths: How many steps each of the n sequences has, from 0 to the number of steps.
  ///   - steps: The number of time steps.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Returns: The states, with what ``backward(_:trace:parallelism:)`` needs.
  /// - Throws: `LearningError.shapeMismatch`; `.invalidData` for a length out of range.
  /// - Complexity: 6·`stateCount`·(`inputCount` + `stateCount`) flops and three exponentials a unit
  ///   for each step of each sequence; the inputs of all steps go through one product for each 64
  ///   sequences. Memory for 6·`stateCount` + `inputCount` numbers a column.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func forward(
    _ inputs: Matrix<Scalar>, initialState: Matrix<Scalar>? = nil, lengths: [Int], steps: Int,
    parallelism: Parallelism = .serial
  ) throws(LearningError) -> Trace {
    let name = "GRULayer.forward"
    try LearningError.require(steps >= 0, "steps", "\(steps) is not at least 0")
    try LearningError.requireShape(inputs, inputCount, steps * lengths.count, name)
    if let initialState {
      try LearningError.requireShape(initialState, stateCount, lengths.count, name)
    }
    for (sequence, length) in lengths.enumerated() where length < 0 || length > steps {
      throw .invalidData(
        what: "the length of sequence \(sequence)",
        requirement: "\(length) is not in 0...\(steps)")
    }
    let start = initialState ?? Matrix(rows: stateCount, columns: lengths.count)
    let parts = parallelism.map(count: lengths.count, chunk: Self.block) { range in
      Trace.Part(
        self, inputs: inputs.stepColumns(range, of: lengths.count),
        initialState: start[0..., range], lengths: Array(lengths[range]), steps: steps)
    }
    return Trace(parts: parts, lengths: lengths, steps: steps, stateCount: stateCount)
  }
}

extension Matrix {
  /// Of a matrix of steps of `count` sequences each: the same of some of the sequences.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  func stepColumns(_ sequences: Range<Int>, of count: Int) -> Matrix {
    guard sequences.count < count else { return self }
    var elements: [Scalar] = []
    let steps = columns / count
    elements.reserveCapacity(rows * steps * sequences.count)
    for step in 0..<steps {
      let first = step * count
      elements.append(
        contentsOf: storage[
          (first + sequences.lowerBound) * rows..<(first + sequences.upperBound) * rows])
    }
    return Matrix(rows: rows, columns: steps * sequences.count, columnMajor: elements)
  }

  /// A matrix of steps of `count` sequences each, from those of consecutive parts of the sequences.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  static func joiningSteps(_ parts: [Matrix], rows: Int, of count: Int, steps: Int) -> Matrix {
    if parts.count == 1 { return parts[0] }
    var elements: [Scalar] = []
    elements.reserveCapacity(rows * steps * count)
    for step in 0..<steps {
      for part in parts {
        let width = part.storage.count / steps
        elements.append(contentsOf: part.storage[step * width..<(step + 1) * width])
      }
    }
    return Matrix(rows: rows, columns: steps * count, columnMajor: elements)
  }
}
