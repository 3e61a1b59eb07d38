import RecommenderData
import Recommenders
import Tensor

@testable import PoisoningAttacks

/// A small attack in the midst of a fake user: random ratings, a model, w and a loss.
struct GradientProblem {
  static let items = 14
  static let target = 2

  let user: RelaxedUser
  let loss: TopNLoss
  let ratings: Vector<Double>
  let width = 0.5

  /// A problem whose model has had so many sweeps on the normal users' ratings.
  init(seed: UInt64, regularization: Double, rank: Int = 3, sweeps: Int = 8) throws {
    var rng = SeededGenerator(seed: seed)
    var known: [Rating] = []
    for user in 0..<18 {
      for item in 0..<Self.items where rng.nextUniform() < 0.35 {
        known.append(Rating(user: user, item: item, value: Double(1 + rng.nextIndex(below: 5))))
      }
    }
    let matrix = try RatingMatrix(
      userCount: 18, itemCount: Self.items, ratings: known, scale: .fiveStars)
    let model = SurrogateModel(
      options: FactorizationOptions(
        rank: rank, regularization: regularization, sweeps: sweeps, tolerance: 0, seed: seed),
      parallelism: .serial)
    user = try RelaxedUser(PoisonedSurrogate(model, knowledge: matrix), for: .oneSweep)
    // Weights of all users but two, none of them equal.
    var audience = Audience(
      influences: (0..<18).map { Double(1 + $0 % 7) }, total: 18)
    if seed % 2 == 0 { audience = Audience(users: Array(1..<17)) }
    loss = try TopNLoss(
      audience: audience, target: Self.target, top: 3, ratings: matrix, parallelism: .serial)
    // Half of the ratings are zero, as they are after some steps of a descent.
    ratings = Vector(
      (0..<Self.items).map { item in
        let value = 5 * rng.nextUniform()
        return item == Self.target ? 5 : rng.nextUniform() < 0.5 ? 0 : value
      })
  }

  /// The loss of a model, scored and listed anew.
  func loss(of answer: RelaxedUser.Answer) throws -> Double {
    try RelaxedPoint(user, loss: loss, ratings: ratings, .oneSweep, answer: answer)
      .loss(width: width)
  }

  /// Central differences of a function of w.
  func differences(
    step: Double = 1e-4, of function: (Vector<Double>) throws -> Double
  ) throws -> Vector<Double> {
    Vector(
      try ratings.indices.map { item in
        var (more, less) = (ratings, ratings)
        more[item] += step
        less[item] -= step
        return try (function(more) - function(less)) / (2 * step)
      })
  }

  /// The factors of all users, the fake one last, and of all items.
  static func factors(_ answer: RelaxedUser.Answer) -> MatrixFactorization<Double>.Factors {
    .init(
      users: answer.others.appendingColumns(of: Matrix(column: answer.user)), items: answer.items)
  }

  /// The answer that factors are.
  static func answer(_ factors: MatrixFactorization<Double>.Factors) -> RelaxedUser.Answer {
    let others = factors.users.columns - 1
    return .init(
      others: factors.users[0..., 0..<others], user: factors.users.column(others),
      items: factors.items)
  }
}

/// The largest difference of two vectors, relative to the largest element of the second.
func relativeError(_ left: Vector<Double>, _ right: Vector<Double>) -> Double {
  let scale = right.reduce(0) { max($0, abs($1)) }
  return zip(left, right).reduce(0) { max($0, abs($1.0 - $1.1)) } / scale
}
