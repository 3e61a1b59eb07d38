internal import Tensor

/// What can go wrong in learning because of data or options.
public enum LearningError: Error, Equatable, Sendable {
  /// An option outside its range; `requirement` says what is valid.
  case invalidOption(name: String, requirement: String)
  /// Operands that do not fit together; `operation` names the method.
  case shapeMismatch(operation: String, expected: String, found: String)
  /// An index, at a zero-based position of a list, that is not in `0..<count`.
  case indexOutOfRange(what: String, position: Int, index: Int, count: Int)
  /// A value that is NaN or infinite; `step` counts from 1.
  case notFinite(what: String, step: Int, likelyCause: String)
  /// Data that cannot be factored or clustered; `requirement` says what is valid.
  case invalidData(what: String, requirement: String)
  /// A reward that is NaN or infinite; episode and step count from 0.
  case rewardNotFinite(episode: Int, step: Int, value: Double)
}

extension LearningError: CustomStringConvertible {
  /// The error in one line.
  public var description: String {
    switch self {
    case .invalidOption(let name, let requirement), .invalidData(let name, let requirement):
      "\(name): \(requirement)"
    case .shapeMismatch(let operation, let expected, let found):
      "\(operation): expected \(expected), found \(found)"
    case .indexOutOfRange(let what, let position, let index, let count):
      "\(what): \(index) at position \(position) is not in 0..<\(count)"
    case .notFinite(let what, let step, let likelyCause):
      "\(what) is not finite in step \(step): \(likelyCause)"
    case .rewardNotFinite(let episode, let step, let value):
      """
      the reward of step \(step + 1) in episode \(episode + 1) is \(value): what rewards are computed from has \
      diverged or is too large
      """
    }
  }
}

extension LearningError {
  /// Throws `invalidOption` unless the condition holds.
  static func require(
    _ condition: Bool, _ name: String, _ requirement: @autoclosure () -> String
  ) throws(LearningError) {
    guard condition else { throw .invalidOption(name: name, requirement: requirement()) }
  }

  /// Throws `shapeMismatch` unless a matrix has this shape.
  static func requireShape<Scalar>(
    _ matrix: Matrix<Scalar>, _ rows: Int, _ columns: Int, _ operation: String
  ) throws(LearningError) {
    guard matrix.rows == rows, matrix.columns == columns else {
      throw .shapeMismatch(
        operation: operation, expected: "\(rows) × \(columns)", found: matrix.shape)
    }
  }

  /// Throws unless a parameter that was saved has this shape and is finite.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  static func requireParameter<Scalar>(
    _ matrix: Matrix<Scalar>, _ rows: Int, _ columns: Int, _ place: Int
  ) throws(LearningError) {
    try requireShape(matrix, rows, columns, "parameter \(place)")
    guard matrix.isFinite else {
      throw .invalidData(what: "parameter \(place)", requirement: "every number is finite")
    }
  }

  /// Throws `indexOutOfRange` unless every index is in `0..<count`.
  static func requireIndices(
    _ indices: [Int], below count: Int, _ what: String
  ) throws(LearningError) {
    guard let position = indices.firstIndex(where: { $0 < 0 || $0 >= count }) else { return }
    throw .indexOutOfRange(
      what: what, position: position, index: indices[position], count: count)
  }
}
