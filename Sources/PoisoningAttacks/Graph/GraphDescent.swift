internal import RecommenderData
internal import Recommenders
internal import Tensor

/// The search for the ratings of one fake user on the graph: projected gradient descent on
/// ‖w‖² + λ Σ_{u∈S} l_u over [0, r_max], the target held at r_max. [Fang2018, §4]
struct GraphDescent {
  /// The graph so far.
  let known: RatingMatrix
  /// Whose lists count.
  let loss: TopNLoss
  /// b.
  let width: Double
  /// How to descend.
  let options: GraphOptions
  /// The number of filler items that are to be found.
  let fillers: Int

  /// The least tolerance of solves that steps are worth.
  private static var tolerance: Double { 1e-5 }

  /// The ratings of the lowest objective found.
  ///
  /// The start spreads what an ordinary profile weighs over all items.
  ///
  /// - Parameter heartbeat: Called before each step; an error that it throws ends the search.
  func ratings(heartbeat: (() throws -> Void)? = nil) throws -> Vector<Double> {
    let maximum = known.scale.maximum
    let start =
      max(known.itemStatistics.globalMean, 0) * Double(fillers) / Double(known.itemCount)
    var ratings = Vector<Double>(count: known.itemCount, repeating: min(start, maximum))
    ratings[loss.target] = maximum
    var best = (ratings: ratings, objective: Double.infinity)
    var weight: Double?
    var walk = options.walk
    walk.tolerance = max(walk.tolerance, Self.tolerance)
    for step in 0...options.steps {
      try heartbeat?()
      let isLast = step == options.steps
      // Its rounding is far below the length of a step, and it takes half the time.
      let (value, slopes) = RelaxedWalk<Float>(
        known, ratings: ratings, loss: loss, width: width, options: walk
      ).value(wantsSlopes: !isLast)
      if weight == nil {
        let steepest = ProjectedStep.largest(of: slopes, but: loss.target)
        guard steepest > 0 else { return ratings }
        weight = options.lossWeight * 2 * maximum / steepest
      }
      let lambda = weight ?? 0
      let objective = ratings.reduce(0) { $0 + $1 * $1 } + lambda * value
      if objective < best.objective { best = (ratings, objective) }
      if isLast { break }
      let length = options.stepLength * maximum / Double(step + 1).squareRoot()
      ProjectedStep.advance(
        &ratings, against: 2 * ratings + lambda * slopes, length: length, maximum: maximum,
        holding: loss.target)
    }
    return best.ratings
  }
}
