internal import RecommenderData
internal import Recommenders
internal import Tensor

/// Predicted changes of predictions beside those of real refits without the ratings.
public struct RetrainingCheck: Sendable {
  /// One removal.
  public struct Case: Sendable {
    /// What was taken away.
    public let removal: Removal
    /// The predicted change of each normal user's prediction of the target.
    public let predicted: [Double]
    /// The change after a refit, less that of a refit on all ratings.
    public let actual: [Double]

    /// Σ_o |predicted|: φ or π of the removal.
    public var predictedInfluence: Double { predicted.reduce(0) { $0 + $1.magnitude } }
    /// Σ_o |actual|.
    public var actualInfluence: Double { actual.reduce(0) { $0 + $1.magnitude } }
    /// The least-squares slope of actual over predicted changes; 0 if nothing is predicted.
    public var slope: Double {
      let squares = predicted.reduce(0) { $0 + $1 * $1 }
      return squares > 0 ? zip(predicted, actual).reduce(0) { $0 + $1.0 * $1.1 } / squares : 0
    }
  }

  /// The item whose predictions are meant.
  public let target: Int
  /// The removals, in the order given.
  public let cases: [Case]

  /// Pearson's correlation of predicted and actual changes over all users and removals.
  public var pearson: Double {
    Correlation.pearson(cases.flatMap(\.predicted), cases.flatMap(\.actual))
  }

  /// Spearman's rank correlation of predicted and actual influence over the removals.
  public var spearman: Double {
    Correlation.spearman(cases.map(\.predictedInfluence), cases.map(\.actualInfluence))
  }

  /// The median of the removals' slopes: how many times larger than predicted changes are.
  ///
  /// Removals of which nothing is predicted have no slope and are left out.
  public var medianSlope: Double {
    Correlation.median(cases.filter { $0.predictedInfluence > 0 }.map(\.slope))
  }
}

extension FactorizationInfluence {
  /// Refits the model without some ratings and compares.
  ///
  /// A refit of T sweeps is what it says, from the model's factors; a stationary or damped solve is
  /// compared with a refit, from the same factors, to the stationary point of the fewer ratings.
  ///
  /// - Parameters:
  ///   - target: The index of an item.
  ///   - removals: What is taken away, each for itself.
  ///   - correcting: Whether predictions are corrected for the removal being a finite change.
  ///   - gradientTolerance: ‖∇J‖ to which stationary refits go.
  ///   - progress: Called before each removal; an error that it throws ends the check.
  /// - Throws: `InfluenceError`, what fits throw, and what `progress` throws.
  /// - Complexity: A solve and a refit for each removal.
  public func retrainingCheck(
    target: Int, removals: [Removal], correcting: Bool = false, gradientTolerance: Double = 1e-7,
    progress: ((_ done: Int, _ total: Int) throws -> Void)? = nil
  ) throws -> RetrainingCheck {
    let options = FactorizationOptions(
      rank: linearization.rank, regularization: linearization.regularization,
      sweeps: solve.sweeps ?? 100_000, tolerance: 0,
      gradientTolerance: solve.sweeps == nil ? gradientTolerance : 0,
      acceleration: solve.sweeps == nil ? .lbfgs : .none)
    func predictions(_ ratings: RatingMatrix) throws -> [Double] {
      let model = try MatrixFactorization<Scalar>.fit(
        ratings, options: options, start: linearization.factors,
        parallelism: linearization.parallelism)
      return (0..<self.ratings.normalUserCount).map {
        Double(model.userFactors.columnDot($0, model.itemFactors, target))
      }
    }
    let base = try predictions(ratings)
    var cases: [RetrainingCheck.Case] = []
    for (index, removal) in removals.enumerated() {
      try progress?(index, removals.count)
      let predicted = try predictedChanges(
        removing: removal, target: target, correcting: correcting)
      let left = try predictions(ratings.removing(try positions(of: removal)))
      cases.append(
        RetrainingCheck.Case(
          removal: removal,
          predicted: predicted.prefix(ratings.normalUserCount).map { Double($0) },
          actual: zip(left, base).map { $0 - $1 }))
    }
    try progress?(removals.count, removals.count)
    return RetrainingCheck(target: target, cases: cases)
  }
}

extension RatingMatrix {
  /// The same users and items without the ratings at some positions by user.
  fileprivate func removing(_ positions: [Int]) throws -> RatingMatrix {
    let removed = Set(positions)
    let left = ratings.enumerated().filter { !removed.contains($0.offset) }.map(\.element)
    return try RatingMatrix(
      userCount: userCount, itemCount: itemCount, ratings: left, scale: scale)
  }
}
