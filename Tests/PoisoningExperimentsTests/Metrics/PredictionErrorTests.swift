import PoisoningExperiments
import RecommenderData
import Tensor
import Testing

@Suite struct PredictionErrorTests {
  /// Errors 1, −2 and −4 make an RMSE of √(21/3) = √7 and an MAE of 7/3; the score 9 is not clipped to 5.
  func check<Scalar: TensorScalar>(_: Scalar.Type) throws {
    let model = TableRecommender<Scalar>([[4, 5], [9, 1]])
    let error = try PredictionError(
      of: model,
      on: [
        Rating(user: 0, item: 0, value: 5), Rating(user: 0, item: 1, value: 3),
        Rating(user: 1, item: 0, value: 5),
      ])
    #expect(error.count == 3)
    #expect(abs(error.rootMeanSquare - 7.0.squareRoot()) < 4 * .ulpOfOne)
    #expect(abs(error.meanAbsolute - 7.0 / 3) < 4 * .ulpOfOne)
  }

  @Test func isRootMeanSquareAndMeanAbsoluteDifference() throws {
    try check(Double.self)
    try check(Float.self)
  }

  @Test func perfectPredictionsHaveNoError() throws {
    let error = try PredictionError(
      of: TableRecommender<Double>([[4]]), on: [Rating(user: 0, item: 0, value: 4)])
    #expect(error.rootMeanSquare == 0)
    #expect(error.meanAbsolute == 0)
  }

  @Test func rejectsNothingToCompare() {
    #expect(throws: ExperimentError.self) {
      try PredictionError(of: TableRecommender<Double>([[4]]), on: [Rating]())
    }
  }
}
