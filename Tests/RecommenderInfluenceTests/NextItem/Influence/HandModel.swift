import Foundation
import RecommenderInfluence
import Recommenders
import Tensor
import TensorLearning

/// The three models of pairs written out number by number, to check what the package computes in matrices.
enum HandModel {
  typealias Parameters = PairwiseParameters<Double>

  /// The forms under test.
  static let forms: [Parameters.Form] = [.factorization, .chain, .translation]

  /// Random parameters of 5 users and 8 items, d = 3.
  static func parameters(_ form: Parameters.Form) -> Parameters {
    var rng = SeededGenerator(seed: 3)
    func tables<Tables: PairwiseTables>(_: Tables.Type) -> Tables {
      Tables(userCount: 5, itemCount: 8, rank: 3, deviation: 0.6, using: &rng, parallelism: .serial)
    }
    switch form {
    case .factorization:
      var made = tables(FactorizationTables.self)
      for item in 0..<8 { made.biases[item] = Float(item) / 10 - 0.3 }
      return Parameters(made)
    case .chain: return Parameters(tables(ChainTables.self))
    case .translation:
      var made = tables(TranslationTables.self)
      for item in 0..<8 { made.biases[item] = Float(item) / 10 - 0.3 }
      made.shared = [0.2, -0.1, 0.3]
      return Parameters(made)
    }
  }

  /// Samples in which items are an action, a negative and, but for a factorization, the action before.
  static let samples: [(user: Int, previous: Int, item: Int, negatives: [Int])] = [
    (0, 1, 2, [5, 7]), (0, 2, 3, [1, 6]), (1, 4, 0, [2, 3]), (2, 0, 6, [5, 1]), (4, 6, 1, [0, 7]),
    (4, 1, 5, [3, 2]),
  ]

  /// The same samples for the package.
  static func pairs<Scalar: TensorScalar>(
    _ form: Parameters.Form, _: Scalar.Type = Double.self
  ) -> SampledPairs<Scalar> {
    SampledPairs(
      samples.map {
        PairwiseSample(
          user: Int32($0.user), previous: form == .factorization ? -1 : Int32($0.previous),
          item: Int32($0.item), negative: Int32($0.item))
      }, samples.map { $0.negatives.map { Int32($0) } }, negatives: 2, userCount: 5, itemCount: 8)
  }

  /// What user u's column gives an item after another one, from the models' own definitions; for a translation
  /// without the square that all items of a query share.
  static func score(
    _ p: Parameters, user: [Double], previous: Int, item: Int
  ) -> Double {
    var sum = p.form == .chain ? 0 : p.biases[0, item]
    for row in 0..<user.count {
      switch p.form {
      case .factorization: sum += user[row] * p.items[row, item]
      case .chain:
        sum += user[row] * p.items[row, item]
        sum += p.contexts[row, previous] * p.items[user.count + row, item]
      case .translation:
        let from = p.items[row, previous] + p.shared[row, 0] + user[row]
        let gap = from - p.items[row, item]
        sum += from * from - gap * gap
      }
    }
    return sum
  }

  /// Half the squares of a column.
  static func half(_ table: Matrix<Double>, _ column: Int) -> Double {
    (0..<table.rows).reduce(0) { $0 + table[$1, column] * table[$1, column] / 2 }
  }

  /// The loss and the penalty of one sample on all but the user's column.
  static func loss(
    _ p: Parameters, user: [Double], previous: Int, item: Int, negatives: [Int], penalty: Double
  ) -> Double {
    let share = 1 / Double(negatives.count)
    var sum = penalty * half(p.items, item)
    if p.form != .chain { sum += penalty * half(p.biases, item) }
    if p.form == .chain { sum += penalty * half(p.contexts, previous) }
    if p.form == .translation {
      sum += penalty * (half(p.items, previous) + half(p.shared, 0))
    }
    let own = score(p, user: user, previous: previous, item: item)
    for negative in negatives {
      let margin = own - score(p, user: user, previous: previous, item: negative)
      sum += share * log(1 + exp(-margin))
      sum += share * penalty * half(p.items, negative)
      if p.form != .chain { sum += share * penalty * half(p.biases, negative) }
    }
    return sum
  }

  /// L of all samples.
  static func objective(_ p: Parameters, penalty: Double) -> Double {
    samples.reduce(0) { sum, sample in
      let user = (0..<3).map { p.users[$0, sample.user] }
      return sum + penalty * half(p.users, sample.user)
        + loss(
          p, user: user, previous: sample.previous, item: sample.item,
          negatives: sample.negatives, penalty: penalty)
    }
  }

  /// The derivative of a function of all parameters, by central differences.
  static func gradient(
    at p: Parameters, step: Double = 1e-5, _ value: (Parameters) -> Double
  ) -> [Double] {
    let vector = p.vector
    return (0..<p.parameterCount).map { row in
      var (up, down) = (vector, vector)
      up[row, 0] += step
      down[row, 0] -= step
      return (value(p.reshaping(up)) - value(p.reshaping(down))) / (2 * step)
    }
  }
}
