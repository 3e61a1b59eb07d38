public import RecommenderInfluence
public import Recommenders

/// How the attack on random walks descends. [Fang2018]
///
/// Ratings w of a fake user are relaxed to [0, r_max] and minimize ‖w‖² + λ Σ_{u∈S} l_u. λ is set at the
/// first step of each fake user, since probabilities have no scale of their own: the largest slope of
/// the loss is then ``lossWeight`` times that of ‖w‖² at r_max.
public struct GraphOptions: Hashable, Codable, Sendable {
  /// The recommender as the attacker takes it to be.
  public var walk: RandomWalkOptions
  /// What makes users influential.
  public var influence: WalkInfluenceForm
  /// The number of gradient steps for one fake user, at least 1.
  public var steps: Int
  /// b of the loss, relative to the mean probability of the last item of a list; positive.
  public var lossWidth: Double
  /// The largest slope of λ Σ l_u at the start, relative to the largest of ‖w‖²; positive.
  public var lossWeight: Double
  /// The largest change of a rating in the first step, as a share of r_max, above 0 and at most 1.
  public var stepLength: Double

  /// Options with the package's defaults, each of which can be changed.
  public init(
    walk: RandomWalkOptions = RandomWalkOptions(), influence: WalkInfluenceForm = .renormalized,
    steps: Int = 4, lossWidth: Double = 0.5, lossWeight: Double = 10, stepLength: Double = 0.5
  ) {
    self.walk = walk
    self.influence = influence
    self.steps = steps
    self.lossWidth = lossWidth
    self.lossWeight = lossWeight
    self.stepLength = stepLength
  }

  /// The first option outside its range, and what it violates; `nil` if all are valid.
  package var problem: (name: String, requirement: String)? {
    func isPositive(_ value: Double) -> Bool { value > 0 && value.isFinite }
    if steps < 1 { return ("walkSteps", "\(steps) is not at least 1") }
    if !isPositive(lossWidth) {
      return ("walkLossWidth", "\(lossWidth) is not positive and finite")
    }
    if !isPositive(lossWeight) {
      return ("walkLossWeight", "\(lossWeight) is not positive and finite")
    }
    if !(stepLength > 0 && stepLength <= 1) {
      return ("walkStepLength", "\(stepLength) is not above 0 and at most 1")
    }
    return nil
  }
}
