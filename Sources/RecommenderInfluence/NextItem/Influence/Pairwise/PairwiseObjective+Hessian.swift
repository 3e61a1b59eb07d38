import Tensor
import TensorLearning

extension PairwiseObjective {
  /// The product of the curvature with a direction, the penalty included.
  ///
  /// - Complexity: For each sample 8 · (k + 1) flops times the length of a query.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  package func product(
    _ direction: PairwiseParameters<Scalar>, curvature: InfluenceCurvature
  ) -> PairwiseParameters<Scalar> {
    let queryChanges = direction.queries(of: pairs.samples, parallelism: parallelism)
    let offsetChanges = point.offsetChanges(along: direction)
    let changes = slopeChanges(
      zip(
        Self.scores(pairs, queryChanges, point.items, offsetChanges, parallelism: parallelism),
        Self.scores(
          pairs, queries, direction.items, Array(repeating: 0, count: pairs.itemCount),
          parallelism: parallelism)
      ).map { $0 + $1 })
    let rows = pairs.rows(changes)
    let columns = pairs.columns(changes)
    var product = point.zeros
    var queryDerivatives = point.items.timesTransposed(rows, parallelism: parallelism)
    product.items = queries.timesTransposed(columns, parallelism: parallelism)
    if curvature == .hessian {
      let columns = pairs.columns(slopes)
      queryDerivatives.add(
        direction.items.timesTransposed(pairs.rows(slopes), parallelism: parallelism), times: 1,
        parallelism: parallelism)
      product.items += queryChanges.timesTransposed(columns, parallelism: parallelism)
      if point.form == .translation {
        // ‖γ‖² in the offsets curves by itself.
        product.items.addColumns(of: direction.items, times: columns.rowSums.map { -2 * $0 })
      }
    }
    product.addQueryDerivatives(queryDerivatives, of: pairs.owners, parallelism: parallelism)
    product.addOffsetDerivatives(columns.rowSums, at: point)
    penalties.add(to: &product, at: direction)
    return product
  }

  /// How the derivatives of L in the scores change with the scores.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  private func slopeChanges(_ changes: [Scalar]) -> [Scalar] {
    var result = [Scalar](repeating: 0, count: changes.count)
    for (sample, positive) in pairs.positives.enumerated() {
      for place in pairs.places(ofSample: sample) where place != positive {
        let change = curvatures[place] * (changes[positive] - changes[place])
        result[place] = -change
        result[positive] += change
      }
    }
    return result
  }

  /// The diagonal of the Gauss–Newton curvature, the penalty included; for ``TransRec`` without what its common
  /// translation and items that are context and item at once have in common.
  package func diagonal() -> PairwiseParameters<Scalar> {
    var result = point.zeros
    // The weight of a score by itself: its pairs' curvatures.
    var own = curvatures
    for (sample, positive) in pairs.positives.enumerated() {
      for place in pairs.places(ofSample: sample) { own[positive] += curvatures[place] }
    }
    let columns = pairs.columns(own)
    result.addQueryDerivatives(queryCurvatures(), of: pairs.owners, parallelism: parallelism)
    if point.form == .translation {
      // A query is twice the sum of its parameters.
      result.users *= 2
      result.items *= 2
      result.shared *= 2
    }
    result.items += squaredItemDerivatives(columns)
    if point.form != .chain {
      for (item, sum) in columns.rowSums.enumerated() { result.biases.storage[item] = sum }
    }
    penalties.addWeights(to: &result)
    return result
  }

  /// Σ_j c_j (y_i − y_j)² of each sample, number by number.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  private func queryCurvatures() -> Matrix<Scalar> {
    let rank = point.items.rows
    var result = Matrix<Scalar>(rows: rank, columns: pairs.samples.count)
    let items = point.items.storage
    result.updateColumns(chunk: 512, parallelism: parallelism, workspace: {}) {
      range, elements, _ in
      for sample in range {
        let start = (sample - range.lowerBound) * rank
        let positive = Int(pairs.items[pairs.positives[sample]]) * rank
        for place in pairs.places(ofSample: sample) where place != pairs.positives[sample] {
          let negative = Int(pairs.items[place]) * rank
          for row in 0..<rank {
            let difference = items[positive + row] - items[negative + row]
            elements[start + row] += curvatures[place] * difference * difference
          }
        }
      }
    }
    return result
  }

  /// Σ_s c_s (∂x_s,i/∂y_i)² of each item, number by number.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  private func squaredItemDerivatives(_ columns: SparseMatrix<Scalar>) -> Matrix<Scalar> {
    let rank = point.items.rows
    var result = Matrix<Scalar>(rows: rank, columns: pairs.itemCount)
    let shift: Scalar = point.form == .translation ? 2 : 0
    result.updateColumns(chunk: 16, parallelism: parallelism, workspace: {}) {
      range, elements, _ in
      for item in range {
        let start = (item - range.lowerBound) * rank
        for place in columns.range(ofRow: item) {
          let query = Int(columns.indices[place]) * rank
          for row in 0..<rank {
            let derivative =
              queries.storage[query + row] - shift * point.items.storage[item * rank + row]
            elements[start + row] += columns.values[place] * derivative * derivative
          }
        }
      }
    }
    return result
  }
}
