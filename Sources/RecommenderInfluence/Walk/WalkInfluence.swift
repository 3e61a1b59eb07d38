public import RecommenderData
public import Recommenders
public import Tensor

/// How much each rating and each user matters for what random walks from all users make of an item.
///
/// With p_u the distribution of walks from u and M = (I − (1−α)Qᵀ)⁻¹, two solves serve all ratings:
/// P = Σ_u p_u, the same for all targets, and m, the row t of M. [Fang2020, §7.1]
///
/// ```swift
/// let influence = try WalkInfluence(ratings: ratings)
/// let found = influence.onTarget(17)
/// found.ofUsers      // π of each user
/// ```
public struct WalkInfluence: Sendable {
  /// The ratings.
  public let ratings: RatingMatrix
  /// α and the tolerance of the solves.
  public let options: RandomWalkOptions
  private let graph: WalkGraph<Double>
  /// P of users and of items, and its residual.
  private let visits: WalkGraph<Double>.Solution
  private let parallelism: Parallelism

  /// Solves for P.
  ///
  /// - Parameters:
  ///   - ratings: The ratings that walks go over, injected users being users like others.
  ///   - options: α and the tolerance of the solves.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Throws: What the initializer of `RandomWalk` throws.
  /// - Complexity: One solve, 4 flops for each rating and step.
  public init(
    ratings: RatingMatrix, options: RandomWalkOptions = RandomWalkOptions(),
    parallelism: Parallelism = .automatic
  ) throws(RecommenderError) {
    graph = try RandomWalk<Double>(ratings, options: options).graph
    self.ratings = ratings
    self.options = options
    self.parallelism = parallelism
    visits = graph.forward(
      (
        Matrix(rows: 1, columns: ratings.userCount, repeating: options.restart),
        Matrix(rows: 1, columns: ratings.itemCount)
      ), parallelism: parallelism)
  }

  /// The influence of all ratings and users on what walks from all users make of one item.
  ///
  /// - Parameters:
  ///   - target: The index of an item.
  ///   - form: What is taken for the removal of a rating.
  ///   - terms: T of the paper's series M ≈ I + Σ_{i ≤ T} (1−α)ⁱ(Qᵀ)ⁱ in place of a solve; `nil` solves.
  /// - Throws: `InfluenceError.notInData` for a target out of range, `.invalidOption` for a negative number
  ///   of terms.
  /// - Complexity: One solve, one product with Q, T more for a series, and O(ratings).
  public func onTarget(
    _ target: Int, form: WalkInfluenceForm = .renormalized, terms: Int? = nil
  ) throws(InfluenceError) -> WalkTargetInfluence {
    guard (0..<ratings.itemCount).contains(target) else {
      throw .notInData(what: "item \(target)")
    }
    var start = Matrix<Double>(rows: 1, columns: ratings.itemCount)
    start[0, target] = 1
    let nobody = Matrix<Double>(rows: 1, columns: ratings.userCount)
    let solved = graph.backward((nobody, start), parallelism: parallelism)
    var used = (solved.users, solved.items)
    var error: Double?
    if let terms {
      guard terms >= 0 else {
        throw .invalidOption(name: "terms", requirement: "\(terms) is negative")
      }
      used = series((nobody, start), terms)
      error = Self.distance(used, (solved.users, solved.items))
    }
    let ofRatings =
      switch form {
      case .published: published(used)
      case .renormalized: renormalized(used)
      }
    let ofUsers = (0..<ratings.userCount).map { user in
      ratings.byUser.range(ofRow: user).reduce(0) { $0 + abs(ofRatings[$1]) }
    }
    return WalkTargetInfluence(
      target: target, form: form, ofRatings: ofRatings, ofUsers: ofUsers,
      iterations: graph.items.steps, residual: max(visits.residuals[0], solved.residuals[0]),
      terms: terms, seriesError: error)
  }

  /// Σ_{i ≤ T} ((1−α)Q)ⁱ c.
  private func series(
    _ start: WalkGraph<Double>.Sides, _ terms: Int
  ) -> WalkGraph<Double>.Sides {
    var (sum, term) = (start, start)
    for _ in 0..<terms {
      term = graph.stepped(term, parallelism: parallelism)
      sum.users += term.users
      sum.items += term.items
    }
    return sum
  }

  /// ‖a − b‖/‖b‖.
  private static func distance(
    _ a: WalkGraph<Double>.Sides, _ b: WalkGraph<Double>.Sides
  ) -> Double {
    func square(_ sides: WalkGraph<Double>.Sides) -> Double {
      let (users, items) = (sides.users.frobeniusNorm, sides.items.frobeniusNorm)
      return users * users + items * items
    }
    return (square((a.users - b.users, a.items - b.items)) / square(b)).squareRoot()
  }

  /// (1−α) m_k P_j of each rating.
  ///
  /// [Fang2020, Eqs. 28–29]
  private func published(_ m: WalkGraph<Double>.Sides) -> [Double] {
    ofEachRating { user, item, _ in
      (1 - options.restart) * m.users[0, user] * visits.items[0, item]
    }
  }

  /// −r_kj (1−α) Pᵀ(∂Q/∂r_kj) m of each rating, both rows renormalized.
  ///
  /// For the solved m this is −r_kj ∂ΣP_t/∂r_kj, and (1−α)Qm is m − e_t; for a series it is not.
  private func renormalized(_ m: WalkGraph<Double>.Sides) -> [Double] {
    let stay = 1 - options.restart
    let means = graph.stepped(m, parallelism: parallelism)
    return ofEachRating { user, item, rating in
      let (degreeOfUser, degreeOfItem) = (graph.userDegrees[user], graph.itemDegrees[item])
      guard degreeOfUser > 0, degreeOfItem > 0 else { return 0 }
      let ofUser = stay * m.items[0, item] - means.users[0, user]
      let ofItem = stay * m.users[0, user] - means.items[0, item]
      return -rating
        * (visits.users[0, user] * ofUser / degreeOfUser + visits.items[0, item] * ofItem
          / degreeOfItem)
    }
  }

  private func ofEachRating(_ number: (_ user: Int, _ item: Int, _ rating: Double) -> Double)
    -> [Double]
  {
    let matrix = ratings.byUser
    return (0..<matrix.rows).flatMap { user in
      matrix.range(ofRow: user).map { number(user, Int(matrix.indices[$0]), matrix.values[$0]) }
    }
  }
}
