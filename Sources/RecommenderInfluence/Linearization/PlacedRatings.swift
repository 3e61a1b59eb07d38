package import Tensor

/// Ratings by user and by item, and where in the one order each rating of the other is.
package struct PlacedRatings: Sendable {
  /// r by user.
  package let byUser: SparseMatrix<Double>
  /// The pairs by item; values do not matter.
  let patternByItem: SparseMatrix<Double>
  /// Where among the ratings by user each rating by item is.
  let places: [Int32]

  /// Finds the order by item of ratings by user.
  ///
  /// - Throws: `TensorError.invalidArgument` for more than 2³¹ − 1 ratings.
  /// - Complexity: O(users + items + ratings).
  package init(_ byUser: SparseMatrix<Double>) throws(TensorError) {
    guard byUser.count <= Int(Int32.max) else {
      throw .invalidArgument(
        name: "ratings", requirement: "\(byUser.count) are more than \(Int32.max)")
    }
    let numbered = byUser.replacingValues((0..<byUser.count).map(Double.init)).transposed
    self.byUser = byUser
    patternByItem = numbered
    places = numbered.values.map { Int32($0) }
  }

  private init(
    byUser: SparseMatrix<Double>, patternByItem: SparseMatrix<Double>, places: [Int32]
  ) {
    self.byUser = byUser
    self.patternByItem = patternByItem
    self.places = places
  }

  /// The same pairs of users and items with other values, in the order of the ratings by user.
  package func replacingValues(_ values: [Double]) -> PlacedRatings {
    PlacedRatings(
      byUser: byUser.replacingValues(values), patternByItem: patternByItem, places: places)
  }
}

extension SparseMatrix where Scalar == Double {
  /// The same entries with other values.
  func replacingValues(_ values: [Double]) -> SparseMatrix {
    SparseMatrix(
      rows: rows, columns: columns, uncheckedOffsets: offsets, indices: indices, values: values)
  }
}
