internal import RecommenderData
internal import RecommenderInfluence
internal import Recommenders
internal import Tensor

/// The fake user that is being made: how the model answers to ratings w of all items.
///
/// The answer is one warm sweep with the normal users held: the fake user's factors
/// z = (λI + YYᵀ)⁻¹Yw (Eq. 19), then every item's, y_i = (A_i + zzᵀ)⁻¹(b_i + w_i z) (Eq. 18) with
/// A_i = λI + Σxxᵀ and b_i = Σrx over the users who rated i. A_i is factored once; each w costs a
/// solve c_i = A_i⁻¹z an item, by Sherman and Morrison's formula
/// y_i = y_i⁰ + c_i (w_i − zᵀy_i⁰)/(1 + zᵀc_i) with y_i⁰ = A_i⁻¹b_i. [Fang2020, §4.4]
struct RelaxedUser: Sendable {
  /// The model before this fake user.
  let surrogate: PoisonedSurrogate
  /// The A_i and y_i⁰ of all items.
  private let clean: ItemHalfSweep
  /// λI + YYᵀ.
  private let userSystem: Cholesky<Double>
  /// The ratings so far and those of a user who rates every item, in both orders, if gradients of
  /// refits will ask for them.
  let placedRatings: PlacedRatings?

  /// The number of items of a unit of work.
  private static var chunk: Int { 64 }

  /// Factors what does not depend on w.
  ///
  /// - Parameters:
  ///   - surrogate: The model before this fake user.
  ///   - gradient: The gradient that will be asked for most.
  /// - Complexity: As half a sweep of alternating least squares.
  init(_ surrogate: PoisonedSurrogate, for gradient: AttackGradient) throws {
    let (factors, parallelism) = (surrogate.factors, surrogate.parallelism)
    self.surrogate = surrogate
    placedRatings =
      switch gradient {
      case .published, .oneSweep: nil
      case .refit, .stationary:
        try PlacedRatings(
          surrogate.ratings.withRelaxedUser(
            rating: Vector(count: surrogate.ratings.itemCount)))
      }
    clean = try ItemHalfSweep(
      surrogate.ratings, users: factors.users, regularization: surrogate.regularization,
      parallelism: parallelism)
    userSystem = try Cholesky(
      factors.items.timesTransposed(factors.items, parallelism: parallelism)
        + Matrix.identity(factors.items.rows) * surrogate.regularization)
  }

  /// The model's answer to ratings of all items.
  struct Answer: Sendable {
    /// X of the users before this one.
    let others: Matrix<Double>
    /// z.
    let user: Vector<Double>
    /// Y.
    let items: Matrix<Double>
  }

  /// The answer to `ratings`, one for each item.
  ///
  /// - Complexity: O(items·rank) and a solve with A_i for each item.
  func answer(to ratings: Vector<Double>) throws -> Answer {
    let user = try userSystem.solve(surrogate.factors.items * ratings)
    let (rank, systems) = (user.count, clean.systems)
    var items = clean.factors
    items.updateColumns(
      chunk: Self.chunk, parallelism: surrogate.parallelism, workspace: { user.elements }
    ) { columns, elements, direction in
      for item in columns {
        for factor in 0..<rank { direction[factor] = user[factor] }
        var span = direction.mutableSpan
        systems.solve(row: item, &span, at: 0)
        let base = rank * (item - columns.lowerBound)
        var (prediction, curvature) = (0.0, 1.0)
        for factor in 0..<rank {
          prediction += user[factor] * elements[base + factor]
          curvature += user[factor] * span[factor]
        }
        let step = (ratings[item] - prediction) / curvature
        for factor in 0..<rank { elements[base + factor] += step * span[factor] }
      }
    }
    return Answer(others: surrogate.factors.users, user: user, items: items)
  }

  /// dL/dw_j for each item j, from the derivatives of L by the items' factors at the answer.
  ///
  /// With e_i = w_i − zᵀy_i and a_i = (A_i + zzᵀ)⁻¹∂L/∂y_i it is zᵀa_j, which alone is
  /// Eq. 21, and, unless the fake user is held, y_jᵀ(λI + YYᵀ)⁻¹∂L/∂z with
  /// ∂L/∂z = Σ_i [e_i a_i − y_i(zᵀa_i)], where the last Y is that before the sweep.
  ///
  /// - Complexity: Two solves with A_i for each item of the gradient, and O(items·rank).
  func gradient(
    _ loss: TopNLoss.Gradient, at answer: Answer, ratings: Vector<Double>, holdsUser: Bool
  ) throws -> Vector<Double> {
    let (user, systems, touched) = (answer.user, clean.systems, loss.items)
    let rank = user.count
    var adjoints = loss.ofItems
    adjoints.updateColumns(
      chunk: Self.chunk, parallelism: surrogate.parallelism, workspace: { user.elements }
    ) { columns, elements, direction in
      for column in columns {
        for factor in 0..<rank { direction[factor] = user[factor] }
        var span = direction.mutableSpan
        systems.solve(row: touched[column], &span, at: 0)
        let base = rank * (column - columns.lowerBound)
        systems.solve(row: touched[column], &elements, at: base)
        var (product, curvature) = (0.0, 1.0)
        for factor in 0..<rank {
          product += user[factor] * elements[base + factor]
          curvature += user[factor] * span[factor]
        }
        let step = product / curvature
        for factor in 0..<rank { elements[base + factor] -= step * span[factor] }
      }
    }
    var gradient = Vector<Double>(count: ratings.count)
    let responses = adjoints.transposedTimes(user)
    for (place, item) in touched.enumerated() { gradient[item] = responses[place] }
    guard !holdsUser else { return gradient }
    let items = answer.items.selectingColumns(touched)
    let predictions = items.transposedTimes(user)
    let errors = Vector(touched.enumerated().map { ratings[$0.element] - predictions[$0.offset] })
    let slope = adjoints * errors - items * responses
    return gradient + surrogate.factors.items.transposedTimes(try userSystem.solve(slope))
  }
}
