internal import PoisoningAttacks
internal import RecommenderInfluence
internal import Recommenders

extension AuditConfiguration: Codable {
  private enum CodingKeys: String, CodingKey {
    case attacks, sizes, targets, targetCount, fillers, top
    case gradient, steps, influentialUsers, lossWidth, initialLossWidth, sparsity, startRating
    case restart, walkTolerance, walkInfluence, walkSteps, walkLossWidth, walkLossWeight,
      walkStepLength, victim
    case stepLength, attackerRank, rank, regularization, sweeps
    case tolerance, gradientTolerance, acceleration, initialDeviation, seed, repeats
    case holdOut, observed, detector, trainingUsers, flaggedShare, precision, resamples
  }

  /// Encodes one flat object; absent options are left out.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(attacks, forKey: .attacks)
    try container.encode(sizes, forKey: .sizes)
    switch targets {
    case .random(let count): try container.encode(count, forKey: .targetCount)
    case .identifiers(let identifiers): try container.encode(identifiers, forKey: .targets)
    }
    try container.encode(fillers, forKey: .fillers)
    try container.encode(top, forKey: .top)
    try container.encode(optimization.gradient, forKey: .gradient)
    try container.encode(optimization.steps, forKey: .steps)
    try container.encode(optimization.influentialUsers, forKey: .influentialUsers)
    try container.encode(optimization.lossWidth, forKey: .lossWidth)
    try container.encodeIfPresent(optimization.initialLossWidth, forKey: .initialLossWidth)
    try container.encode(optimization.sparsity, forKey: .sparsity)
    try container.encode(optimization.startRating, forKey: .startRating)
    try container.encode(optimization.stepLength, forKey: .stepLength)
    try container.encode(graph.walk.restart, forKey: .restart)
    try container.encode(graph.walk.tolerance, forKey: .walkTolerance)
    try container.encode(graph.influence, forKey: .walkInfluence)
    try container.encode(graph.steps, forKey: .walkSteps)
    try container.encode(graph.lossWidth, forKey: .walkLossWidth)
    try container.encode(graph.lossWeight, forKey: .walkLossWeight)
    try container.encode(graph.stepLength, forKey: .walkStepLength)
    try container.encode(victim, forKey: .victim)
    try container.encodeIfPresent(attackerRank, forKey: .attackerRank)
    try container.encode(fit.rank, forKey: .rank)
    try container.encode(fit.regularization, forKey: .regularization)
    try container.encode(fit.sweeps, forKey: .sweeps)
    try container.encode(fit.tolerance, forKey: .tolerance)
    try container.encode(fit.gradientTolerance, forKey: .gradientTolerance)
    try container.encode(fit.acceleration, forKey: .acceleration)
    try container.encode(fit.initialDeviation, forKey: .initialDeviation)
    try container.encode(seed, forKey: .seed)
    try container.encode(repeats, forKey: .repeats)
    try container.encodeIfPresent(holdOut, forKey: .holdOut)
    try container.encodeIfPresent(observed, forKey: .observed)
    switch guarding.detector {
    case .none: break
    case .svm: try container.encode(guarding.trainingUsers, forKey: .trainingUsers)
    case .pca: try container.encode(guarding.flaggedShare, forKey: .flaggedShare)
    }
    if guarding.detector != .none { try container.encode(guarding.detector, forKey: .detector) }
    try container.encode(precision, forKey: .precision)
    try container.encode(resamples, forKey: .resamples)
  }

  /// Decodes the object; every option must be there but those that have no value by nature.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let targets: TargetSelection =
      if let identifiers = try container.decodeIfPresent([String].self, forKey: .targets) {
        .identifiers(identifiers)
      } else {
        .random(count: try container.decode(Int.self, forKey: .targetCount))
      }
    var guarding = GuardOptions()
    guarding.detector =
      try container.decodeIfPresent(DetectorChoice.self, forKey: .detector) ?? guarding.detector
    guarding.trainingUsers =
      try container.decodeIfPresent(Int.self, forKey: .trainingUsers) ?? guarding.trainingUsers
    guarding.flaggedShare =
      try container.decodeIfPresent(Double.self, forKey: .flaggedShare) ?? guarding.flaggedShare
    self.init(
      attacks: try container.decode([String].self, forKey: .attacks),
      sizes: try container.decode([Double].self, forKey: .sizes),
      targets: targets,
      fillers: try container.decode(Int.self, forKey: .fillers),
      top: try container.decode(Int.self, forKey: .top),
      optimization: OptimizationOptions(
        gradient: try container.decode(AttackGradient.self, forKey: .gradient),
        steps: try container.decode(Int.self, forKey: .steps),
        influentialUsers: try container.decode(Int.self, forKey: .influentialUsers),
        lossWidth: try container.decode(Double.self, forKey: .lossWidth),
        initialLossWidth: try container.decodeIfPresent(Double.self, forKey: .initialLossWidth),
        sparsity: try container.decode(Double.self, forKey: .sparsity),
        startRating: try container.decode(Double.self, forKey: .startRating),
        stepLength: try container.decode(Double.self, forKey: .stepLength)),
      graph: GraphOptions(
        walk: RandomWalkOptions(
          restart: try container.decode(Double.self, forKey: .restart),
          tolerance: try container.decode(Double.self, forKey: .walkTolerance)),
        influence: try container.decode(WalkInfluenceForm.self, forKey: .walkInfluence),
        steps: try container.decode(Int.self, forKey: .walkSteps),
        lossWidth: try container.decode(Double.self, forKey: .walkLossWidth),
        lossWeight: try container.decode(Double.self, forKey: .walkLossWeight),
        stepLength: try container.decode(Double.self, forKey: .walkStepLength)),
      attackerRank: try container.decodeIfPresent(Int.self, forKey: .attackerRank),
      victim: try container.decode(VictimChoice.self, forKey: .victim),
      fit: FactorizationOptions(
        rank: try container.decode(Int.self, forKey: .rank),
        regularization: try container.decode(Double.self, forKey: .regularization),
        sweeps: try container.decode(Int.self, forKey: .sweeps),
        tolerance: try container.decode(Double.self, forKey: .tolerance),
        gradientTolerance: try container.decode(Double.self, forKey: .gradientTolerance),
        acceleration: try container.decode(
          FactorizationOptions.Acceleration.self, forKey: .acceleration),
        initialDeviation: try container.decode(Double.self, forKey: .initialDeviation)),
      seed: try container.decode(UInt64.self, forKey: .seed),
      repeats: try container.decode(Int.self, forKey: .repeats),
      holdOut: try container.decodeIfPresent(Double.self, forKey: .holdOut),
      observed: try container.decodeIfPresent(Double.self, forKey: .observed),
      guarding: guarding,
      precision: try container.decode(ScalarPrecision.self, forKey: .precision),
      resamples: try container.decode(Int.self, forKey: .resamples))
  }
}
