public import Tensor

/// Matrix factorization of explicit ratings: r̂_ui = x_uᵀy_i.
///
/// The factors minimize, by alternating least squares,
///
///     J(X, Y) = Σ_(u,i)∈E (r_ui − x_uᵀy_i)² + λ(Σ‖x_u‖² + Σ‖y_i‖²)        [Fang2020, Eq. 1]
///
/// without biases; the penalty does not grow with the number of ratings. J is invariant under
/// common rotations of X and Y, and its penalty acts as a nuclear norm, so that fewer than `rank`
/// dimensions may be alive: see ``FitReport/effectiveRank``.
///
/// ```swift
/// let model = try MatrixFactorization<Double>.fit(ratings, options: .init(rank: 32))
/// let lists = try model.topN(10, excluding: ratings)
/// lists[user: 0].first?.item
/// ```
public struct MatrixFactorization<Scalar: TensorScalar>: Recommender {
  /// X, of shape `rank × users`: a column for each user.
  public let userFactors: Matrix<Scalar>
  /// Y, of shape `rank × items`: a column for each item.
  public let itemFactors: Matrix<Scalar>
  /// λ of the fit, which ``foldIn(items:values:)`` uses again.
  public let regularization: Double
  /// How the fit went and what it ended at.
  public let report: FitReport

  /// The number of factors.
  public var rank: Int { userFactors.rows }
  /// The number of users, injected ones included.
  public var userCount: Int { userFactors.columns }
  /// The number of items.
  public var itemCount: Int { itemFactors.columns }

  /// A model of given factors, with the report of the fit they come from.
  init(factors: Factors, regularization: Double, report: FitReport) {
    userFactors = factors.users
    itemFactors = factors.items
    self.regularization = regularization
    self.report = report
  }

  /// The same model in another precision, its factors rounded to nearest; the report stays.
  public init<Other: TensorScalar>(converting other: MatrixFactorization<Other>) {
    self.init(
      factors: Factors(converting: other.factors), regularization: other.regularization,
      report: other.report)
  }

  /// The factors of users and items together.
  public struct Factors: Equatable, Sendable {
    /// X, of shape `rank × users`.
    public var users: Matrix<Scalar>
    /// Y, of shape `rank × items`.
    public var items: Matrix<Scalar>

    /// Factors to start a fit from.
    public init(users: Matrix<Scalar>, items: Matrix<Scalar>) {
      self.users = users
      self.items = items
    }

    /// The same factors in another precision, rounded to nearest.
    public init<Other: TensorScalar>(converting other: MatrixFactorization<Other>.Factors) {
      self.init(users: Matrix(converting: other.users), items: Matrix(converting: other.items))
    }
  }

  /// X and Y of this model, as a start for another fit.
  public var factors: Factors { Factors(users: userFactors, items: itemFactors) }

  /// r̂_ui for a block of users and items; see the protocol.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func score(users: Range<Int>, items: Range<Int>, into block: inout Matrix<Scalar>) {
    block.formTransposedProduct(itemFactors, columns: items, userFactors, columns: users)
  }
}
