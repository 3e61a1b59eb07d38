import PoisoningAttacks
import RecommenderData
import Recommenders
import Tensor

/// Settings of an attacker whose model is small and whose descents are short.
func smallSettings(
  fillers: Int = 20, gradient: AttackGradient = .oneSweep, threads: Int = 1
) -> AttackSettings {
  AttackSettings(
    budget: AttackBudget(fillers: fillers), top: 5,
    optimization: OptimizationOptions(gradient: gradient, steps: 2, influentialUsers: 12),
    surrogate: SurrogateModel(
      options: FactorizationOptions(rank: 4, regularization: 1, sweeps: 6),
      parallelism: Parallelism(threads: threads)))
}

/// Ratings in whole stars: each user rates each item with probability ½, lower items more often
/// among the first half of the users.
func starMatrix(users: Int = 30, items: Int = 40, seed: UInt64 = 5) throws -> RatingMatrix {
  var rng = SeededGenerator(seed: seed)
  var ratings: [Rating] = []
  for user in 0..<users {
    for item in 0..<items where rng.nextUniform() < 1 / (1 + 0.1 * Double(item)) {
      ratings.append(Rating(user: user, item: item, value: Double(1 + rng.nextIndex(below: 5))))
    }
  }
  return try RatingMatrix(userCount: users, itemCount: items, ratings: ratings, scale: .fiveStars)
}

/// Two ratings of every item, μ_i ± σ_i, on a scale so wide and fine that nothing is clipped and
/// rounding is far below sampling noise.
func wideMatrix(means: [Double], deviations: [Double]) throws -> RatingMatrix {
  var ratings: [Rating] = []
  for item in means.indices {
    ratings.append(Rating(user: 0, item: item, value: means[item] - deviations[item]))
    ratings.append(Rating(user: 1, item: item, value: means[item] + deviations[item]))
  }
  return try RatingMatrix(
    userCount: 2, itemCount: means.count, ratings: ratings,
    scale: RatingScale(minimum: -4096, maximum: 4096, step: 1.0 / 1024))
}

/// A matrix from rows of ratings, 0 standing for none.
func matrix(_ rows: [[Double]]) throws -> RatingMatrix {
  try RatingMatrix(
    userCount: rows.count, itemCount: rows[0].count,
    ratings: rows.enumerated().flatMap { user, row in
      row.enumerated().filter { $0.element > 0 }.map {
        Rating(user: user, item: $0.offset, value: $0.element)
      }
    }, scale: .fiveStars)
}

/// Mean and population deviation.
func moments(_ values: [Double]) -> (mean: Double, deviation: Double) {
  let mean = values.reduce(0, +) / Double(values.count)
  let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  return (mean, (squares / Double(values.count)).squareRoot())
}
