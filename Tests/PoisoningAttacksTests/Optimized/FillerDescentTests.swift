import RecommenderData
import Recommenders
import Tensor
import Testing

@testable import PoisoningAttacks

@Suite struct FillerDescentTests {
  private func descent(
    _ problem: GradientProblem, _ options: OptimizationOptions
  ) -> FillerDescent {
    FillerDescent(user: problem.user, loss: problem.loss, options: options, maximum: 5)
  }

  @Test func stepMovesAgainstTheGradientAndProjects() throws {
    let problem = try GradientProblem(seed: 1, regularization: 1)
    let descent = descent(problem, OptimizationOptions(sparsity: 0.5))
    var ratings = Vector<Double>([1, 0.25, 5, 4.5, 3] + Array(repeating: 0, count: 9))
    let gradient = Vector<Double>([-2.5, 1.5, 7, -1.5, 0] + Array(repeating: -0.5, count: 9))
    descent.advance(&ratings, along: gradient, length: 1)
    // The subgradient is −2, 2, (the target), −1, 0.5 and 0; its largest element moves by 1.
    #expect(ratings == Vector([2, 0, 5, 5, 2.75] + Array(repeating: 0, count: 9)))
  }

  @Test func zeroSubgradientMovesNothing() throws {
    let problem = try GradientProblem(seed: 1, regularization: 1)
    let descent = descent(problem, OptimizationOptions(sparsity: 0))
    var ratings = problem.ratings
    descent.advance(&ratings, along: Vector(count: 14), length: 1)
    #expect(ratings == problem.ratings)
  }

  @Test(
    arguments: [AttackGradient.published, .oneSweep, .refit(sweeps: 3), .stationary],
    [UInt64(1), 2])
  func lowersTheLossWithinTheBox(gradient: AttackGradient, seed: UInt64) throws {
    let problem = try GradientProblem(seed: seed, regularization: 1, sweeps: 40)
    let options = OptimizationOptions(
      gradient: gradient, steps: 4, lossWidth: 0.5, initialLossWidth: nil)
    let ratings = try descent(problem, options).ratings()
    #expect(ratings.allSatisfy { 0...5 ~= $0 })
    #expect(ratings[GradientProblem.target] == 5)
    func loss(_ ratings: Vector<Double>) throws -> Double {
      try RelaxedPoint(problem.user, loss: problem.loss, ratings: ratings, gradient)
        .loss(width: 0.5) + 0.01 * ratings.reduce(0, +)
    }
    var start = Vector<Double>(count: 14, repeating: 5 * options.startRating)
    start[GradientProblem.target] = 5
    // Eq. 21 leaves out how the fake user's factors move, and need not descend.
    let isBetter = try loss(ratings) < loss(start)
    #expect(isBetter || gradient == .published && ratings == start)
  }

  @Test func widthFallsGeometrically() {
    let annealed = OptimizationOptions(steps: 3, lossWidth: 0.01, initialLossWidth: 1)
    for (step, width) in [1, 0.1, 0.01].enumerated() {
      #expect(abs(annealed.lossWidth(inStep: step) - width) < 1e-15)
    }
    let fixed = OptimizationOptions(steps: 3, lossWidth: 0.01, initialLossWidth: nil)
    #expect((0..<3).allSatisfy { fixed.lossWidth(inStep: $0) == 0.01 })
    #expect(
      OptimizationOptions(steps: 1, lossWidth: 0.5, initialLossWidth: 2).lossWidth(inStep: 0)
        == 0.5)
  }
}
