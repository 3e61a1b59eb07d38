extension Matrix {
  /// Replaces logits by the derivatives of the weighted sum of the cross entropies of the softmax of each
  /// column, −log(e^s_y / Σ_c e^s_c), and returns that sum.
  ///
  /// - Parameters:
  ///   - targets: The row y of each column.
  ///   - offsets: What is added to each row of logits first; nothing if not given.
  ///   - weight: That of a column.
  /// - Precondition: There is a target in the matrix for each column, and an offset for each row.
  /// - Complexity: An exponential and about 6 flops for each logit, no allocation. The largest logit of a
  ///   column is subtracted first: nothing overflows.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  package mutating func formCrossEntropyGradient(
    targets: ArraySlice<Int>, offsets: Matrix? = nil, weight: (_ column: Int) -> Scalar
  ) -> Double {
    let rows = rows
    precondition(targets.count == columns, "\(targets.count) targets for \(shape) logits")
    precondition(
      offsets.map { $0.storage.count == rows } ?? true, "other offsets than \(rows) for the rows")
    return storage.withUnsafeMutableBufferPointer { logits in
      func sum(_ offsets: UnsafePointer<Scalar>?) -> Double {
        var loss = 0.0
        for (column, target) in targets.enumerated() {
          precondition(target >= 0 && target < rows, "target \(target) of \(rows) rows")
          let weight = weight(column)
          let own = Scalar._softmax(
            rows, logits.baseAddress! + column * rows, offsets, target, weight)
          loss += Double(weight) * Double(own)
        }
        return loss
      }
      guard let offsets else { return sum(nil) }
      return offsets.storage.withUnsafeBufferPointer { sum($0.baseAddress) }
    }
  }
}
