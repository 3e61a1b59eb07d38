import RecommenderInfluence
import Recommenders
import Tensor
import TensorLearning
import Testing

/// What models of pairs were trained to make small, with its first two derivatives, beside models by hand.
@Suite struct PairwiseObjectiveTests {
  private let penalty = 0.07

  private func objective(
    _ p: HandModel.Parameters, _ parallelism: Parallelism = .serial
  ) -> PairwiseObjective<Double> {
    PairwiseObjective(
      p, on: HandModel.pairs(p.form), regularization: penalty, parallelism: parallelism)
  }

  /// A direction with no zeros and no symmetry.
  private func direction(_ p: HandModel.Parameters) -> HandModel.Parameters {
    var rng = SeededGenerator(seed: 8)
    return p.reshaping(
      Matrix(rows: p.parameterCount, columns: 1) { _, _ in rng.nextNormal() })
  }

  private func difference(_ first: [Double], _ second: [Double]) -> Double {
    zip(first, second).map { abs($0 - $1) }.max() ?? 0
  }

  @Test(arguments: HandModel.forms)
  func valueAndGradient(form: HandModel.Parameters.Form) {
    let p = HandModel.parameters(form)
    let own = objective(p)
    #expect(abs(own.value - HandModel.objective(p, penalty: penalty)) < 1e-12)
    let expected = HandModel.gradient(at: p) { HandModel.objective($0, penalty: penalty) }
    #expect(difference(own.gradient().vector.storage, expected) < 1e-8)
  }

  @Test(arguments: HandModel.forms)
  func hessianIsTheDerivativeOfTheGradient(form: HandModel.Parameters.Form) {
    let p = HandModel.parameters(form)
    let v = direction(p)
    let step = 1e-5
    func gradient(_ length: Double) -> [Double] {
      objective(p.reshaping(p.vector + v.vector * length)).gradient().vector.storage
    }
    let expected = zip(gradient(step), gradient(-step)).map { ($0 - $1) / (2 * step) }
    let product = objective(p).product(v, curvature: .hessian).vector.storage
    #expect(difference(product, expected) < 1e-8)
  }

  @Test(arguments: HandModel.forms)
  func gaussNewtonCountsTheLossInTheScoresOnly(form: HandModel.Parameters.Form) {
    let p = HandModel.parameters(form)
    let v = direction(p)
    let step = 1e-5
    let (up, down) = (
      p.reshaping(p.vector + v.vector * step), p.reshaping(p.vector + v.vector * -step)
    )
    func margin(
      _ q: HandModel.Parameters, _ sample: (user: Int, previous: Int, item: Int, negatives: [Int]),
      _ negative: Int
    ) -> Double {
      let user = (0..<3).map { q.users[$0, sample.user] }
      return HandModel.score(q, user: user, previous: sample.previous, item: sample.item)
        - HandModel.score(q, user: user, previous: sample.previous, item: negative)
    }
    // vᵀGv = Σ σ(m)σ(−m)/k (dm)² + vᵀΛv, Λ being the second derivative of the penalty.
    var expected = 0.0
    for sample in HandModel.samples {
      for negative in sample.negatives {
        let slope = 1 / (1 + Double._exp(margin(p, sample, negative)))
        let change =
          (margin(up, sample, negative) - margin(down, sample, negative)) / (2 * step)
        expected += slope * (1 - slope) / 2 * change * change
      }
    }
    // The penalty is quadratic: its value at v is half of vᵀΛv.
    let atDirection = HandModel.objective(v, penalty: penalty)
    expected += 2 * (atDirection - HandModel.objective(v, penalty: 0))
    let product = objective(p).product(v, curvature: .gaussNewton).vector
    let found = zip(product.storage, v.vector.storage).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(abs(found - expected) < 1e-7)
  }

  @Test(arguments: [HandModel.Parameters.Form.factorization, .chain])
  func diagonalIsThatOfTheProducts(form: HandModel.Parameters.Form) {
    let p = HandModel.parameters(form)
    let own = objective(p)
    let diagonal = own.diagonal().vector.storage
    let expected = (0..<p.parameterCount).map { row in
      var unit = Matrix<Double>(rows: p.parameterCount, columns: 1)
      unit[row, 0] = 1
      return own.product(p.reshaping(unit), curvature: .gaussNewton).vector[row, 0]
    }
    #expect(difference(diagonal, expected) < 1e-12)
  }

  @Test(arguments: HandModel.forms)
  func threadsDoNotMatter(form: HandModel.Parameters.Form) {
    let p = HandModel.parameters(form)
    let v = direction(p)
    let (one, three) = (objective(p), objective(p, Parallelism(threads: 3)))
    #expect(one.value == three.value)
    #expect(one.gradient() == three.gradient())
    for curvature in InfluenceCurvature.allCases {
      #expect(one.product(v, curvature: curvature) == three.product(v, curvature: curvature))
    }
  }
}
