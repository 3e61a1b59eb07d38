import Recommenders
import Tensor

/// λ times how often training touches each column of parameters: the weights of the penalty.
struct ColumnPenalties<Scalar: TensorScalar>: Sendable {
  /// Of each user, context and item; a bias counts as its item.
  let users: [Scalar]
  let contexts: [Scalar]
  let items: [Scalar]
  /// Of the biases of items: as ``items``, but without what items are touched as contexts.
  let biases: [Scalar]
  /// Of what all samples touch.
  let shared: Scalar

  /// The weights of some samples.
  init(
    _ point: PairwiseParameters<Scalar>, _ pairs: SampledPairs<Scalar>, regularization: Double
  ) {
    let weight = Scalar(regularization)
    var users = [Scalar](repeating: 0, count: point.users.columns)
    var contexts = [Scalar](repeating: 0, count: point.contexts.columns)
    var biases = [Scalar](repeating: 0, count: pairs.itemCount)
    var previous = biases
    let share = 1 / Scalar(pairs.negatives)
    for (index, sample) in pairs.samples.enumerated() {
      users[Int(sample.user)] += 1
      if point.form != .factorization { previous[Int(sample.previous)] += 1 }
      for place in pairs.places(ofSample: index) {
        biases[Int(pairs.items[place])] += place == pairs.positives[index] ? 1 : share
      }
    }
    var items = biases
    if point.form == .translation {
      for item in items.indices { items[item] += previous[item] }
    } else if point.form == .chain {
      contexts = previous
    }
    self.users = users.map { weight * $0 }
    self.contexts = contexts.map { weight * $0 }
    self.items = items.map { weight * $0 }
    self.biases = biases.map { weight * $0 }
    shared = weight * Scalar(pairs.samples.count)
  }

  /// Half the weighted sum of squares.
  func value(at point: PairwiseParameters<Scalar>) -> Double {
    func half(_ table: Matrix<Scalar>, _ weights: [Scalar]) -> Double {
      (0..<table.columns).reduce(0) {
        $0 + Double(weights[$1] * table.columnDot($1, table, $1)) / 2
      }
    }
    return half(point.users, users) + half(point.contexts, contexts) + half(point.items, items)
      + half(point.biases, biases)
      + half(point.shared, Array(repeating: shared, count: point.shared.columns))
  }

  /// Adds the weighted parameters: the gradient at a point, or the product with a direction.
  func add(to sum: inout PairwiseParameters<Scalar>, at point: PairwiseParameters<Scalar>) {
    sum.users.addColumns(of: point.users, times: users)
    sum.contexts.addColumns(of: point.contexts, times: contexts)
    sum.items.addColumns(of: point.items, times: items)
    sum.biases.addColumns(of: point.biases, times: biases)
    sum.shared.add(point.shared, times: shared)
  }

  /// Adds the weights themselves: the diagonal.
  func addWeights(to sum: inout PairwiseParameters<Scalar>) {
    func ones(_ table: Matrix<Scalar>) -> Matrix<Scalar> {
      Matrix(rows: table.rows, columns: table.columns, repeating: 1)
    }
    var point = sum
    point.users = ones(sum.users)
    point.contexts = ones(sum.contexts)
    point.items = ones(sum.items)
    point.biases = ones(sum.biases)
    point.shared = ones(sum.shared)
    add(to: &sum, at: point)
  }
}

extension Matrix {
  /// Adds each column of another matrix, times a number of its own.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  mutating func addColumns(of other: Matrix, times factors: [Scalar]) {
    for column in 0..<min(columns, factors.count) where factors[column] != 0 {
      let factor = factors[column]
      for place in column * rows..<(column + 1) * rows {
        storage[place] += factor * other.storage[place]
      }
    }
  }
}
