public import RecommenderData
public import Recommenders

/// How far predictions are from held-out ratings.
///
/// Predictions are taken as they come and not clipped to the rating scale: the ranking uses the
/// unclipped scores, and clipping would hide what an attack does to them.
public struct PredictionError: Hashable, Codable, Sendable {
  /// The number of ratings compared.
  public let count: Int
  /// RMSE: √(mean of (r − r̂)²).
  public let rootMeanSquare: Double
  /// MAE: the mean of |r − r̂|.
  public let meanAbsolute: Double

  /// Compares the predictions of `model` with ratings that it was not fitted on.
  ///
  /// - Parameters:
  ///   - model: The model to judge.
  ///   - heldOut: Ratings by users and of items of the model.
  /// - Throws: `ExperimentError.nothingHeldOut` if there is no rating.
  /// - Complexity: One score for each rating.
  public init(
    of model: some Recommender, on heldOut: some Collection<Rating>
  ) throws(ExperimentError) {
    try self.init(
      heldOut.lazy.map { $0.value - Double(model.score(user: $0.user, item: $0.item)) })
  }

  /// The error of given differences r − r̂.
  ///
  /// - Throws: `ExperimentError.nothingHeldOut` without any.
  init(_ differences: some Collection<Double>) throws(ExperimentError) {
    guard !differences.isEmpty else {
      throw .nothingHeldOut(ratings: 0, unknownUsers: 0, unknownItems: 0)
    }
    var (squares, absolutes) = (0.0, 0.0)
    for difference in differences {
      squares += difference * difference
      absolutes += abs(difference)
    }
    count = differences.count
    rootMeanSquare = (squares / Double(count)).squareRoot()
    meanAbsolute = absolutes / Double(count)
  }
}
