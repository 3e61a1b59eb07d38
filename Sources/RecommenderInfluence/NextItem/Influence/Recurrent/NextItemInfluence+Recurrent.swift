import RecommenderData
import Recommenders
import Tensor
import TensorLearning

extension NextItemInfluence {
  /// The influence on a recurrent network at its parameters.
  init(
    recurrent model: GRU4Rec, in scenario: PromotionScenario, _ options: Options,
    _ parallelism: Parallelism
  ) throws {
    let begun = ContinuousClock.now
    let log = scenario.log
    let data = try RecurrentData(
      (0..<log.userCount).lazy.map { log.sequence(of: $0) }, itemCount: log.itemCount,
      maximumLength: model.options.maximumLength)
    let damping = options.damping ?? Double(data.actionCount) / 100
    let objective = RecurrentObjective(
      model.network, on: data.batches(model.options, seed: options.seed),
      curvature: options.curvature,
      seed: options.seed, parallelism: parallelism)
    let promotion = try PromotionPairs(of: model, in: scenario, parallelism: parallelism)
    let gradient = try model.network.gradient(
      ofScores: options.aim.slopes(of: promotion),
      after: scenario.histories.map { $0.suffix(model.options.maximumLength) })
    let solved = try DampedCurvature(objective, damping: Float(damping)).solve(
      gradient.vector, options.solver, seed: options.seed)
    let (value, slope) = objective.valueAndGradient()
    // Sequences with their classes, the tables, and the five vectors of conjugate gradients.
    let bytes =
      objective.batches.reduce(0) { $0 + 4 * $1.actionCount + 16 * $1.classes.count }
      + 7 * 4 * objective.dimension
    self.init(
      options: options,
      report: Report(
        dimension: objective.dimension, objective: value,
        gradientNorm: Double(slope.vector.frobeniusNorm), damping: damping,
        iterations: solved.iterations, residual: solved.residual,
        seconds: (ContinuousClock.now - begun) / .seconds(1), bytes: bytes),
      estimator: RecurrentInfluence(
        model.network.reshaping(solved.direction), on: model.network, data: data,
        options: model.options, seed: options.seed))
  }
}
