internal import RecommenderData
internal import Recommenders
internal import Tensor

/// The search for the ratings of one fake user: projected subgradient descent on L_S(w) over
/// [0, r_max], the target held at r_max. [Fang2020, §4.4]
struct FillerDescent {
  /// How the model answers to w.
  let user: RelaxedUser
  /// What is to become small.
  let loss: TopNLoss
  /// Steps, widths and the gradient to follow.
  let options: OptimizationOptions
  /// r_max.
  let maximum: Double

  /// The ratings of the lowest L_S found, at the last width of the loss.
  ///
  /// - Parameter heartbeat: Called before each step; an error that it throws ends the search.
  func ratings(heartbeat: (() throws -> Void)? = nil) throws -> Vector<Double> {
    let items = user.surrogate.ratings.itemCount
    var ratings = Vector(count: items, repeating: options.startRating * maximum)
    ratings[loss.target] = maximum
    let lists = try ShiftedLists(
      loss, users: user.surrogate.factors.users.selectingColumns(loss.users),
      items: user.surrogate.factors.items)
    var best = (ratings: ratings, loss: Double.infinity)
    for step in 0...options.steps {
      try heartbeat?()
      let point = try RelaxedPoint(
        user, loss: loss, ratings: ratings, options.gradient, near: lists)
      let norm = ratings.reduce(0, +)
      let value = point.loss(width: options.lossWidth) + options.sparsity * norm
      if value < best.loss { best = (ratings, value) }
      if step == options.steps { break }
      let gradient = try point.gradient(width: options.lossWidth(inStep: step))
      let length = options.stepLength * maximum / Double(step + 1).squareRoot()
      advance(&ratings, along: gradient, length: length)
    }
    return best.ratings
  }

  /// One step against the subgradient, whose largest element moves a rating by `length`, and the
  /// projection onto the box.
  func advance(
    _ ratings: inout Vector<Double>, along gradient: Vector<Double>, length: Double
  ) {
    ProjectedStep.advance(
      &ratings, against: Vector(gradient.map { $0 + options.sparsity }), length: length,
      maximum: maximum, holding: loss.target)
  }
}
