internal import RecommenderData
internal import Recommenders
internal import Tensor

/// A utility as a function of the factors of one item at a time, users held.
///
/// R is a sum over items, and the part of item i depends on y_i alone:
/// (μ₁/|U|)(y_i − ȳ_i)ᵀ(Σ_(u unrated) x_u x_uᵀ)(y_i − ȳ_i) + (μ₂/|U|) w_i y_iᵀΣ_u x_u.
struct UtilityField: Sendable {
  /// The items whose factors R depends on, ascending.
  let items: [Int]

  /// μ₁/|U|.
  private let availability: Double
  /// (μ₂/|U|) Σ_u x_u.
  private let push: Vector<Double>
  private let weights: [Int: Double]
  private let model: MatrixFactorization<Double>
  private let ratings: RatingMatrix
  /// Σ_u x_u x_uᵀ; `nil` without availability.
  private let gram: Matrix<Double>?

  /// The field of `utility` around a model of the clean `ratings`, which hold normal users only.
  init(
    _ utility: PredictionUtility, target: Int, model: MatrixFactorization<Double>,
    ratings: RatingMatrix
  ) {
    let users = Double(ratings.normalUserCount)
    self.model = model
    self.ratings = ratings
    availability = utility.availability / users
    weights = utility.integrity == 0 ? [:] : utility.itemWeights ?? [target: 1]
    var sum = Vector<Double>(count: model.rank)
    for user in 0..<model.userCount { sum += model.userFactors.column(user) }
    push = sum * (utility.integrity / users)
    gram = availability == 0 ? nil : model.userFactors.rowGram()
    items =
      availability == 0
      ? weights.filter { $0.value != 0 }.keys.sorted() : Array(0..<model.itemCount)
  }

  /// What R gains if the factors of `item` are `factors`, against none of its own.
  func value(item: Int, factors: Vector<Double>) -> Double {
    let change = factors - model.itemFactors.column(item)
    return change.dot(curvature(item: item, times: change))
      + (weights[item] ?? 0) * push.dot(factors)
  }

  /// The derivative of R by the factors of `item`, at `factors`.
  func gradient(item: Int, factors: Vector<Double>) -> Vector<Double> {
    let change = factors - model.itemFactors.column(item)
    var gradient = 2 * curvature(item: item, times: change)
    if let weight = weights[item] { gradient.add(push, times: weight) }
    return gradient
  }

  /// (μ₁/|U|) Σ x_u x_uᵀ over the users who have not rated `item`, times a vector.
  private func curvature(item: Int, times vector: Vector<Double>) -> Vector<Double> {
    guard let gram else { return Vector(count: vector.count) }
    var product = gram * vector
    for position in ratings.byItem.range(ofRow: item) {
      let user = model.userFactors.column(Int(ratings.byItem.indices[position]))
      product.add(user, times: -user.dot(vector))
    }
    return availability * product
  }
}
