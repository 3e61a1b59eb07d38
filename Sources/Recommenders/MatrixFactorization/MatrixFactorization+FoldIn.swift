public import Tensor

extension MatrixFactorization {
  /// The factors of a new user for fixed item factors.
  ///
  /// x = (λI + Σ y_i y_iᵀ)⁻¹ Σ r_i y_i over the rated items: the user's half of an ALS sweep.
  ///
  /// - Parameters:
  ///   - items: The rated items, each once, in any order.
  ///   - values: The rating of each of `items`.
  /// - Returns: `rank` factors; zero without ratings.
  /// - Throws: `RecommenderError.shapeMismatch` if the lists differ in length, `.invalidOption`
  ///   for an item out of range or given twice, or a rating that is not finite.
  /// - Complexity: O(m·rank² + rank³) flops for m ratings, less for m below the rank.
  public func foldIn(items: [Int], values: [Double]) throws -> Vector<Scalar> {
    guard items.count == values.count else {
      throw RecommenderError.shapeMismatch(
        what: "foldIn", expected: "\(items.count) ratings", found: "\(values.count)")
    }
    for (item, value) in zip(items, values) where !(0..<itemCount).contains(item) || !value.isFinite
    {
      throw RecommenderError.invalidOption(
        name: "foldIn",
        requirement: "the rating \(value) of item \(item) is not finite or not in 0..<\(itemCount)")
    }
    let sorted = zip(items, values).sorted { $0.0 < $1.0 }
    for (left, right) in zip(sorted, sorted.dropFirst()) where left.0 == right.0 {
      throw RecommenderError.invalidOption(
        name: "foldIn", requirement: "item \(left.0) is rated twice")
    }
    let row = SparseMatrix(
      rows: 1, columns: itemCount, uncheckedOffsets: [0, sorted.count],
      indices: sorted.map { Int32($0.0) }, values: sorted.map(\.1))
    var solver = try RidgeSolver(rank: rank, regularization: Scalar(regularization))
    var solution = Vector<Scalar>(count: rank)
    try solution.withMutableSpan { span in
      try solver.solve(row: 0, of: row, factors: itemFactors, into: &span, at: 0)
    }
    return solution
  }
}
