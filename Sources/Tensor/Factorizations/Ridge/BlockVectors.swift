internal import Foundation

/// Vectors with a block of `rank` numbers for each row, for one right-hand side or for many.
///
/// Of many right-hand sides each number is that many numbers side by side, and the blocks are cut
/// into slices, one after the other, of few enough factors that a slice of all rows stays in the
/// cache. Of one right-hand side the elements are those of a matrix `rank × count`.
package struct BlockVectors<Scalar: TensorScalar>: Sendable {
  /// The number of rows.
  package let count: Int
  /// The number of factors.
  package let rank: Int
  /// The number of right-hand sides: 1 or ``TensorScalar/_sweepSides``.
  package let sides: Int
  /// The numbers, slice after slice.
  var elements: [Scalar]

  /// The number of factors of a slice: of many sides, those of 512 bytes.
  var height: Int { sides == 1 ? rank : 8 }

  /// Zero vectors.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  package init(count: Int, rank: Int, sides: Int) {
    precondition(sides == 1 || sides == Scalar._sweepSides, "\(sides) right-hand sides")
    self.count = count
    self.rank = rank
    self.sides = sides
    elements = Array(repeating: 0, count: count * rank * sides)
  }

  /// The vectors of one right-hand side, the columns of a matrix.
  package init(_ matrix: Matrix<Scalar>) {
    count = matrix.columns
    rank = matrix.rows
    sides = 1
    elements = matrix.storage
  }

  /// Sets every number to zero.
  package mutating func clear() {
    guard !elements.isEmpty else { return }
    elements.withUnsafeMutableBufferPointer { buffer in
      _ = memset(buffer.baseAddress!, 0, buffer.count * MemoryLayout<Scalar>.stride)
    }
  }

  /// Where the number of a factor of a row of the first side is.
  func place(_ row: Int, _ factor: Int) -> Int {
    let start = factor / height * height
    let width = Swift.min(height, rank - start)
    return sides * (start * count + width * row + factor - start)
  }

  /// One number.
  package subscript(row: Int, factor: Int, side side: Int) -> Scalar {
    get { elements[place(row, factor) + side] }
    set { elements[place(row, factor) + side] = newValue }
  }

  /// The vectors of one side as the columns of a matrix.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  package func matrix(side: Int) -> Matrix<Scalar> {
    guard sides > 1 else { return Matrix(rows: rank, columns: count, columnMajor: elements) }
    return Matrix(rows: rank, columns: count) { self[$1, $0, side: side] }
  }
}
