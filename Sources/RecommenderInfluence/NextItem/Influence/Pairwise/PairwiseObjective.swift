import Recommenders
package import Tensor
import TensorLearning

/// What a model of pairs was trained to make small, with fixed negatives, near some parameters.
///
///     L(θ) = Σ_s [ (1/k) Σ_j −log σ(x_s,i − x_s,j) + λ/2 (‖θ_s,i‖² + (1/k) Σ_j ‖θ_j‖²) ]
///
/// Training takes a step of each sample with one random negative an epoch, λ/2 times the squares of what the
/// sample touches included. So this is an epoch's expected loss, the mean over negatives by k fixed ones, and
/// λ weighs each column by how often it is touched: n_u for a user, and for an item the number of its own
/// actions and, by 1/k, those that have it as a negative.
package struct PairwiseObjective<Scalar: TensorScalar>: Sendable {
  /// Where derivatives are taken.
  package let point: PairwiseParameters<Scalar>
  /// What is learned from.
  package let pairs: SampledPairs<Scalar>
  /// λ.
  package let regularization: Double
  /// The number of threads to use; it does not change results.
  package let parallelism: Parallelism
  /// L.
  package let value: Double

  /// z of each sample.
  let queries: Matrix<Scalar>
  /// The derivative of L in each score.
  let slopes: [Scalar]
  /// σ(m) σ(−m) / k of each pair, at the place of its negative; 0 at those of positives.
  let curvatures: [Scalar]
  /// λ times how often each column is touched, in the shape of the parameters.
  let penalties: ColumnPenalties<Scalar>

  /// The objective of parameters on some samples.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  package init(
    _ point: PairwiseParameters<Scalar>, on pairs: SampledPairs<Scalar>, regularization: Double,
    parallelism: Parallelism
  ) {
    self.point = point
    self.pairs = pairs
    self.regularization = regularization
    self.parallelism = parallelism
    queries = point.queries(of: pairs.samples, parallelism: parallelism)
    let scores = Self.scores(
      pairs, queries, point.items, point.offsets, parallelism: parallelism)
    var slopes = [Scalar](repeating: 0, count: scores.count)
    var curvatures = slopes
    var loss = 0.0
    let share = 1 / Scalar(pairs.negatives)
    for (sample, positive) in pairs.positives.enumerated() {
      for place in pairs.places(ofSample: sample) where place != positive {
        let pair = PairLoss(margin: scores[positive] - scores[place])
        loss += Double(pair.loss)
        slopes[place] = share * pair.slope
        slopes[positive] -= share * pair.slope
        curvatures[place] = share * pair.slope * (1 - pair.slope)
      }
    }
    self.slopes = slopes
    self.curvatures = curvatures
    penalties = ColumnPenalties(point, pairs, regularization: regularization)
    value = loss / Double(pairs.negatives) + penalties.value(at: point)
  }

  /// zᵀy_i + o_i of each sample and item.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  static func scores(
    _ pairs: SampledPairs<Scalar>, _ queries: Matrix<Scalar>, _ items: Matrix<Scalar>,
    _ offsets: [Scalar], parallelism: Parallelism
  ) -> [Scalar] {
    let blocks = parallelism.map(count: pairs.samples.count, chunk: 512) { range in
      var scores: [Scalar] = []
      scores.reserveCapacity(range.count * (pairs.negatives + 1))
      for sample in range {
        for place in pairs.places(ofSample: sample) {
          let item = Int(pairs.items[place])
          scores.append(queries.columnDot(sample, items, item) + offsets[item])
        }
      }
      return scores
    }
    return Array(blocks.joined())
  }

  /// ∇L.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  package func gradient() -> PairwiseParameters<Scalar> {
    var gradient = point.zeros
    let rows = pairs.rows(slopes)
    let columns = pairs.columns(slopes)
    gradient.addQueryDerivatives(
      point.items.timesTransposed(rows, parallelism: parallelism), of: pairs.owners,
      parallelism: parallelism)
    gradient.items += queries.timesTransposed(columns, parallelism: parallelism)
    gradient.addOffsetDerivatives(columns.rowSums, at: point)
    penalties.add(to: &gradient, at: point)
    return gradient
  }
}

extension SparseMatrix {
  /// The sum of each row.
  var rowSums: [Scalar] {
    (0..<rows).map { row in
      var sum: Scalar = 0
      for place in range(ofRow: row) { sum += values[place] }
      return sum
    }
  }
}
