import RecommenderData
import Recommenders
import Tensor

/// The influence of injected sequences on a model of pairs, once s = (H + δI)⁻¹∇f is known.
struct PairwiseInfluence: Sendable {
  private let point: PairwiseParameters<Float>
  /// s, and its part in the offsets of items.
  private let solution: PairwiseParameters<Float>
  private let offsetChanges: [Float]
  private let offsets: [Float]
  /// s·∇ of λ/2 times the squares of an item's, of a context's and of the shared parameters.
  private let itemPenalties: [Double]
  private let contextPenalties: [Double]
  private let sharedPenalty: Double
  private let regularization: Double
  private let negatives: Int
  private let seed: UInt64

  /// The least λ for a controlled user: without any, a column that tells items apart would grow for ever.
  private static let leastRegularization = 1e-3

  /// The influence by a solution.
  init(
    _ solution: PairwiseParameters<Float>, at point: PairwiseParameters<Float>,
    regularization: Double, negatives: Int, seed: UInt64
  ) {
    self.point = point
    self.solution = solution
    self.regularization = regularization
    self.negatives = negatives
    self.seed = seed
    offsets = point.offsets
    offsetChanges = point.offsetChanges(along: solution)
    func products(_ table: KeyPath<PairwiseParameters<Float>, Matrix<Float>>) -> [Double] {
      (0..<point[keyPath: table].columns).map {
        regularization
          * Double(point[keyPath: table].columnDot($0, solution[keyPath: table], $0))
      }
    }
    let items = products(\.items)
    let biases = products(\.biases)
    itemPenalties = biases.isEmpty ? items : zip(items, biases).map { $0 + $1 }
    contextPenalties = point.form == .translation ? items : products(\.contexts)
    sharedPenalty = products(\.shared).reduce(0, +)
  }

  /// The estimate for one sequence.
  func estimate(of sequence: FakeSequence) -> Double {
    let user = user(of: sequence)
    return user.estimate(
      ofFirst: user.count,
      at: user.factor(ofFirst: user.count, from: Vector(count: point.users.rows)))
  }

  /// What each action adds to the estimate.
  func rewards(of sequence: FakeSequence) -> [Double] {
    let user = user(of: sequence)
    var factor = Vector<Float>(count: point.users.rows)
    var (reached, last) = (0, 0.0)
    return (1...max(1, sequence.count)).prefix(sequence.count).map { length in
      let count = user.places.count { $0 < length }
      guard count > reached else { return 0 }
      reached = count
      factor = user.factor(ofFirst: count, from: factor)
      let value = user.estimate(ofFirst: count, at: factor)
      defer { last = value }
      return value - last
    }
  }

  /// The samples of a sequence, with negatives that depend on places only; an action with too few other items left
  /// is none.
  private func user(of sequence: FakeSequence) -> ControlledUser {
    let rank = point.users.rows
    let own = sequence.items.map { Int32($0) }
    let first = point.form == .factorization ? 0 : 1
    let count = max(0, own.count - first)
    var user = ControlledUser(
      features: Matrix(rows: rank, columns: count * negatives),
      changes: Matrix(rows: rank, columns: count * negatives), constants: [], constantChanges: [],
      places: [], penalties: [],
      regularization: Float(max(regularization, Self.leastRegularization)))
    for place in first..<max(first, own.count) {
      let item = Int(own[place])
      let previous = place > 0 ? Int(own[place - 1]) : nil
      var rng = SeededGenerator(seed: seed, stream: UInt64(place))
      let drawn = SampledPairs<Float>.negatives(
        negatives, of: offsets.count, avoiding: own[...place], using: &rng)
      guard let drawn else { continue }
      var penalty = itemPenalties[item] + sharedPenalty
      if point.form != .factorization, let previous { penalty += contextPenalties[previous] }
      for negative in drawn {
        append(pair: item, Int(negative), after: previous, to: &user)
        penalty += itemPenalties[Int(negative)] / Double(negatives)
      }
      user.places.append(place)
      user.penalties.append(penalty)
    }
    return user
  }

  /// Adds a pair of items after another one.
  private func append(
    pair positive: Int, _ negative: Int, after previous: Int?, to user: inout ControlledUser
  ) {
    let rank = point.users.rows
    let column = user.constants.count
    let scale: Float = point.form == .translation ? 2 : 1
    var constant = offsets[positive] - offsets[negative]
    var constantChange = offsetChanges[positive] - offsetChanges[negative]
    for row in 0..<rank {
      let difference = point.items[row, positive] - point.items[row, negative]
      let change = solution.items[row, positive] - solution.items[row, negative]
      user.features[row, column] = scale * difference
      user.changes[row, column] = scale * change
      guard let previous else { continue }
      // The part of the query that is not the user's own, and its derivative along s.
      switch point.form {
      case .factorization: break
      case .chain:
        let (below, belowChange) = (
          point.items[rank + row, positive] - point.items[rank + row, negative],
          solution.items[rank + row, positive] - solution.items[rank + row, negative]
        )
        constant += point.contexts[row, previous] * below
        constantChange +=
          point.contexts[row, previous] * belowChange + solution.contexts[row, previous] * below
      case .translation:
        let query = 2 * (point.items[row, previous] + point.shared[row, 0])
        let queryChange = 2 * (solution.items[row, previous] + solution.shared[row, 0])
        constant += query * difference
        constantChange += query * change + queryChange * difference
      }
    }
    user.constants.append(constant)
    user.constantChanges.append(constantChange)
  }
}
