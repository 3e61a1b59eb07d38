extension Matrix {
  /// The width of the square tiles that are transposed at a time, so that reads and writes both
  /// stay within the cache.
  static var transposeTile: Int { 32 }

  /// The matrix with rows and columns exchanged.
  ///
  /// Products with a transposed matrix need no copy: see `transposedTimes` and
  /// `timesTransposed`.
  ///
  /// - Complexity: O(`rows`·`columns`), one allocation.
  public var transposed: Matrix {
    @specialized(where Scalar == Double)
    @specialized(where Scalar == Float)
    get {
      var result = Matrix(rows: columns, columns: rows)
      guard !isEmpty else { return result }
      let tile = Self.transposeTile
      storage.withUnsafeBufferPointer { source in
        result.storage.withUnsafeMutableBufferPointer { target in
          for left in stride(from: 0, to: columns, by: tile) {
            for top in stride(from: 0, to: rows, by: tile) {
              for column in left..<Swift.min(columns, left + tile) {
                for row in top..<Swift.min(rows, top + tile) {
                  target[row * columns + column] = source[column * rows + row]
                }
              }
            }
          }
        }
      }
      return result
    }
  }
}
