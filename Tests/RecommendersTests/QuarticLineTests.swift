import RecommenderData
import Tensor
import Testing

@testable import Recommenders

@Suite struct QuarticLineTests {
  /// The lowest value on a fine grid of positive t.
  func gridMinimum(_ line: QuarticLine, upTo end: Double) -> Double {
    (1...4000).map { line.value(at: end * Double($0) / 4000) }.min()!
  }

  @Test func minimizersByHand() {
    // t² − 2t: at 1.
    #expect(QuarticLine(coefficients: (-2, 1, 0, 0)).minimizer == 1)
    // t⁴ − 4t: 4t³ = 4.
    #expect(abs(QuarticLine(coefficients: (-4, 0, 0, 1)).minimizer - 1) < 1e-15)
    // Derivative 4(t − 1)(t − 2)(t − 4): minima at 1 and 4; the value falls by 11/3 and 32/3.
    let double = QuarticLine(coefficients: (-32, 28, -28.0 / 3, 1))
    #expect(abs(double.value(at: 1) + 37.0 / 3) < 1e-12)
    #expect(abs(double.value(at: 4) + 64.0 / 3) < 1e-12)
    #expect(abs(double.minimizer - 4) < 1e-12)
    // The mirror image in the quality of the two minima: t(t − 3)² shifted makes the first lower.
    let first = QuarticLine(coefficients: (-36, 42, -16, 2))
    #expect(abs(first.value(at: first.minimizer) - gridMinimum(first, upTo: 10)) < 1e-4)
  }

  @Test func minimizerIsTheLowestOfAGrid() {
    var rng = SeededGenerator(seed: 5)
    for _ in 0..<20 {
      let line = QuarticLine(
        coefficients: (
          -rng.nextUniform() * 3, rng.nextNormal() * 2, rng.nextNormal(), 0.1 + rng.nextUniform()
        ))
      let value = line.value(at: line.minimizer)
      #expect(value < 0)
      #expect(value <= gridMinimum(line, upTo: 12) + 1e-12)
    }
  }

  @Test func keepsItsDigitsWhereStepsAreTiny() {
    // A direction shortened by h: the same line in t/h, where t⁴ is 10⁻⁴⁰ beside t².
    let h = 1e-10
    let line = QuarticLine(coefficients: (-3 * h * h, h * h, 0.5 * h * h * h, h * h * h * h))
    #expect(abs(line.minimizer - 1.5) < 1e-9)
  }

  @Test(arguments: [0.3, 5.0]) func coefficientsAreThoseOfTheObjective(lambda: Double) throws {
    let ratings = try randomRatings(users: 9, items: 12, share: 0.4, seed: 1)
    let problem = try FactorizationProblem<Double>(
      ratings, options: .init(rank: 3, regularization: lambda), parallelism: .serial)
    var rng = SeededGenerator(seed: 2)
    func random() -> MatrixFactorization<Double>.Factors {
      .init(
        users: Matrix(rows: 3, columns: 9) { _, _ in rng.nextNormal() },
        items: Matrix(rows: 3, columns: 12) { _, _ in rng.nextNormal() })
    }
    var point = FitPoint<Double>(random())
    try point.evaluate(problem, withGradient: true)
    let direction = random()
    let slope = try #require(point.gradient).dot(direction, .serial)
    let line = try problem.line(through: point, along: direction, slope: slope)
    for t in [-1.5, -0.2, 0, 0.1, 0.7, 3] {
      var moved = point.factors
      moved.add(direction, times: t, .serial)
      let expected = problem.objective(moved) - point.objective
      #expect(abs(line.value(at: t) - expected) < 1e-10 * (1 + abs(expected) + point.objective))
    }
  }
}
