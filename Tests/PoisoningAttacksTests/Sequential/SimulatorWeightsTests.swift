import Testing

@testable import PoisoningAttacks

/// Weights that explain a victim's answers.
@Suite struct SimulatorWeightsTests {
  /// What the weights are to minimize, written out.
  private func loss(_ weights: [Double], _ predictions: [[Double]], _ answers: [Double]) -> Double {
    var loss = 0.0
    for (row, answer) in zip(predictions, answers) {
      var error = -answer
      for (weight, prediction) in zip(weights, row) { error += weight * prediction }
      loss += error * error
    }
    let uniform = 1 / Double(weights.count)
    for weight in weights {
      loss += SimulatorWeights.shrinkage * (weight - uniform) * (weight - uniform)
    }
    return loss
  }

  @Test func withoutAnswersWeightsAreUniform() throws {
    let weights = try SimulatorWeights.fitted(predictions: [], answers: [], modelCount: 4)
    #expect(weights == [0.25, 0.25, 0.25, 0.25])
  }

  @Test func twoModelsInClosedForm() throws {
    // With w = (½ + v, ½ − v) the loss is (v (a₁ − a₂) + (a₁ + a₂)/2 − b)² + 2 · 0.03 v²; here
    // a = (0.4, 0), b = 0.25: v = 0.4 · 0.05 / (0.16 + 0.06).
    let weights = try SimulatorWeights.fitted(
      predictions: [[0.4, 0]], answers: [0.25], modelCount: 2)
    let shift = 0.02 / 0.22
    #expect(abs(weights[0] - (0.5 + shift)) < 1e-12)
    #expect(abs(weights[1] - (0.5 - shift)) < 1e-12)
  }

  @Test func aVictimLikeOneModelGivesThatOneAllWeight() throws {
    let predictions = [[0.5, 0, 0.1], [0, 0.5, 0.1], [0.4, 0.1, 0], [0, 0.4, 0.2]]
    let weights = try SimulatorWeights.fitted(
      predictions: predictions, answers: predictions.map { $0[0] }, modelCount: 3)
    #expect(weights[0] > 0.9)
    #expect(abs(weights.reduce(0, +) - 1) < 1e-12)
    #expect(weights.allSatisfy { $0 >= 0 })
  }

  @Test func noOtherWeightsAreBetter() throws {
    let predictions = [[0.3, 0.05, 0.2], [0.1, 0.4, 0.0], [0.25, 0.2, 0.45]]
    let answers = [0.02, 0.5, 0.3]
    let weights = try SimulatorWeights.fitted(
      predictions: predictions, answers: answers, modelCount: 3)
    let least = loss(weights, predictions, answers)
    for first in 0...40 {
      for second in 0...(40 - first) {
        let other = [first, second, 40 - first - second].map { Double($0) / 40 }
        #expect(loss(other, predictions, answers) >= least - 1e-12)
      }
    }
  }
}
