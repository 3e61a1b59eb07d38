internal import Tensor

extension Matrix {
  /// The row of the largest element of each column, of equal ones the first.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  func largestRows() -> [Int] {
    (0..<columns).map { column in
      let first = column * rows
      return (0..<rows).reduce(0) {
        storage[first + $1] > storage[first + $0] ? $1 : $0
      }
    }
  }
}
