internal import RecommenderData
public import Recommenders
public import Tensor
internal import TensorLearning

extension NextItemInfluence {
  /// The influence of injected users on a model of a scenario's log.
  ///
  /// - Parameters:
  ///   - model: A ``BPRMF``, ``FPMC``, ``TransRec`` or ``GRU4Rec`` fitted on the scenario's log.
  ///   - scenario: Whom to show what.
  ///   - training: What a model of pairs was fitted with, of which λ counts; the defaults of its kind if not
  ///     given.
  ///   - options: How to estimate.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Throws: `InfluenceError.invalidOption` for options out of range or a model of another
  ///   kind, `.modelMismatch` for a model of other users or items, `.notAMinimum` if
  ///   conjugate gradients meet a direction along which the damped curvature is not positive, `.notConverged`, and
  ///   `.tensor` for numbers that are not finite.
  /// - Complexity: A product with the curvature for each iteration: 8 · samples · (k + 1) · d flops, and for
  ///   ``GRU4Rec`` two gradients over the log, by the Hessian three.
  public init(
    of model: any NextItemRecommender, in scenario: PromotionScenario,
    training: PairwiseOptions? = nil, options: Options = .init(),
    parallelism: Parallelism = .automatic
  ) throws {
    try options.validate()
    guard model.userCount == scenario.log.userCount, model.itemCount == scenario.log.itemCount
    else {
      throw InfluenceError.modelMismatch(
        expected: "\(scenario.log.userCount) users and \(scenario.log.itemCount) items",
        found: "\(model.userCount) users and \(model.itemCount) items")
    }
    func make<Model: PairwiseRecommender>(
      _ model: Model, _ point: PairwiseParameters<Float>, _ defaults: PairwiseOptions
    ) throws -> NextItemInfluence {
      try NextItemInfluence(
        model, at: point, in: scenario,
        regularization: (training ?? defaults).regularization, options, parallelism)
    }
    self =
      switch model {
      case let model as BPRMF: try make(model, PairwiseParameters(model.tables), .bprmf)
      case let model as FPMC: try make(model, PairwiseParameters(model.tables), .fpmc)
      case let model as TransRec: try make(model, PairwiseParameters(model.tables), .transrec)
      case let model as GRU4Rec:
        try NextItemInfluence(recurrent: model, in: scenario, options, parallelism)
      default:
        throw InfluenceError.invalidOption(
          name: "model", requirement: "influence is not known of \(type(of: model))")
      }
  }

  /// The influence on a model at its parameters.
  private init<Model: PairwiseRecommender>(
    _ model: Model, at point: PairwiseParameters<Float>, in scenario: PromotionScenario,
    regularization: Double, _ options: Options, _ parallelism: Parallelism
  ) throws {
    let begun = ContinuousClock.now
    let damping = options.damping ?? 1
    guard options.negatives < scenario.log.itemCount else {
      throw InfluenceError.invalidOption(
        name: "negatives",
        requirement: "\(options.negatives) are too many of \(scenario.log.itemCount) items")
    }
    let pairs = SampledPairs<Float>(
      Model.Tables.positives(of: scenario.log), of: scenario.log, negatives: options.negatives,
      seed: options.seed)
    guard !pairs.samples.isEmpty else {
      throw InfluenceError.invalidOption(
        name: "negatives",
        requirement: "no user has left \(options.negatives) items to be negatives")
    }
    let objective = PairwiseObjective(
      point, on: pairs, regularization: regularization, parallelism: parallelism)
    let asked = zip(scenario.users, scenario.histories).map { user, history in
      PairwiseSample(user: Int32(user), previous: history[history.count - 1], item: 0, negative: 0)
    }
    let promotion = try PromotionPairs(of: model, in: scenario, parallelism: parallelism)
    let gradient = try point.gradient(
      ofScores: options.aim.slopes(of: promotion), after: asked)
    let solved = try DampedCurvature(
      CurvedPairs(objective, curvature: options.curvature), damping: Float(damping)
    ).solve(gradient.vector, options.solver, seed: options.seed)
    // The samples with their pairs, the tables, and the five vectors of conjugate gradients.
    let bytes =
      pairs.items.count * 36 + pairs.samples.count * (16 + 4 * point.items.rows)
      + 7 * 4 * point.parameterCount
    self.init(
      options: options,
      report: Report(
        dimension: point.parameterCount, objective: objective.value,
        gradientNorm: Double(objective.gradient().vector.frobeniusNorm), damping: damping,
        iterations: solved.iterations, residual: solved.residual,
        seconds: (ContinuousClock.now - begun) / .seconds(1), bytes: bytes),
      estimator: PairwiseInfluence(
        point.reshaping(solved.direction), at: point, regularization: regularization,
        negatives: options.negatives,
        seed: options.seed))
  }
}
