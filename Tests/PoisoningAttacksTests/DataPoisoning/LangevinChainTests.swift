import Tensor
import Testing

@testable import PoisoningAttacks

/// The chain without a utility against the exact mean and variance of an autoregressive process.
@Suite struct LangevinChainTests {
  /// 4,000 items of one mean and deviation, and where their chains are after `steps` steps.
  func ratings(
    mean: Double, deviation: Double, step: Double, steps: Int, push: Double = 0, floor: Double = 0.5
  ) -> [Double] {
    let count = 4000
    var rng = SeededGenerator(seed: 17)
    var chain = LangevinChain(
      means: Array(repeating: mean, count: count),
      deviations: Array(repeating: deviation, count: count), floor: floor, step: step, using: &rng)
    let pushes = push == 0 ? [] : (0..<count).map { (item: $0, value: push) }
    for _ in 0..<steps { chain.advance(push: pushes, using: &rng) }
    return chain.ratings
  }

  @Test(arguments: [(0.5, 0.1), (0.5, 0.5), (0.5, 0.9), (1.0, 0.2), (1.5, 0.3)])
  func stationaryMeanAndVarianceAreExact(deviation: Double, step: Double) {
    // M' − μ = a(M − μ) + √s ξ with a = 1 − s/(2σ²): var = s/(1 − a²) = σ²/(1 − s/(4σ²)).
    let a = 1 - step / (2 * deviation * deviation)
    let variance = step / (1 - a * a)
    let found = moments(ratings(mean: 3.5, deviation: deviation, step: step, steps: 400))
    // Four standard errors of 4,000 independent normal values.
    #expect(abs(found.mean - 3.5) < 4 * (variance / 4000).squareRoot())
    #expect(abs(found.deviation * found.deviation / variance - 1) < 4 * (2.0 / 4000).squareRoot())
  }

  @Test func itBeginsWithThePrior() {
    let found = moments(ratings(mean: 2, deviation: 0.8, step: 0.3, steps: 0))
    #expect(abs(found.mean - 2) < 4 * 0.8 / 4000.0.squareRoot())
    #expect(abs(found.deviation / 0.8 - 1) < 4 / 8000.0.squareRoot())
  }

  @Test func aConstantPushMovesTheMeanByItsShareOfTheVariance() {
    // The fixed point of −(M − μ)/σ² + g is μ + σ²g.
    let found = moments(ratings(mean: 3, deviation: 0.6, step: 0.2, steps: 400, push: 2))
    let variance = 0.36 / (1 - 0.2 / (4 * 0.36))
    #expect(abs(found.mean - (3 + 0.36 * 2)) < 4 * (variance / 4000).squareRoot())
  }

  @Test func smallDeviationsAreRaisedToTheFloor() {
    let found = moments(ratings(mean: 3, deviation: 0, step: 0.05, steps: 300, floor: 0.3))
    let variance = 0.09 / (1 - 0.05 / (4 * 0.09))
    #expect(abs(found.deviation * found.deviation / variance - 1) < 4 * (2.0 / 4000).squareRoot())
  }

  @Test func unusualItemsAreThoseFarFromTheirOwnMeans() {
    var rng = SeededGenerator(seed: 2)
    let means = [5.0, 1, 3, 2, 4, 3]
    let chain = LangevinChain(
      means: means, deviations: [0.01, 2, 0.01, 1, 0.5, 3], floor: 0.01, step: 1e-5, using: &rng)
    let distances = zip(chain.ratings, means).map { abs($0 - $1) }
    let expected = [0, 1, 2, 3, 4].sorted { distances[$0] > distances[$1] }.prefix(3)
    #expect(chain.mostUnusual(3, besides: 5) == Array(expected))
    #expect(chain.mostUnusual(5, besides: 5).sorted() == [0, 1, 2, 3, 4])
  }
}
